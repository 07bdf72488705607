using Messenger.Console.Agent;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Supervisor;

public enum AgentColumn
{
    State,
    Name,
    Completed,
    Time,
}

/// <summary>How the agents' table is sorted.</summary>
public sealed record AgentOrder(AgentColumn Column, bool Descending)
{
    /// <summary>Who is there first, then by name: rows move only when somebody comes or goes.</summary>
    public static readonly AgentOrder Default = new(AgentColumn.State, false);

    public AgentOrder Toggle(AgentColumn column) => column == Column ? this with { Descending = !Descending } : new(column, column is AgentColumn.Completed);

    public IReadOnlyList<AgentRow> Sort(IEnumerable<AgentRow> rows)
    {
        var sorted = Column switch
        {
            AgentColumn.Name => rows.OrderBy(r => r.DisplayName, StringComparer.CurrentCulture),
            AgentColumn.Completed => rows.OrderBy(r => r.CompletedToday),
            // The longest time is the earliest start.
            AgentColumn.Time => rows.OrderByDescending(r => r.Since),
            _ => rows.OrderBy(r => AgentStatus.Of(r).Condition == AgentCondition.Disconnected),
        };
        var whole = sorted.ThenBy(r => r.DisplayName, StringComparer.CurrentCulture).ThenBy(r => r.AgentId, StringComparer.Ordinal).ToList();
        if (Descending)
        {
            whole.Reverse();
        }

        return whole;
    }
}
