using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Campaigns;

/// <summary>What the campaign's stream sends. Nobody watches it directly: boards are built from the read models.</summary>
public readonly partial struct CampaignRules
{
    /// <summary>After an opening thousands have to hear of it; the campaign's own work goes on beside it.</summary>
    private const int NoticesAtOnce = 64;

    public static IEnumerable<Obligation> Pending(CampaignState state)
    {
        foreach (var offer in state.Offers.Values)
        {
            var lease = new Lease(state.Id, offer.Lease);
            yield return new Obligation.ToAgent($"reserve/{lease}", offer.AgentId, new AgentCommand.Reserve(
                lease, offer.InteractionId, offer.Epoch, Names.ConversationOf(offer.InteractionId)!,
                state.Settings.MaxPerAgent, offer.LimitVersion, offer.ExpiresAt));
        }

        foreach (var (interactionId, notice) in state.Untold.Take(NoticesAtOnce))
        {
            yield return new Obligation.ToConversation($"place/{interactionId}", Names.ConversationOf(interactionId)!, new ConversationCommand.PlaceChanged(
                interactionId, notice.Epoch, notice.Place, notice.Since));
        }

        foreach (var agent in state.Agents.Values.Where(a => a.Told < state.LimitVersion))
        {
            yield return new Obligation.ToAgent($"limit/{agent.AgentId}", agent.AgentId, new AgentCommand.LimitChanged(
                state.Id, state.LimitVersion, state.Settings.MaxPerAgent, agent.Order >= 0, state.Settings.ConnectionGraceSeconds)
            {
                Eligibility = state.Settings.Strategy.Eligibility,
                IsVoice = state.Settings.Type == CampaignType.Voice,
                NeedsVoice = state.Globals.NeedsVoice,
            });
        }
    }

    public static CampaignCommand? Answered(Obligation obligation, Answer answer) => obligation switch
    {
        Obligation.ToAgent { Command: AgentCommand.Reserve reserve } =>
            answer is Answer.NotGranted ? new CampaignCommand.ReserveAnswered(reserve.Lease.Number, answer) : null,
        Obligation.ToAgent { AgentId: var agentId, Command: AgentCommand.LimitChanged limit } =>
            new CampaignCommand.LimitAcknowledged(agentId, limit.SettingsVersion),
        Obligation.ToConversation { Command: ConversationCommand.PlaceChanged p } => new CampaignCommand.PlaceAcknowledged(p.InteractionId, p.Epoch, p.Place),
        _ => throw new NotSupportedException($"A campaign does not owe {obligation.Key}."),
    };

    public static IEnumerable<ViewEvent> View(CampaignState before, CampaignState after, CampaignFact fact, DateTimeOffset at, long next) => [];

    public static object Snapshot(CampaignState state, long version, DateTimeOffset now) => state.Settings with { PageToken = null };
}
