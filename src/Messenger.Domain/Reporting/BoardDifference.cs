using Messenger.Domain.Hubs;

namespace Messenger.Domain.Reporting;

/// <summary>What changed between two looks at a board.</summary>
public static class BoardDifference
{
    /// <summary>The rows to put in place and those that left; null when a watcher would see no difference.</summary>
    public static BoardChange? Between(BoardSnapshot before, BoardSnapshot after)
    {
        var waiting = Changed(before.Waiting, after.Waiting, r => r.InteractionId);
        var waitingGone = Gone(before.Waiting, after.Waiting, r => r.InteractionId);
        var agents = Changed(before.Agents, after.Agents, r => r.AgentId);
        var agentsGone = Gone(before.Agents, after.Agents, r => r.AgentId);
        var nothing = waiting.Count == 0 && waitingGone.Count == 0 && agents.Count == 0 && agentsGone.Count == 0 && before.Tiles == after.Tiles;
        return nothing ? null : new BoardChange(waiting, waitingGone, agents, agentsGone, after.Tiles, after.ServerTime);
    }

    private static List<T> Changed<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id)
        where T : notnull
    {
        var known = before.ToDictionary(id, StringComparer.Ordinal);
        return [.. after.Where(row => !known.TryGetValue(id(row), out var old) || !old.Equals(row))];
    }

    private static List<string> Gone<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id)
    {
        var here = after.Select(id).ToHashSet(StringComparer.Ordinal);
        return [.. before.Select(id).Where(x => !here.Contains(x))];
    }
}
