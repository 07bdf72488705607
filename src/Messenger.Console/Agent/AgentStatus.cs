using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>The five states of R41, derived from three facts: connected or not, break, load.</summary>
public enum AgentCondition
{
    Disconnected,
    Available,
    Busy,
    BreakAvailable,
    BreakBusy,
}

/// <summary>How a state is called on the screen.</summary>
/// <param name="TextKey">Key of the text; its one argument is the break's name.</param>
/// <param name="Tone">Class of the colour.</param>
/// <param name="Break">The break he is on while he is there.</param>
public sealed record AgentStatus(AgentCondition Condition, string TextKey, string Tone, BreakView? Break)
{
    public static AgentStatus Of(AgentView agent) => Of(agent.Status, true, agent.Break, agent.InCall, agent.Load);

    public static AgentStatus Of(AgentRow row) => Of(row.Status, row.Connected, row.Break, row.InCall, row.Load);

    public static AgentStatus Of(TargetAgent agent) => Of(agent.Status, agent.Connected, agent.Break, agent.InCall, agent.Load);

    private static AgentStatus Of(string status, bool connected, BreakView? rest, bool inCall, int load)
    {
        var busy = load > 0 || inCall;
        return (connected && status == "available", rest, busy) switch
        {
            (false, _, _) => new(AgentCondition.Disconnected, "State.Disconnected", "off", null),
            (_, { } b, true) => new(AgentCondition.BreakBusy, "State.BreakBusy", "rest", b),
            (_, { } b, false) => new(AgentCondition.BreakAvailable, "State.BreakAvailable", "rest", b),
            (_, null, true) => new(AgentCondition.Busy, "State.Busy", "busy", null),
            (_, null, false) => new(AgentCondition.Available, "State.Available", "free", null),
        };
    }
}
