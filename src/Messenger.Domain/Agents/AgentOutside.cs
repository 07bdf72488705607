using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Agents;

/// <summary>What the agent's stream sends: messages to other grains, and what his desk sees.</summary>
public readonly partial struct AgentRules
{
    public static IEnumerable<Obligation> Pending(AgentState state)
    {
        foreach (var slot in state.Slots)
        {
            if (slot.Phase == SlotPhase.Taking)
            {
                yield return new Obligation.ToConversation(
                    $"take/{slot.Lease}", slot.ConversationKey, new ConversationCommand.Take(slot.Lease, slot.InteractionId, slot.Epoch, state.Name)
                    {
                        IsAnswer = slot.IsAnswer,
                    });
            }
            else if (slot.Phase == SlotPhase.Returning)
            {
                yield return new Obligation.ToConversation(
                    $"return/{slot.Lease}", slot.ConversationKey, new ConversationCommand.Return(slot.Lease, slot.Reason ?? ReturnReason.Declined));
            }
        }

        foreach (var outcome in state.Outcomes)
        {
            yield return new Obligation.ToCampaign(
                $"outcome/{outcome.Lease}", outcome.Lease.CampaignId,
                new CampaignCommand.Outcome(outcome.Lease, outcome.Result, state.HintFor(outcome.Lease.CampaignId)));
        }

        foreach (var hint in OwedHints(state))
        {
            yield return hint;
        }
    }

    public static AgentCommand? Answered(Obligation obligation, Answer answer) => obligation switch
    {
        Obligation.ToConversation { Command: ConversationCommand.Take take } => new AgentCommand.TakeAnswered(take.Lease, answer),
        Obligation.ToConversation { Command: ConversationCommand.Return give } => new AgentCommand.ReturnAcknowledged(give.Lease),
        Obligation.ToCampaign { Command: CampaignCommand.Outcome outcome } =>
            new AgentCommand.OutcomeAcknowledged(outcome.Lease) { HintVersion = outcome.Latest.Version },
        Obligation.ToCampaign { Command: CampaignCommand.Hint hint } o => new AgentCommand.HintAnswered(o.CampaignId, hint.Value.Version, answer),
        _ => throw new NotSupportedException($"An agent does not owe {obligation.Key}."),
    };

    public static IEnumerable<ViewEvent> View(AgentState before, AgentState after, AgentFact fact, DateTimeOffset at, long next)
    {
        var left = (fact switch
        {
            AgentFact.Returning f => before.SlotOf(f.Lease),
            AgentFact.Freed f => before.SlotOf(f.Lease),
            AgentFact.WrapUpStarted f => before.SlotOf(f.Lease),
            _ => null,
        }) is { Phase: SlotPhase.Active } slot && !before.Slots.Exists(s => s.InteractionId == slot.InteractionId && s is { Phase: SlotPhase.Active } && s != slot)
            ? slot
            : null;
        if (left is not null)
        {
            yield return new ViewEvent(ViewEventType.InteractionRemoved, new InteractionRemoved(
                left.InteractionId, Names.ConversationStream(left.ConversationKey), fact is AgentFact.Returning ? "returned" : "ended"));
            next++;
        }

        switch (fact)
        {
            case AgentFact.Activated f:
                if (!before.Slots.Exists(s => s.InteractionId == f.Card.InteractionId && s.Phase == SlotPhase.Active))
                {
                    yield return new ViewEvent(
                        ViewEventType.InteractionAdded, new HeldInteraction(f.Card.InteractionId, after.SlotOf(f.Lease)!.ConversationKey));
                    next++;
                }

                yield return new ViewEvent(ViewEventType.AgentChanged, Desk(after, next));
                break;
            case AgentFact.Reserved { RingsUntil: { } until } f:
                yield return new ViewEvent(
                    ViewEventType.InteractionRinging, new RingingOffer(f.InteractionId, f.ConversationKey, f.Lease.CampaignId, until));
                yield return new ViewEvent(ViewEventType.AgentChanged, Desk(after, next + 1));
                break;
            // A reservation is told together with the interaction, milliseconds later: an event of its own would use up the client's batch,
            // and the customer would appear on the desk with the next one.
            case AgentFact.Reserved or AgentFact.OutcomeDelivered or AgentFact.SignedIn or AgentFact.ReservationRefused:
            case AgentFact.HintGiven or AgentFact.HintHeard or AgentFact.HintOverdue or AgentFact.Paused or AgentFact.PauseEnded:
                break;
            default:
                yield return new ViewEvent(ViewEventType.AgentChanged, Desk(after, next));
                break;
        }
    }

    public static object Snapshot(AgentState state, long version, DateTimeOffset now) => new AgentSnapshot(
        Desk(state, version),
        [.. state.Slots.Where(s => s.Phase == SlotPhase.Active).Select(s => new HeldInteraction(s.InteractionId, s.ConversationKey))])
    {
        Ringing = [.. state.Slots.Where(s => s.Phase == SlotPhase.Ringing)
            .Select(s => new RingingOffer(s.InteractionId, s.ConversationKey, s.Lease.CampaignId, s.Until!.Value))],
    };

    private static AgentView Desk(AgentState s, long version) => new(
        Names.AgentStream(s.Id), version, s.Id, s.UserName, s.DisplayName,
        s.Status == AgentStatus.Available ? "available" : "offline",
        s is { Break: { } current, BreakSince: { } since } ? Shown(current, since) : null,
        s.PlannedBreak is { } planned ? Shown(planned, s.Since) : null,
        s.InCall, s.Slots.Count, s.TotalLimit, s.OfflineAfterChats, s.Since,
        [.. Served(s).Select(l => l.CampaignId)])
    {
        Withheld = WithheldFrom(s),
        Ringing = [.. Until(s, SlotPhase.Ringing)],
        WrapUps = [.. Until(s, SlotPhase.WrapUp)],
        Pulls = [.. Served(s).Where(l => l.Eligibility is Eligibility.RingAll or Eligibility.RingAllMultiple)
            .Select(l => new PullCampaign(l.CampaignId, l.Eligibility, AgentEligibility.Hindrance(s, l)))],
    };

    private static BreakView Shown(BreakKind kind, DateTimeOffset since) => new(kind.Id, kind.Name, kind.Icon, since) { Names = kind.Names };

    private static IEnumerable<TimedInteraction> Until(AgentState s, SlotPhase phase) =>
        s.Slots.Where(slot => slot.Phase == phase).Select(slot => new TimedInteraction(slot.InteractionId, slot.Lease.CampaignId, slot.Until!.Value));

    /// <summary>Why none of his campaigns gives him anything; a word that his desk and the board show.</summary>
    public static string? WithheldFrom(AgentState s) => s.LacksVoice ? RefusalReason.NotInVoice : null;

    private static IEnumerable<CampaignLimit> Served(AgentState s) =>
        s.Limits.Where(l => l is { IsMember: true, IsVoice: false }).OrderBy(l => l.CampaignId, StringComparer.Ordinal);
}
