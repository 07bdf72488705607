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

    public static AgentState Apply(AgentState state, AgentFact fact, DateTimeOffset at) =>
        WithLessRoom(WithSince(state, Changed(state, fact, at), BeganAt(fact) ?? at), at);

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
        AgentFact.BreakStarted f => s with { Break = f.Kind, BreakSince = f.At ?? at, PlannedBreak = null },
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
                    Priority = f.Priority ?? CampaignSettings.Default.Priority,
                    WrapUpSeconds = f.WrapUpSeconds ?? 0,
                    Requeue = f.Requeue == true,
                }),
        },
        AgentFact.CapSet f => s with { Cap = f.Cap },
        AgentFact.CallChanged f => s with { InCall = f.InCall },
        AgentFact.Reserved f => Used(s, f.Lease.CampaignId, at) with
        {
            Slots = s.Slots.Add(new Slot(
                f.Lease, f.InteractionId, f.Epoch, f.ConversationKey, f.RingsUntil is null ? SlotPhase.Taking : SlotPhase.Ringing, null, f.Eligibility)
            {
                Until = f.RingsUntil,
                IsAnswer = f.Asked == true,
            }),
        },
        AgentFact.Accepted f => With(s, f.Lease, slot => slot with { Phase = SlotPhase.Taking, Until = null, IsAnswer = true }),
        AgentFact.Lapsed f => Without(s, f.Lease) with { Outcomes = s.Outcomes.Add(new UndeliveredOutcome(f.Lease, OfferOutcome.Lapsed)) },
        AgentFact.Paused f => s with { Pauses = s.Pauses.Add(new CampaignPause(f.CampaignId, f.Until)) },
        AgentFact.PauseEnded f => s with { Pauses = s.Pauses.RemoveAll(p => p.CampaignId == f.CampaignId) },
        AgentFact.WrapUpStarted f => WrapsUp(s, f),
        AgentFact.ReservationRefused f => s with { Refused = Newest(s.Refused.Add(new RefusedLease(f.Lease, f.Reason, f.Hint)), RefusedKept) },
        AgentFact.Activated f => With(s, f.Lease, slot => slot with { Phase = SlotPhase.Active }) with
        {
            Outcomes = s.Outcomes.Add(new UndeliveredOutcome(f.Lease, OfferOutcome.Taken)),
        },
        AgentFact.Released f => Without(s, f.Lease) with { Outcomes = s.Outcomes.Add(new UndeliveredOutcome(f.Lease, OfferOutcome.Gone)) },
        AgentFact.OutcomeDelivered f => Known(s, f.Lease.CampaignId, f.HintVersion) with { Outcomes = s.Outcomes.RemoveAll(o => o.Lease == f.Lease) },
        AgentFact.Returning f => With(s, f.Lease, slot => slot with { Phase = SlotPhase.Returning, Reason = f.Reason }),
        AgentFact.Freed f => Freed(s, f.Lease),
        AgentFact.HintGiven f => Given(s, f, at),
        AgentFact.HintHeard f => Heard(s, f, at),
        AgentFact.HintOverdue => Overdue(s, at),
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

    private static AgentState WrapsUp(AgentState s, AgentFact.WrapUpStarted f)
    {
        var untold = s.SlotOf(f.Lease) is { Phase: SlotPhase.Taking };
        return With(s, f.Lease, slot => slot with { Phase = SlotPhase.WrapUp, Until = f.Until, Completed = f.Completed }) with
        {
            Outcomes = untold ? s.Outcomes.Add(new UndeliveredOutcome(f.Lease, OfferOutcome.Taken)) : s.Outcomes,
        };
    }

    private static DateTimeOffset? BeganAt(AgentFact fact) => fact switch
    {
        AgentFact.BreakStarted f => f.At,
        AgentFact.Freed f => f.At,
        AgentFact.Lapsed f => f.At,
        _ => null,
    };

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
}
