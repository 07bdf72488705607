using Messenger.Domain.Shared;

namespace Messenger.Domain.Agents;

/// <summary>Sign-in, lost connection and its grace (R41).</summary>
public readonly partial struct AgentRules
{
    private static Decision<AgentFact> Connected(Draft<AgentState, AgentFact> draft, AgentCommand.Connected c)
    {
        var newSession = !draft.State.Sessions.Contains(c.SessionId);
        if (newSession)
        {
            draft.Add(new AgentFact.SignedIn(c.SessionId));
        }

        if (!draft.State.Connected)
        {
            draft.Add(new AgentFact.ConnectionBack());
        }

        if (newSession && (draft.State.Break ?? draft.State.PlannedBreak) is not null)
        {
            draft.Add(new AgentFact.BreakEnded());
        }

        return newSession || draft.State.LostOffline ? SetAvailable(draft) : draft.Done();
    }

    /// <summary>Told once when the last connection goes, and again after a restart, from which the grace then counts anew.</summary>
    private static Decision<AgentFact> ConnectionLost(Draft<AgentState, AgentFact> draft)
    {
        if (draft.State.Connected || draft.State.LostAt is not null)
        {
            draft.Add(new AgentFact.ConnectionLost());
        }

        return draft.Done();
    }

    /// <summary>It never ends when a campaign of his says 0 (R41).</summary>
    private static DateTimeOffset? GraceEnds(AgentState state) =>
        state is { Connected: false, Status: AgentStatus.Available, LostAt: { } lost } && state.ConnectionGrace is { } grace ? lost + grace : null;

    private static Decision<AgentFact> GraceOver(Draft<AgentState, AgentFact> draft, DateTimeOffset now)
    {
        // Who was about to leave has left: coming back must not bring him new chats.
        return GraceEnds(draft.State) <= now ? Leave(draft, ReturnReason.ConnectionLost, becauseLost: !draft.State.OfflineAfterChats) : draft.Done();
    }

    /// <summary>He is gone with all he had; what is just being taken goes back when it is his.</summary>
    private static Decision<AgentFact> Leave(Draft<AgentState, AgentFact> draft, string reason, bool becauseLost)
    {
        StopRinging(draft, LapseReason.Offline);
        EndWrapUps(draft);
        foreach (var slot in draft.State.Slots.Where(s => s.Phase == SlotPhase.Active))
        {
            draft.Add(new AgentFact.Returning(slot.Lease, reason));
        }

        if (draft.State.Status != AgentStatus.Offline || (draft.State.LostOffline && !becauseLost))
        {
            draft.Add(new AgentFact.StatusChanged(AgentStatus.Offline, becauseLost));
        }

        return draft.Done();
    }
}

/// <summary>Why an interaction went back to its queue.</summary>
public static class ReturnReason
{
    public const string ConnectionLost = "connection-lost";
    public const string Declined = "declined";

    /// <summary>He was switched off, or is no agent any more.</summary>
    public const string Suspended = "suspended";

    /// <summary>He did not reply in time (B3).</summary>
    public const string NoReply = "no-reply";

    /// <summary>A supervisor returned it to the queue.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>He was removed from the campaign, and what he had of it was to go back (R32).</summary>
    public const string Removed = "removed";
}
