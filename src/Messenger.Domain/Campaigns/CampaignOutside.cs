using Messenger.Domain.Agents;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Campaigns;

/// <summary>What the campaign's stream sends. Nobody watches it directly: boards are built from the read models.</summary>
public readonly partial struct CampaignRules
{
    /// <summary>After an opening thousands have to hear of it; the campaign's own work goes on beside it.</summary>
    private const int NoticesAtOnce = 64;

    /// <summary>Thousands of members are told in portions: all at once would keep each other waiting until their callers lose patience.</summary>
    private const int LimitsAtOnce = 64;

    public static IEnumerable<Obligation> Pending(CampaignState state)
    {
        if (state is { Joined: false, Settings.Version: > 0 })
        {
            yield return new Obligation.ToConfiguration("join", new ConfigurationCommand.CampaignJoined(state.Id));
        }

        foreach (var offer in state.Offers.Values)
        {
            yield return new Obligation.ToAgent(
                $"reserve/{new Lease(state.Id, offer.Lease)}", offer.AgentId, IsGone(state, offer) ? new AgentCommand.Cancel(new Lease(state.Id, offer.Lease)) : ReserveFor(state, offer));
        }

        foreach (var (interactionId, notice) in state.Untold.Take(NoticesAtOnce))
        {
            yield return new Obligation.ToConversation($"place/{interactionId}", Names.ConversationOf(interactionId)!, new ConversationCommand.PlaceChanged(
                interactionId, notice.Epoch, notice.Place, notice.Since)
            {
                Number = notice.Number,
                From = notice.From,
                Why = notice.Why,
            });
        }

        foreach (var agent in state.Agents.Values.Where(a => a.Told < state.LimitVersion).Take(LimitsAtOnce))
        {
            yield return new Obligation.ToAgent($"limit/{agent.AgentId}", agent.AgentId, new AgentCommand.LimitChanged(
                state.Id, state.LimitVersion, state.Settings.MaxPerAgent, agent.Order >= 0, state.Settings.ConnectionGraceSeconds)
            {
                Eligibility = state.Settings.Strategy.Eligibility,
                IsVoice = state.Settings.Type == CampaignType.Voice,
                NeedsVoice = state.Globals.NeedsVoice,
                Priority = state.Settings.Priority,
                WrapUpSeconds = state.Settings.WrapUpSeconds,
                Requeue = agent.Requeue,
            });
        }
    }

    /// <summary>It left, or is in a newer round, while it was under offer.</summary>
    private static bool IsGone(CampaignState state, Offer offer) => state.Entries.GetValueOrDefault(offer.InteractionId)?.Lease != offer.Lease;

    private static AgentCommand.Reserve ReserveFor(CampaignState state, Offer offer) => new(
        new Lease(state.Id, offer.Lease), offer.InteractionId, offer.Epoch, Names.ConversationOf(offer.InteractionId)!,
        state.Settings.MaxPerAgent, offer.LimitVersion, offer.ExpiresAt)
    {
        RingSeconds = state.Settings.Acceptance == Acceptance.ByHand && !offer.Asked && offer.ForcedBy is null ? state.Settings.AcceptSeconds : 0,
        Asked = offer.Asked,
        ForcedBy = offer.ForcedBy,
    };

    public static CampaignCommand? Answered(Obligation obligation, Answer answer) => obligation switch
    {
        Obligation.ToAgent { Command: AgentCommand.Reserve reserve } =>
            answer is Answer.NotGranted ? new CampaignCommand.ReserveAnswered(reserve.Lease.Number, answer) : null,
        Obligation.ToAgent { Command: AgentCommand.Cancel cancel } =>
            answer is Answer.NotGranted ? new CampaignCommand.ReserveAnswered(cancel.Lease.Number, answer) : null,
        Obligation.ToAgent { AgentId: var agentId, Command: AgentCommand.LimitChanged limit } =>
            new CampaignCommand.LimitAcknowledged(agentId, limit.SettingsVersion),
        Obligation.ToConfiguration { Command: ConfigurationCommand.CampaignJoined } => new CampaignCommand.JoinAcknowledged(),
        Obligation.ToConversation { Command: ConversationCommand.PlaceChanged p } => new CampaignCommand.PlaceAcknowledged(p.InteractionId, p.Epoch, p.Place, p.Number),
        _ => throw new NotSupportedException($"A campaign does not owe {obligation.Key}."),
    };

    public static IEnumerable<ViewEvent> View(CampaignState before, CampaignState after, CampaignFact fact, DateTimeOffset at, long next) => [];

    public static object Snapshot(CampaignState state, long version, DateTimeOffset now) => state.Settings with { PageToken = null };
}
