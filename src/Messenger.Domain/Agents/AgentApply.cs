using System.Collections.Immutable;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Agents;

public readonly partial struct AgentRules
{
    private const int SessionsKept = 16;
    private const int FinishedKept = 64;

    /// <summary>A reservation lives for seconds, and an agent refuses once per hint.</summary>
    private const int RefusedKept = 64;

    public static AgentState Apply(AgentState state, AgentFact fact, DateTimeOffset at) => WithHints(WithSince(state, Changed(state, fact, at), at));

    private static AgentState Changed(AgentState s, AgentFact fact, DateTimeOffset at) => fact switch
    {
        AgentFact.Registered f => s with { UserName = f.UserName, DisplayName = f.DisplayName },
        AgentFact.SignedIn f => s with { Sessions = Newest(s.Sessions.Add(f.SessionId), SessionsKept) },
        AgentFact.StatusChanged { Status: AgentStatus.Available } => s with { Status = AgentStatus.Available, LostOffline = false, OfflineAfterChats = false },
        AgentFact.StatusChanged f => s with
        {
            Status = f.Status,
            LostOffline = f.BecauseLost,
            OfflineAfterChats = false,
            Break = null,
            BreakSince = null,
            PlannedBreak = null,
        },
        AgentFact.OfflinePlanned => s with { OfflineAfterChats = true },
        AgentFact.ConnectionLost => s with { Connected = false, LostAt = at },
        AgentFact.ConnectionBack => s with { Connected = true, LostAt = null },
        AgentFact.BreakStarted f => s with { Break = f.Kind, BreakSince = at, PlannedBreak = null },
        AgentFact.BreakPlanned f => s with { PlannedBreak = f.Kind },
        AgentFact.BreakEnded => s with { Break = null, BreakSince = null, PlannedBreak = null },
        AgentFact.LimitSet f => s with
        {
            Limits = s.Limits.RemoveAll(l => l.CampaignId == f.CampaignId)
                .Add(new CampaignLimit(f.CampaignId, f.SettingsVersion, f.Limit, f.IsMember, f.ConnectionGraceSeconds)
                {
                    Eligibility = f.Eligibility,
                    IsVoice = f.IsVoice,
                    NeedsVoice = f.NeedsVoice,
                }),
        },
        AgentFact.CapSet f => s with { Cap = f.Cap },
        AgentFact.CallChanged f => s with { InCall = f.InCall },
        AgentFact.Reserved f => s with { Slots = s.Slots.Add(new Slot(f.Lease, f.InteractionId, f.Epoch, f.ConversationKey, SlotPhase.Taking, null, f.Eligibility)) },
        AgentFact.ReservationRefused f => s with { Refused = Newest(s.Refused.Add(new RefusedLease(f.Lease, f.Reason, f.Hint)), RefusedKept) },
        AgentFact.Activated f => With(s, f.Lease, slot => slot with { Phase = SlotPhase.Active }) with
        {
            Outcomes = s.Outcomes.Add(new UndeliveredOutcome(f.Lease, OfferOutcome.Taken)),
        },
        AgentFact.Released f => Without(s, f.Lease) with { Outcomes = s.Outcomes.Add(new UndeliveredOutcome(f.Lease, OfferOutcome.Gone)) },
        AgentFact.OutcomeDelivered f => s with { Outcomes = s.Outcomes.RemoveAll(o => o.Lease == f.Lease) },
        AgentFact.Returning f => With(s, f.Lease, slot => slot with { Phase = SlotPhase.Returning, Reason = f.Reason }),
        AgentFact.Freed f => Freed(s, f.Lease),
        _ => throw new NotSupportedException($"No state change for {fact.GetType().Name}."),
    };

    /// <summary>An interaction can end before the answer to Take came home: the campaign still has to hear that it was taken.</summary>
    private static AgentState Freed(AgentState s, Lease lease)
    {
        var untold = s.SlotOf(lease) is { Phase: SlotPhase.Taking };
        return Without(s, lease) with
        {
            Outcomes = untold ? s.Outcomes.Add(new UndeliveredOutcome(lease, OfferOutcome.Taken)) : s.Outcomes,
        };
    }

    private static AgentState With(AgentState s, Lease lease, Func<Slot, Slot> change)
    {
        var index = s.Slots.FindIndex(x => x.Lease == lease);
        return index < 0 ? s : s with { Slots = s.Slots.SetItem(index, change(s.Slots[index])) };
    }

    private static AgentState Without(AgentState s, Lease lease) => s with
    {
        Slots = s.Slots.RemoveAll(x => x.Lease == lease),
        Finished = Newest(s.Finished.Add(lease), FinishedKept),
    };

    private static ImmutableList<T> Newest<T>(ImmutableList<T> list, int kept) => list.Count > kept ? list.RemoveRange(0, list.Count - kept) : list;

    /// <summary>Time in state counts from a change of what the board shows as state: status, connection, break, busy or not (R43).</summary>
    private static AgentState WithSince(AgentState before, AgentState after, DateTimeOffset at)
    {
        var same = before.Status == after.Status && before.Connected == after.Connected && before.Break == after.Break
            && before.IsIdle == after.IsIdle && before.Since != default;
        return same ? after : after with { Since = at };
    }

    /// <summary>Raises the hint version of each campaign for which his free slots are not what it was last told.</summary>
    private static AgentState WithHints(AgentState s)
    {
        foreach (var limit in s.Limits)
        {
            var free = s.FreeFor(limit.CampaignId);
            var idle = limit.Eligibility == Eligibility.Omni && s.IsIdle;
            var index = s.Hints.FindIndex(h => h.CampaignId == limit.CampaignId);
            if (index >= 0 && s.Hints[index].Free == free && s.Hints[index].Idle == idle)
            {
                continue;
            }

            var hint = new CampaignHint(limit.CampaignId, s.HintVersion + 1, free, idle);
            s = s with
            {
                HintVersion = hint.Version,
                Hints = index < 0 ? s.Hints.Add(hint) : s.Hints.SetItem(index, hint),
            };
        }

        return s;
    }
}
