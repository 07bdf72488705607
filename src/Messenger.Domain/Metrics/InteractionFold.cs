using Messenger.Domain.Conversations;

namespace Messenger.Domain.Metrics;

/// <summary>Makes the times of a conversation's interactions from its facts, fed in their order.</summary>
public sealed class InteractionFold
{
    private readonly List<InteractionTimes> _interactions = [];

    /// <summary>In the order in which they opened.</summary>
    public IReadOnlyList<InteractionTimes> Interactions => _interactions;

    /// <param name="at">When the fact was committed.</param>
    public void Walk(ConversationFact fact, DateTimeOffset at)
    {
        if (fact is ConversationFact.InteractionOpened opened)
        {
            _interactions.Add(new InteractionTimes(opened.InteractionId, opened.CampaignId, at) { Kind = opened.Kind });
        }
        else if (_interactions.Count > 0 && About(fact) == _interactions[^1].Id)
        {
            _interactions[^1] = _interactions[^1].After(fact, at);
        }
    }

    private static string? About(ConversationFact fact) => fact switch
    {
        ConversationFact.Placed f => f.InteractionId,
        ConversationFact.Owned f => f.InteractionId,
        ConversationFact.Requeued f => f.InteractionId,
        ConversationFact.Answered f => f.InteractionId,
        ConversationFact.MessageQueued f => f.InteractionId,
        ConversationFact.Abandoned f => f.InteractionId,
        ConversationFact.Ended f => f.InteractionId,
        _ => null,
    };
}
