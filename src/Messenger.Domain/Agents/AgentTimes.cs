using Messenger.Domain.Shared;
using AgentDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Agents.AgentState, Messenger.Domain.Agents.AgentFact>;

namespace Messenger.Domain.Agents;

/// <summary>What happens on a desk by the clock: ringing, wrap-up, the moment after a declined offer (B3).</summary>
public readonly partial struct AgentRules
{
    /// <summary>So long after declining one of a campaign he is offered none of it: the same one would ring again at once.</summary>
    private static readonly TimeSpan DeclinePause = TimeSpan.FromSeconds(10);

    public static DateTimeOffset? NextDue(AgentState state) => state.Slots.Select(s => s.Until)
        .Concat(state.Pauses.Select(p => (DateTimeOffset?)p.Until))
        .Append(GraceEnds(state)).Append(HintOverdueAt(state)).Min();

    /// <summary>Whatever comes first after an instant finds it passed: the timer may be late, and an Accept must not overtake it.</summary>
    private static void PassTimes(AgentDraft draft, DateTimeOffset now)
    {
        foreach (var slot in draft.State.Slots.Where(s => s.Until <= now).OrderBy(s => s.Until).ToList())
        {
            if (slot.Phase == SlotPhase.WrapUp)
            {
                draft.Add(new AgentFact.Freed(slot.Lease, slot.Completed, slot.Until));
                LastSlotFreed(draft);
            }
            else
            {
                RangInVain(draft, slot);
            }
        }

        foreach (var pause in draft.State.Pauses.Where(p => p.Until <= now))
        {
            draft.Add(new AgentFact.PauseEnded(pause.CampaignId));
        }
    }

    /// <summary>Whoever let it ring is not there; whose connection is lost could not hear it.</summary>
    private static void RangInVain(AgentDraft draft, Slot slot)
    {
        if (draft.State.SlotOf(slot.Lease) is not { Phase: SlotPhase.Ringing })
        {
            return;
        }

        draft.Add(new AgentFact.Lapsed(slot.Lease, LapseReason.NoAnswer, slot.Until));
        if (draft.State.Connected)
        {
            DidNotRespond(draft, slot.Until);
        }

        LastSlotFreed(draft);
    }

    /// <summary>The system break begins, unless he is on another one; nothing rings on for who is not there.</summary>
    private static void DidNotRespond(AgentDraft draft, DateTimeOffset? at)
    {
        if (draft.State is { Break: null, Status: AgentStatus.Available })
        {
            draft.Add(new AgentFact.BreakStarted(BreakKind.NoAnswer, at));
            StopRinging(draft, LapseReason.OnBreak);
        }
    }

    /// <summary>Nobody is blamed: who was about to accept it did nothing wrong.</summary>
    private static Decision<AgentFact> Cancel(AgentDraft draft, AgentCommand.Cancel c)
    {
        if (draft.State.SlotOf(c.Lease) is { } slot)
        {
            if (slot.Phase == SlotPhase.Ringing)
            {
                draft.Add(new AgentFact.Lapsed(c.Lease, LapseReason.Cancelled));
                LastSlotFreed(draft);
            }

            return draft.Done();
        }

        return draft.State.Finished.Contains(c.Lease) ? draft.Done()
            : draft.State.Refused.Find(r => r.Lease == c.Lease) is { } known ? Decision<AgentFact>.Assert(new Answer.NotGranted(known.Reason, known.Hint))
            : Refuse(draft, c.Lease, RefusalReason.Gone);
    }

    private static void StopRinging(AgentDraft draft, string reason)
    {
        foreach (var slot in draft.State.Slots.Where(s => s.Phase == SlotPhase.Ringing))
        {
            draft.Add(new AgentFact.Lapsed(slot.Lease, reason));
        }
    }

    private static void EndWrapUps(AgentDraft draft)
    {
        foreach (var slot in draft.State.Slots.Where(s => s.Phase == SlotPhase.WrapUp))
        {
            draft.Add(new AgentFact.Freed(slot.Lease, slot.Completed));
        }
    }

    private static Decision<AgentFact> EndWrapUp(AgentDraft draft, AgentCommand.EndWrapUp c)
    {
        if (draft.State.Slots.Find(s => s.InteractionId == c.InteractionId && s.Phase == SlotPhase.WrapUp) is { } slot)
        {
            draft.Add(new AgentFact.Freed(slot.Lease, slot.Completed));
            LastSlotFreed(draft);
        }

        return draft.Done();
    }

    private static void Pause(AgentDraft draft, string campaignId, DateTimeOffset now)
    {
        if (!draft.State.IsPaused(campaignId))
        {
            draft.Add(new AgentFact.Paused(campaignId, now + DeclinePause));
        }
    }
}

/// <summary>Why something rings no more without being accepted.</summary>
public static class LapseReason
{
    /// <summary>Its time passed.</summary>
    public const string NoAnswer = "no-answer";
    public const string Declined = "declined";
    public const string OnBreak = "on-break";
    public const string Offline = "offline";

    /// <summary>He is no member any more (R32).</summary>
    public const string Removed = "removed";

    /// <summary>The interaction ended, or its transfer came to nothing.</summary>
    public const string Cancelled = "cancelled";
}
