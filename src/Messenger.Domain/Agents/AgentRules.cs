using Messenger.Domain.Shared;

namespace Messenger.Domain.Agents;

/// <summary>The agent is the authority on his status, breaks, connection and load: only he grants a slot (protocol section 3).</summary>
public readonly partial struct AgentRules : IRules<AgentState, AgentCommand, AgentFact>
{
    public static AgentState Initial(string key) =>
        new(key, "", "", AgentStatus.Offline, false, false, false, null, [], null, null, null, default, [], [], [], [], 0, [], []);

    public static AgentCommand Tick() => new AgentCommand.Tick();

    public static Decision<AgentFact> Decide(AgentState state, AgentCommand command, DateTimeOffset now)
    {
        var draft = new Draft<AgentState, AgentFact>(state, (s, f) => Apply(s, f, now));
        PassTimes(draft, now);
        var decision = command switch
        {
            AgentCommand.Register c => Register(draft, c),
            AgentCommand.LimitChanged c => LimitChanged(draft, c),
            AgentCommand.Reserve c => Reserve(draft, c, now),
            AgentCommand.TakeAnswered c => TakeAnswered(draft, c),
            AgentCommand.OutcomeAcknowledged c => OutcomeAcknowledged(draft, c),
            AgentCommand.SlotEnded c => SlotEnded(draft, c, now),
            AgentCommand.Cancel c => Cancel(draft, c),
            AgentCommand.Accept c => Accept(draft, c),
            AgentCommand.Decline c => Decline(draft, c, now),
            AgentCommand.EndWrapUp c => EndWrapUp(draft, c),
            AgentCommand.AskRoom c => AskRoom(draft, c),
            AgentCommand.ReturnAcknowledged c => ReturnAcknowledged(draft, c),
            AgentCommand.HintAnswered c => HintAnswered(draft, c, now),
            AgentCommand.Tick => WhenDue(draft, now),
            // He believes what he is told of himself, and does not ask again.
            _ => Presence(draft, command) with { Asserted = true },
        };
        GiveHint(draft);
        return decision with { Facts = draft.Facts };
    }

    private static Decision<AgentFact> Presence(Draft<AgentState, AgentFact> draft, AgentCommand command) => command switch
    {
        AgentCommand.Connected c => Connected(draft, c),
        AgentCommand.ConnectionLost => ConnectionLost(draft),
        AgentCommand.SetAvailable => SetAvailable(draft),
        AgentCommand.SetOffline c => SetOffline(draft, c),
        AgentCommand.Suspend => Leave(draft, ReturnReason.Suspended, becauseLost: false),
        AgentCommand.StartBreak c => StartBreak(draft, c),
        AgentCommand.EndBreak => EndBreak(draft),
        AgentCommand.SetCap c => SetCap(draft, c),
        AgentCommand.SetCall c => SetCall(draft, c),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    private static Decision<AgentFact> WhenDue(Draft<AgentState, AgentFact> draft, DateTimeOffset now)
    {
        if (HintOverdueAt(draft.State) <= now)
        {
            draft.Add(new AgentFact.HintOverdue());
        }

        return GraceOver(draft, now);
    }

    private static Decision<AgentFact> Register(Draft<AgentState, AgentFact> draft, AgentCommand.Register c)
    {
        if (draft.State.UserName != c.UserName || draft.State.DisplayName != c.DisplayName)
        {
            draft.Add(new AgentFact.Registered(c.UserName, c.DisplayName));
        }

        return draft.Done();
    }

    private static Decision<AgentFact> LimitChanged(Draft<AgentState, AgentFact> draft, AgentCommand.LimitChanged c)
    {
        var known = draft.State.LimitOf(c.CampaignId);
        if (known is null || known.Version < c.SettingsVersion)
        {
            draft.Add(new AgentFact.LimitSet(
                c.CampaignId, c.SettingsVersion, c.Limit, c.IsMember, c.ConnectionGraceSeconds, c.Eligibility, c.IsVoice, c.NeedsVoice, c.Priority,
                c.WrapUpSeconds, c is { IsMember: false, Requeue: true } ? true : null));
            GiveBack(draft, c.CampaignId);
        }

        return draft.Done();
    }

    /// <summary>Lowering it takes nothing away from him.</summary>
    private static Decision<AgentFact> SetCap(Draft<AgentState, AgentFact> draft, AgentCommand.SetCap c)
    {
        if (draft.State.Cap != c.Cap)
        {
            draft.Add(new AgentFact.CapSet(c.Cap));
        }

        return draft.Done();
    }

    private static Decision<AgentFact> SetCall(Draft<AgentState, AgentFact> draft, AgentCommand.SetCall c)
    {
        if (draft.State.InCall != c.InCall)
        {
            draft.Add(new AgentFact.CallChanged(c.InCall));
        }

        return draft.Done();
    }

    private static Decision<AgentFact> SetAvailable(Draft<AgentState, AgentFact> draft)
    {
        if (draft.State.Status != AgentStatus.Available || draft.State.OfflineAfterChats)
        {
            draft.Add(new AgentFact.StatusChanged(AgentStatus.Available));
        }

        return draft.Done();
    }

    private static Decision<AgentFact> SetOffline(Draft<AgentState, AgentFact> draft, AgentCommand.SetOffline c)
    {
        if (draft.State.Status == AgentStatus.Offline)
        {
            return draft.Done();
        }

        if (draft.State.Slots.TrueForAll(s => s.Phase is SlotPhase.Ringing or SlotPhase.WrapUp))
        {
            StopRinging(draft, LapseReason.Offline);
            EndWrapUps(draft);
            draft.Add(new AgentFact.StatusChanged(AgentStatus.Offline));
        }
        else if (!c.AfterChats)
        {
            return Decision<AgentFact>.Refuse(RefusalCode.OpenInteractions);
        }
        else if (!draft.State.OfflineAfterChats)
        {
            StopRinging(draft, LapseReason.Offline);
            draft.Add(new AgentFact.OfflinePlanned());
        }

        return draft.Done();
    }

    private static Decision<AgentFact> StartBreak(Draft<AgentState, AgentFact> draft, AgentCommand.StartBreak c)
    {
        if (draft.State.Status != AgentStatus.Available)
        {
            return Decision<AgentFact>.Refuse(RefusalCode.Unknown);
        }

        var later = c.AfterChats && !draft.State.Slots.IsEmpty;
        var already = later ? draft.State.PlannedBreak?.Id == c.Kind.Id : draft.State.Break?.Id == c.Kind.Id;
        if (!already)
        {
            StopRinging(draft, LapseReason.OnBreak);
            draft.Add(later && !draft.State.Slots.IsEmpty ? new AgentFact.BreakPlanned(c.Kind) : new AgentFact.BreakStarted(c.Kind));
        }

        return draft.Done();
    }

    private static Decision<AgentFact> EndBreak(Draft<AgentState, AgentFact> draft)
    {
        if (draft.State.Break is not null || draft.State.PlannedBreak is not null)
        {
            draft.Add(new AgentFact.BreakEnded());
        }

        return draft.Done();
    }
}
