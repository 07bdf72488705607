using Messenger.Domain.Agents;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Replay;

/// <summary>What reached an agent. Whether he grants, and which loads and limits that rests on, what he tells whom and when he is lost is decided.</summary>
public readonly struct AgentOrigins : IOrigins<AgentState, AgentCommand, AgentFact>
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    /// <summary>A refusal does not say whether a supervisor forced it, nor which one.</summary>
    private static readonly AgentName Somebody = new("", "", "");

    public static IEnumerable<AgentCommand> Of(AgentState before, ArraySegment<AgentFact> facts, DateTimeOffset at)
    {
        // What passed by the clock stands before what the command itself brought.
        for (var first = 0; first < facts.Count; first++)
        {
            var own = facts[first..];
            if (Heard(before, own, at) is { } answer)
            {
                yield return answer;
            }

            foreach (var command in CommandsOf(before, own, at))
            {
                yield return command;
            }

            if (!MayPass(facts[first]))
            {
                break;
            }
        }

        yield return new AgentCommand.Tick();
    }

    /// <summary>The clock brings it, among others.</summary>
    private static bool MayPass(AgentFact fact) =>
        fact is AgentFact.Lapsed or AgentFact.Freed or AgentFact.PauseEnded or AgentFact.BreakStarted or AgentFact.StatusChanged { Status: AgentStatus.Offline };

    /// <summary>A row from before there was a wrap-up says nothing of it.</summary>
    public static AgentFact WithGiven(AgentFact decided, AgentFact stored) => (decided, stored) switch
    {
        (AgentFact.LimitSet d, AgentFact.LimitSet { WrapUpSeconds: null }) => d with { WrapUpSeconds = null },
        _ => decided,
    };

    private static IEnumerable<AgentCommand> CommandsOf(AgentState s, ArraySegment<AgentFact> facts, DateTimeOffset at)
    {
        if (CommandOf(s, facts[0], at) is { } command)
        {
            yield return command;
        }

        switch (facts[0])
        {
            case AgentFact.Freed { At: null } f:
                yield return new AgentCommand.SlotEnded(f.Lease, f.Completed) { NoAnswer = true };
                if (s.SlotOf(f.Lease) is { Phase: SlotPhase.WrapUp } slot)
                {
                    yield return new AgentCommand.EndWrapUp(slot.InteractionId);
                    yield return new AgentCommand.SetOffline(AfterChats: false);
                    yield return new AgentCommand.Suspend();
                }

                break;
            case AgentFact.Lapsed { Reason: LapseReason.Declined } f when s.SlotOf(f.Lease) is { } rang:
                yield return new AgentCommand.Decline(rang.InteractionId, f.Words);
                break;
            case AgentFact.Lapsed { Reason: LapseReason.Cancelled } f:
                yield return new AgentCommand.Cancel(f.Lease);
                break;
            case AgentFact.Lapsed { Reason: LapseReason.OnBreak } when facts.FirstOrDefault(f => f is not AgentFact.Lapsed) is { } kind:
                if ((kind as AgentFact.BreakStarted)?.Kind is { } begins)
                {
                    yield return new AgentCommand.StartBreak(begins, AfterChats: false);
                }

                if ((kind as AgentFact.BreakPlanned)?.Kind is { } planned)
                {
                    yield return new AgentCommand.StartBreak(planned, AfterChats: true);
                }

                break;
            case AgentFact.Lapsed { Reason: LapseReason.Offline }:
                yield return new AgentCommand.SetOffline(AfterChats: false);
                yield return new AgentCommand.SetOffline(AfterChats: true);
                yield return new AgentCommand.Suspend();
                break;
            case AgentFact.StatusChanged { Status: AgentStatus.Offline }:
                yield return new AgentCommand.Suspend();
                break;
            case AgentFact.ReservationRefused { Reason: RefusalReason.Gone } f:
                yield return new AgentCommand.Cancel(f.Lease);
                break;
            case AgentFact.ReservationRefused f:
                yield return ReserveOf(s, f, at)! with { ForcedBy = Somebody };
                break;
        }
    }

    public static Decision<AgentFact>? Decide(int rulesVersion, AgentState state, AgentCommand command, DateTimeOffset at) => AgentRules.Decide(state, command, at);

    private static AgentCommand? CommandOf(AgentState s, AgentFact fact, DateTimeOffset at) => fact switch
    {
        AgentFact.Registered f => new AgentCommand.Register(f.UserName, f.DisplayName),
        AgentFact.SignedIn f => new AgentCommand.Connected(f.SessionId),
        AgentFact.ConnectionBack when s.Sessions is [.., var known] => new AgentCommand.Connected(known),
        AgentFact.StatusChanged { Status: AgentStatus.Available } => new AgentCommand.SetAvailable(),
        AgentFact.StatusChanged => new AgentCommand.SetOffline(AfterChats: false),
        AgentFact.OfflinePlanned => new AgentCommand.SetOffline(AfterChats: true),
        AgentFact.ConnectionLost => new AgentCommand.ConnectionLost(),
        AgentFact.BreakStarted f => new AgentCommand.StartBreak(f.Kind, AfterChats: false),
        AgentFact.BreakPlanned f => new AgentCommand.StartBreak(f.Kind, AfterChats: true),
        AgentFact.BreakEnded => new AgentCommand.EndBreak(),
        AgentFact.LimitSet f => LimitOf(f),
        AgentFact.CapSet f => new AgentCommand.SetCap(f.Cap),
        AgentFact.CallChanged f => new AgentCommand.SetCall(f.InCall),
        AgentFact.Reserved or AgentFact.ReservationRefused => ReserveOf(s, fact, at),
        AgentFact.Accepted f when s.SlotOf(f.Lease) is { } rings => new AgentCommand.Accept(rings.InteractionId),
        AgentFact.WrapUpStarted f => new AgentCommand.SlotEnded(f.Lease, f.Completed) { IsOver = true },
        AgentFact.Activated f => new AgentCommand.TakeAnswered(f.Lease, new Answer.Taken(f.Card)),
        AgentFact.Released f => new AgentCommand.TakeAnswered(f.Lease, new Answer.Gone("")),
        AgentFact.OutcomeDelivered f => new AgentCommand.OutcomeAcknowledged(f.Lease) { HintVersion = f.HintVersion },
        AgentFact.Returning { Reason: ReturnReason.Declined } f when s.SlotOf(f.Lease) is { } slot => new AgentCommand.Decline(slot.InteractionId),
        AgentFact.Returning { Reason: ReturnReason.Suspended } => new AgentCommand.Suspend(),
        AgentFact.Freed f => new AgentCommand.SlotEnded(f.Lease, f.Completed),
        _ => null,
    };

    private static AgentCommand.LimitChanged LimitOf(AgentFact.LimitSet f)
    {
        var told = new AgentCommand.LimitChanged(f.CampaignId, f.SettingsVersion, f.Limit, f.IsMember, f.ConnectionGraceSeconds)
        {
            Eligibility = f.Eligibility,
            IsVoice = f.IsVoice,
            NeedsVoice = f.NeedsVoice,
            WrapUpSeconds = f.WrapUpSeconds ?? 0,
            Requeue = f.Requeue == true,
        };
        return f.Priority is { } priority ? told with { Priority = priority } : told;
    }

    /// <summary>From which settings it was made is known of who refused it as stale only; that it came in time, of each that is a fact.</summary>
    private static AgentCommand.Reserve? ReserveOf(AgentState s, AgentFact fact, DateTimeOffset at) => fact switch
    {
        AgentFact.Reserved f => new(f.Lease, f.InteractionId, f.Epoch, f.ConversationKey, f.CampaignLimit, Terms(s, f.Lease), Never)
        {
            RingSeconds = f.RingsUntil is { } until ? (int)(until - at).TotalSeconds : 0,
            Asked = f.Asked == true,
            ForcedBy = f.ForcedBy,
        },
        AgentFact.ReservationRefused { Reason: RefusalReason.StaleSettings } f => new(f.Lease, "", 0, "", 0, Terms(s, f.Lease) - 1, Never),
        AgentFact.ReservationRefused f => new(f.Lease, "", 0, "", 0, Terms(s, f.Lease), Never),
        _ => null,
    };

    private static int Terms(AgentState s, Lease lease) => s.LimitOf(lease.CampaignId)?.Version ?? 0;

    /// <summary>A campaign's answer to a hint brings what it offers him at once, and he tells nobody anything before all of it is judged.</summary>
    private static AgentCommand.HintAnswered? Heard(AgentState s, ArraySegment<AgentFact> facts, DateTimeOffset at)
    {
        var offers = facts.Select(f => ReserveOf(s, f, at)).TakeWhile(r => r is not null).Select(r => r!).ToList();
        if (offers.Count < facts.Count && facts[offers.Count] is AgentFact.HintHeard heard)
        {
            var free = heard.Free;
            return new(heard.CampaignId, heard.Version, new Answer.Noted(free is null ? heard.Version + 1 : heard.Version, free ?? 0, heard.Head, offers));
        }

        return offers.Count > 1 ? new(offers[0].Lease.CampaignId, long.MinValue, new Answer.Noted(long.MinValue, 0, null, offers)) : null;
    }
}
