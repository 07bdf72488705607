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
                    $"take/{slot.Lease}", slot.ConversationKey, new ConversationCommand.Take(slot.Lease, slot.InteractionId, slot.Epoch, state.Name));
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

        foreach (var hint in state.Hints)
        {
            yield return new Obligation.ToCampaign(
                $"hint/{hint.CampaignId}", hint.CampaignId, new CampaignCommand.Hint(new AgentHint(state.Id, hint.Version, hint.Free) { Idle = hint.Idle }));
        }
    }

    public static AgentCommand? Answered(Obligation obligation, Answer answer) => obligation switch
    {
        Obligation.ToConversation { Command: ConversationCommand.Take take } => new AgentCommand.TakeAnswered(take.Lease, answer),
        Obligation.ToConversation { Command: ConversationCommand.Return give } => new AgentCommand.ReturnAcknowledged(give.Lease),
        Obligation.ToCampaign { Command: CampaignCommand.Outcome outcome } => new AgentCommand.OutcomeAcknowledged(outcome.Lease),
        Obligation.ToCampaign { Command: CampaignCommand.Hint } => null,
        _ => throw new NotSupportedException($"An agent does not owe {obligation.Key}."),
    };

    public static IEnumerable<ViewEvent> View(AgentState before, AgentState after, AgentFact fact, DateTimeOffset at, long next)
    {
        var left = (fact switch
        {
            AgentFact.Returning f => before.SlotOf(f.Lease),
            AgentFact.Freed f => before.SlotOf(f.Lease),
            _ => null,
        }) is { Phase: SlotPhase.Active } slot ? slot : null;
        if (left is not null)
        {
            yield return new ViewEvent(ViewEventType.InteractionRemoved, new InteractionRemoved(
                left.InteractionId, Names.ConversationStream(left.ConversationKey), fact is AgentFact.Returning ? "returned" : "ended"));
            next++;
        }

        switch (fact)
        {
            case AgentFact.Activated f:
                yield return new ViewEvent(
                    ViewEventType.InteractionAdded, new HeldInteraction(f.Card.InteractionId, after.SlotOf(f.Lease)!.ConversationKey));
                yield return new ViewEvent(ViewEventType.AgentChanged, Desk(after, next + 1));
                break;
            // A reservation is told together with the interaction, milliseconds later: an event of its own would use up the client's batch,
            // and the customer would appear on the desk with the next one.
            case AgentFact.Reserved or AgentFact.OutcomeDelivered or AgentFact.SignedIn or AgentFact.ReservationRefused:
                break;
            default:
                yield return new ViewEvent(ViewEventType.AgentChanged, Desk(after, next));
                break;
        }
    }

    public static object Snapshot(AgentState state, long version, DateTimeOffset now) => new AgentSnapshot(
        Desk(state, version),
        [.. state.Slots.Where(s => s.Phase == SlotPhase.Active).Select(s => new HeldInteraction(s.InteractionId, s.ConversationKey))]);

    private static AgentView Desk(AgentState s, long version) => new(
        Names.AgentStream(s.Id), version, s.Id, s.UserName, s.DisplayName,
        s.Status == AgentStatus.Available ? "available" : "offline",
        s is { Break: { } current, BreakSince: { } since } ? new BreakView(current.Id, current.Name, current.Icon, since) : null,
        s.PlannedBreak is { } planned ? new BreakView(planned.Id, planned.Name, planned.Icon, s.Since) : null,
        s.InCall, s.Slots.Count, s.TotalLimit, s.OfflineAfterChats, s.Since,
        [.. s.Limits.Where(l => l is { IsMember: true, IsVoice: false }).Select(l => l.CampaignId).Order(StringComparer.Ordinal)]);
}
