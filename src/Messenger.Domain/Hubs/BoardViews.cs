namespace Messenger.Domain.Hubs;

/// <summary>A campaign's live board: what the supervisor sees (R40-R44). Also the data of board.changed, which carries the whole tiles and only what changed of the tables.</summary>
public sealed record BoardSnapshot(
    string CampaignId, string CampaignName, IReadOnlyList<WaitingRow> Waiting, IReadOnlyList<AgentRow> Agents, BoardTiles Tiles,
    int ServiceLevelSeconds, int AbandonmentSeconds, DateTimeOffset ServerTime);

/// <summary>A change of the board: rows to put in place of those with the same id, and ids that left.</summary>
public sealed record BoardChange(
    IReadOnlyList<WaitingRow> Waiting, IReadOnlyList<string> WaitingGone, IReadOnlyList<AgentRow> Agents, IReadOnlyList<string> AgentsGone,
    BoardTiles Tiles, DateTimeOffset ServerTime);

/// <param name="Offered">Under offer to an agent right now; it still counts as waiting.</param>
public sealed record WaitingRow(string InteractionId, string CustomerName, DateTimeOffset Since, bool Offered, bool Returned);

/// <param name="Status">available or offline.</param>
/// <param name="Connected">False while his connection is lost and the grace runs.</param>
/// <param name="Since">When this state began (R43).</param>
public sealed record AgentRow(
    string AgentId, string UserName, string DisplayName, string Status, bool Connected, BreakView? Break, bool InCall, int Load, int Limit,
    int CompletedToday, DateTimeOffset Since);

/// <summary>Numbers of the campaign's local day; null = empty denominator, shown as "-".</summary>
public sealed record BoardTiles(
    int Waiting, int Active, int QueuedToday, int AnsweredToday, int EndedToday, double? AverageWaitSeconds, double? LongestWaitSeconds, double? AsaSeconds)
{
    /// <summary>Beyond the limit of the queue now (R16).</summary>
    public int Held { get; init; }

    /// <summary>Came while closed and wait for the opening now (R18).</summary>
    public int Backlog { get; init; }

    /// <summary>Nobody may answer them any more: their reply windows closed while they waited (R18).</summary>
    public int WindowClosed { get; init; }

    /// <summary>Not answered in time, of those queued today (R14).</summary>
    public int AbandonedToday { get; init; }

    /// <summary>Answered after they had counted as abandoned.</summary>
    public int RecoveredToday { get; init; }
}
