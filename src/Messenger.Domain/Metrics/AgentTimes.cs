using Messenger.Domain.Agents;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Metrics;

/// <summary>How an agent's time between two instants was spent.</summary>
/// <param name="SignedIn">Available on his desk, breaks included.</param>
/// <param name="Working">Signed in and not on a break.</param>
/// <param name="Occupied">Of that: with at least one interaction.</param>
/// <param name="WithChat">With at least one interaction, whether working or not: chats may go on in a break.</param>
/// <param name="ChatTime">The same, each interaction by itself.</param>
public sealed record AgentTimes(TimeSpan SignedIn, TimeSpan Working, TimeSpan Occupied, TimeSpan WithChat, TimeSpan ChatTime)
{
    public static readonly AgentTimes None = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    public AgentTimes And(AgentTimes other) => new(
        SignedIn + other.SignedIn, Working + other.Working, Occupied + other.Occupied, WithChat + other.WithChat, ChatTime + other.ChatTime);
}

/// <summary>
/// Makes an agent's times from his facts, fed in their order from his first one on; what was before <paramref name="from"/> only tells in
/// what state he came into it. A place of his load is an interaction from when it is on his desk until it is free again.
/// </summary>
public sealed class AgentFold(DateTimeOffset from, DateTimeOffset until)
{
    private readonly HashSet<Lease> _chats = [];
    private AgentTimes _times = AgentTimes.None;
    private DateTimeOffset _last = from;
    private bool _available;
    private bool _onBreak;

    /// <param name="at">When the fact was committed.</param>
    public void Walk(AgentFact fact, DateTimeOffset at)
    {
        Pass((fact as AgentFact.BreakStarted)?.At ?? (fact as AgentFact.Freed)?.At ?? at);
        switch (fact)
        {
            case AgentFact.StatusChanged f:
                _available = f.Status == AgentStatus.Available;
                _onBreak = _onBreak && _available;
                break;
            case AgentFact.BreakStarted:
                _onBreak = true;
                break;
            case AgentFact.BreakEnded:
                _onBreak = false;
                break;
            case AgentFact.Activated f:
                _chats.Add(f.Lease);
                break;
            case AgentFact.Released f:
                _chats.Remove(f.Lease);
                break;
            case AgentFact.Freed f:
                _chats.Remove(f.Lease);
                break;
        }
    }

    /// <summary>Up to <paramref name="now"/>, as if nothing more had happened.</summary>
    public AgentTimes At(DateTimeOffset now)
    {
        Pass(now);
        return _times;
    }

    private void Pass(DateTimeOffset at)
    {
        var end = at < until ? at : until;
        if (end <= _last)
        {
            return;
        }

        var (length, working, chats) = (end - _last, _available && !_onBreak, _chats.Count);
        _last = end;
        _times = _times.And(new AgentTimes(
            If(_available, length), If(working, length), If(working && chats > 0, length), If(chats > 0, length), length * chats));
    }

    private static TimeSpan If(bool counts, TimeSpan length) => counts ? length : TimeSpan.Zero;
}
