using Messenger.Domain.Shared;

namespace Messenger.Domain.Agents;

/// <summary>Protocol steps 5 to 13 on the agent's side: reserve, take, outcome, end, return.</summary>
public readonly partial struct AgentRules
{
    private static Decision<AgentFact> Reserve(Draft<AgentState, AgentFact> draft, AgentCommand.Reserve c, DateTimeOffset now)
    {
        var campaign = c.Lease.CampaignId;
        if (draft.State.SlotOf(c.Lease) is not null || draft.State.Finished.Contains(c.Lease))
        {
            return Decision<AgentFact>.Say(new Answer.Granted(draft.State.HintFor(campaign)));
        }

        if (draft.State.Refused.Find(r => r.Lease == c.Lease) is { } known)
        {
            return Decision<AgentFact>.Assert(new Answer.NotGranted(known.Reason, known.Hint));
        }

        if (RefusalOf(draft.State, c, now) is { } reason)
        {
            return Refuse(draft, c.Lease, reason);
        }

        // The limit he judged by, not the one in the message: a campaign that saved meanwhile sends an older offer with its newest limit.
        draft.Add(new AgentFact.Reserved(
            c.Lease, c.InteractionId, c.Epoch, c.ConversationKey,
            draft.State.LoadOf(campaign), draft.State.LimitOf(campaign)!.Limit, draft.State.Slots.Count, draft.State.TotalLimit,
            draft.State.LimitOf(campaign)!.Eligibility, c.RingSeconds > 0 ? now.AddSeconds(c.RingSeconds) : null, c.Asked ? true : null, c.ForcedBy));
        return draft.Answer(new Answer.Granted(draft.State.HintFor(campaign)));
    }

    /// <summary>
    /// A refusal is remembered: the campaign offers the interaction elsewhere, so a second copy of the reservation must not be granted
    /// because he is back meanwhile. What came too late stays too late and needs no memory.
    /// </summary>
    private static Decision<AgentFact> Refuse(Draft<AgentState, AgentFact> draft, Lease lease, string reason)
    {
        var hint = draft.State.HintFor(lease.CampaignId);
        if (reason == RefusalReason.Expired)
        {
            return Decision<AgentFact>.Assert(new Answer.NotGranted(reason, hint));
        }

        draft.Add(new AgentFact.ReservationRefused(lease, reason, hint));
        return draft.Answer(new Answer.NotGranted(reason, hint));
    }

    private static string? RefusalOf(AgentState state, AgentCommand.Reserve c, DateTimeOffset now)
    {
        var known = state.LimitOf(c.Lease.CampaignId);
        return state switch
        {
            _ when now > c.ExpiresAt => RefusalReason.Expired,
            _ when known is null || known.Version != c.SettingsVersion => RefusalReason.StaleSettings,
            _ when c.ForcedBy is not null => AgentEligibility.HindranceOfForced(state, known),
            _ => AgentEligibility.Hindrance(state, known),
        };
    }

    private static Decision<AgentFact> TakeAnswered(Draft<AgentState, AgentFact> draft, AgentCommand.TakeAnswered c)
    {
        if (draft.State.SlotOf(c.Lease) is not { Phase: SlotPhase.Taking })
        {
            return draft.Done();
        }

        if (c.Reply is Answer.Taken taken)
        {
            draft.Add(new AgentFact.Activated(c.Lease, taken.Card));
            if (draft.State.Status == AgentStatus.Offline)
            {
                // His grace ran out between the reservation and this answer: nobody would ever answer the customer.
                draft.Add(new AgentFact.Returning(c.Lease, ReturnReason.ConnectionLost));
            }
            else
            {
                // He left its campaign in between.
                GiveBack(draft, c.Lease.CampaignId);
            }
        }
        else
        {
            draft.Add(new AgentFact.Released(c.Lease));
            LastSlotFreed(draft);
        }

        return draft.Done();
    }

    private static Decision<AgentFact> OutcomeAcknowledged(Draft<AgentState, AgentFact> draft, AgentCommand.OutcomeAcknowledged c)
    {
        if (draft.State.Outcomes.Exists(o => o.Lease == c.Lease))
        {
            draft.Add(new AgentFact.OutcomeDelivered(c.Lease, c.HintVersion));
        }

        return draft.Done();
    }

    private static Decision<AgentFact> SlotEnded(Draft<AgentState, AgentFact> draft, AgentCommand.SlotEnded c, DateTimeOffset now)
    {
        if (draft.State.SlotOf(c.Lease) is { Phase: not SlotPhase.WrapUp })
        {
            var wrapUp = c.IsOver && draft.State.Status == AgentStatus.Available ? draft.State.LimitOf(c.Lease.CampaignId)?.WrapUpSeconds ?? 0 : 0;
            draft.Add(wrapUp > 0 ? new AgentFact.WrapUpStarted(c.Lease, c.Completed, now.AddSeconds(wrapUp)) : new AgentFact.Freed(c.Lease, c.Completed));
            if (c.NoAnswer)
            {
                DidNotRespond(draft, null);
            }

            LastSlotFreed(draft);
        }

        if (draft.State.SlotOf(c.Lease) is { Phase: SlotPhase.WrapUp })
        {
            return draft.Done();
        }

        return draft.State.Finished.Contains(c.Lease) ? draft.Done() : draft.DoneForGood();
    }

    private static Decision<AgentFact> Accept(Draft<AgentState, AgentFact> draft, AgentCommand.Accept c)
    {
        var slots = draft.State.Slots.FindAll(s => s.InteractionId == c.InteractionId);
        if (slots.Find(s => s.Phase == SlotPhase.Ringing) is { } ringing)
        {
            draft.Add(new AgentFact.Accepted(ringing.Lease));
            return draft.Done();
        }

        return slots.Exists(s => s.Phase is SlotPhase.Taking or SlotPhase.Active) ? draft.Done() : Decision<AgentFact>.Refuse(RefusalCode.AlreadyTaken);
    }

    private static Decision<AgentFact> AskRoom(Draft<AgentState, AgentFact> draft, AgentCommand.AskRoom c) =>
        draft.State.LimitOf(c.CampaignId) is not { } limit ? Decision<AgentFact>.Refuse(RefusalCode.NotAMember)
        : AgentEligibility.Hindrance(draft.State, limit) switch
        {
            null => draft.Done(),
            RefusalReason.NotAMember => Decision<AgentFact>.Refuse(RefusalCode.NotAMember),
            RefusalReason.NotInVoice => Decision<AgentFact>.Refuse(RefusalCode.NotInVoiceCampaign),
            RefusalReason.OnBreak => Decision<AgentFact>.Refuse(RefusalCode.OnBreak),
            RefusalReason.Offline => Decision<AgentFact>.Refuse(RefusalCode.Offline),
            _ => Decision<AgentFact>.Refuse(RefusalCode.LimitReached),
        };

    /// <summary>One that he gave back can be his again before the first return is confirmed: it is the one on his desk that he means.</summary>
    private static Decision<AgentFact> Decline(Draft<AgentState, AgentFact> draft, AgentCommand.Decline c, DateTimeOffset now)
    {
        var slots = draft.State.Slots.FindAll(s => s.InteractionId == c.InteractionId);
        if (slots.Find(s => s.Phase is SlotPhase.Active or SlotPhase.Ringing) is { } slot)
        {
            draft.Add(slot.Phase == SlotPhase.Ringing
                ? new AgentFact.Lapsed(slot.Lease, LapseReason.Declined, null, c.Reason)
                : new AgentFact.Returning(slot.Lease, ReturnReason.Declined));
            Pause(draft, slot.Lease.CampaignId, now);
            LastSlotFreed(draft);
            return draft.Done();
        }

        return slots.Exists(s => s.Phase == SlotPhase.Returning) ? draft.Done() : Decision<AgentFact>.Refuse(RefusalCode.NotYours);
    }

    private static Decision<AgentFact> ReturnAcknowledged(Draft<AgentState, AgentFact> draft, AgentCommand.ReturnAcknowledged c)
    {
        if (draft.State.SlotOf(c.Lease) is { Phase: SlotPhase.Returning })
        {
            draft.Add(new AgentFact.Freed(c.Lease, false));
            LastSlotFreed(draft);
        }

        return draft.Done();
    }

    /// <summary>What he has of a campaign that he left, where nothing of it is to stay with him (protocol step 13).</summary>
    private static void GiveBack(Draft<AgentState, AgentFact> draft, string campaignId)
    {
        if (draft.State.LimitOf(campaignId) is not { Requeue: true })
        {
            return;
        }

        foreach (var slot in draft.State.Slots.Where(s => s.Lease.CampaignId == campaignId && s.Phase is SlotPhase.Active or SlotPhase.Ringing))
        {
            draft.Add(slot.Phase == SlotPhase.Ringing ? new AgentFact.Lapsed(slot.Lease, LapseReason.Removed) : new AgentFact.Returning(slot.Lease, ReturnReason.Removed));
        }

        LastSlotFreed(draft);
    }

    /// <summary>What he had put off until his last chat ends happens now.</summary>
    private static void LastSlotFreed(Draft<AgentState, AgentFact> draft)
    {
        if (!draft.State.Slots.IsEmpty)
        {
            return;
        }

        if (draft.State.OfflineAfterChats)
        {
            draft.Add(new AgentFact.StatusChanged(AgentStatus.Offline));
        }
        else if (draft.State.PlannedBreak is { } planned)
        {
            draft.Add(new AgentFact.BreakStarted(planned));
        }
    }
}

/// <summary>Why an agent did not grant a reservation.</summary>
public static class RefusalReason
{
    /// <summary>It arrived after its time; the campaign offers anew.</summary>
    public const string Expired = "expired";

    /// <summary>It was made from other settings than the agent knows; the campaign offers anew.</summary>
    public const string StaleSettings = "stale-settings";

    /// <summary>What was offered ended before the reservation arrived.</summary>
    public const string Gone = "gone";
    public const string Offline = "offline";
    public const string OnBreak = "on-break";
    public const string NotAMember = "not-a-member";
    public const string Full = "full";

    /// <summary>He declined one of this campaign a moment ago.</summary>
    public const string Paused = "paused";

    /// <summary>He holds an interaction that excludes every other one (incall).</summary>
    public const string Exclusive = "exclusive";

    /// <summary>He is in a call, and this campaign's rule excludes that.</summary>
    public const string InCall = "in-call";

    /// <summary>He is in no voice campaign (R33).</summary>
    public const string NotInVoice = "not-in-voice-campaign";
}
