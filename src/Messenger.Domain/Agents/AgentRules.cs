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
        return command switch
        {
            AgentCommand.Register c => Register(draft, c),
            AgentCommand.LimitChanged c => LimitChanged(draft, c),
            AgentCommand.Reserve c => Reserve(draft, c, now),
            AgentCommand.TakeAnswered c => TakeAnswered(draft, c),
            AgentCommand.OutcomeAcknowledged c => OutcomeAcknowledged(draft, c),
            AgentCommand.SlotEnded c => SlotEnded(draft, c),
            AgentCommand.Accept c => Accept(draft, c),
            AgentCommand.Decline c => Decline(draft, c),
            AgentCommand.ReturnAcknowledged c => ReturnAcknowledged(draft, c),
            AgentCommand.Tick => GraceOver(draft, now),
            // He believes what he is told of himself, and does not ask again.
            _ => Presence(draft, command) with { Asserted = true },
        };
    }

    private static Decision<AgentFact> Presence(Draft<AgentState, AgentFact> draft, AgentCommand command) => command switch
    {
        AgentCommand.Connected c => Connected(draft, c),
        AgentCommand.ConnectionLost => ConnectionLost(draft),
        AgentCommand.SetAvailable => SetAvailable(draft),
        AgentCommand.SetOffline c => SetOffline(draft, c),
        AgentCommand.StartBreak c => StartBreak(draft, c),
        AgentCommand.EndBreak => EndBreak(draft),
        AgentCommand.SetCap c => SetCap(draft, c),
        AgentCommand.SetCall c => SetCall(draft, c),
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    /// <summary>The end of the connection grace; it never ends when a campaign of his says 0 (R41).</summary>
    public static DateTimeOffset? NextDue(AgentState state) =>
        state is { Connected: false, Status: AgentStatus.Available, LostAt: { } lost } && state.ConnectionGrace is { } grace ? lost + grace : null;

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
                c.CampaignId, c.SettingsVersion, c.Limit, c.IsMember, c.ConnectionGraceSeconds, c.Eligibility, c.IsVoice, c.NeedsVoice));
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

        if (draft.State.Slots.IsEmpty)
        {
            draft.Add(new AgentFact.StatusChanged(AgentStatus.Offline));
        }
        else if (!c.AfterChats)
        {
            return Decision<AgentFact>.Refuse(RefusalCode.OpenInteractions);
        }
        else if (!draft.State.OfflineAfterChats)
        {
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
            draft.Add(later ? new AgentFact.BreakPlanned(c.Kind) : new AgentFact.BreakStarted(c.Kind));
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
