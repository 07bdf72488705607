using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>Which interaction a command or an obligation is about, for the log.</summary>
internal static class Concerned
{
    /// <summary>Null when it names none: a lease, or something of the whole grain.</summary>
    public static string? By(object? said) => said switch
    {
        ConversationCommand.Take c => c.InteractionId,
        ConversationCommand.EnqueueAnswered c => c.InteractionId,
        ConversationCommand.MarkSeen c => c.InteractionId,
        ConversationCommand.SendText c => c.InteractionId,
        ConversationCommand.SendFile c => c.InteractionId,
        ConversationCommand.Close c => c.InteractionId,
        CampaignCommand.Enqueue c => c.InteractionId,
        CampaignCommand.Remove c => c.InteractionId,
        AgentCommand.Reserve c => c.InteractionId,
        AgentCommand.Accept c => c.InteractionId,
        AgentCommand.Decline c => c.InteractionId,
        Obligation.ToCampaign o => By(o.Command),
        Obligation.ToAgent o => By(o.Command),
        Obligation.ToConversation o => By(o.Command),
        _ => null,
    };
}
