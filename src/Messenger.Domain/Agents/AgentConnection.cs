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

    private static Decision<AgentFact> GraceOver(Draft<AgentState, AgentFact> draft, DateTimeOffset now)
    {
        if (NextDue(draft.State) is { } due && due <= now)
        {
            foreach (var slot in draft.State.Slots.Where(s => s.Phase == SlotPhase.Active))
            {
                draft.Add(new AgentFact.Returning(slot.Lease, ReturnReason.ConnectionLost));
            }

            // Who was about to leave has left: coming back must not bring him new chats.
            draft.Add(new AgentFact.StatusChanged(AgentStatus.Offline, BecauseLost: !draft.State.OfflineAfterChats));
        }

        return draft.Done();
    }
}

/// <summary>Why an interaction went back to its queue.</summary>
public static class ReturnReason
{
    public const string ConnectionLost = "connection-lost";
    public const string Declined = "declined";
}
