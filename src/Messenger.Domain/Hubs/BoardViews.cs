namespace Messenger.Domain.Hubs;

/// <summary>A campaign's live board: what the supervisor sees (R40-R44).</summary>
/// <param name="Waiting">The first <see cref="Longest"/> in the order of service; the tiles count all.</param>
public sealed record BoardSnapshot(
    string CampaignId, string CampaignName, IReadOnlyList<WaitingRow> Waiting, IReadOnlyList<AgentRow> Agents, BoardTiles Tiles,
    int ServiceLevelSeconds, int AbandonmentSeconds, DateTimeOffset ServerTime)
{
    /// <summary>Most rows of each list.</summary>
    public const int Longest = 100;

    /// <summary>Who is not in the queue: the first of each place in the order in which they will be served; the tiles count all.</summary>
    public IReadOnlyList<WaitingRow> Behind { get; init; } = [];

    /// <summary>Switched on (R19).</summary>
    public bool Enabled { get; init; }

    public CampaignHours Hours { get; init; } = CampaignHours.Never;

    public PageStanding Page { get; init; } = PageStanding.None;
}

/// <summary>
/// A change of the board, the data of board.changed: rows to put in place of those with the same id, ids that left a list (who changes from one
/// to another leaves the one and comes to the other), and everything else whole.
/// </summary>
public sealed record BoardChange(
    IReadOnlyList<WaitingRow> Waiting, IReadOnlyList<string> WaitingGone, IReadOnlyList<AgentRow> Agents, IReadOnlyList<string> AgentsGone,
    BoardTiles Tiles, DateTimeOffset ServerTime)
{
    public IReadOnlyList<WaitingRow> Behind { get; init; } = [];

    public IReadOnlyList<string> BehindGone { get; init; } = [];

    public string CampaignName { get; init; } = "";

    public bool Enabled { get; init; }

    public int ServiceLevelSeconds { get; init; }

    public int AbandonmentSeconds { get; init; }

    public CampaignHours Hours { get; init; } = CampaignHours.Never;

    public PageStanding Page { get; init; } = PageStanding.None;
}

/// <summary>How a campaign's Page fares (R29).</summary>
/// <param name="Token">valid, degraded, invalid or none.</param>
/// <param name="Reason">What weighs most, one of <see cref="Pages.PageReasonCode"/>; null = nothing is wrong.</param>
/// <param name="Since">Null = nobody has looked yet.</param>
public sealed record PageStanding(string Token, string? Reason, DateTimeOffset? Since)
{
    public static readonly PageStanding None = new(Campaigns.TokenWord.None, null, null);
}

/// <summary>Whether a campaign is inside its schedule, and until when.</summary>
/// <param name="Turns">When it closes or opens next, with the offset of its own zone at that instant; null = not within a year.</param>
/// <param name="TimeZone">Its zone, as in America/Montevideo.</param>
public sealed record CampaignHours(bool Open, DateTimeOffset? Turns, string TimeZone)
{
    public static readonly CampaignHours Never = new(false, null, "UTC");
}

/// <param name="Since">When its wait began; of those behind the queue, when they came.</param>
/// <param name="Offered">Under offer to an agent right now; it still counts as waiting.</param>
public sealed record WaitingRow(string InteractionId, string CustomerName, DateTimeOffset Since, bool Offered, bool Returned)
{
    /// <summary>One of <see cref="PlaceWord"/>.</summary>
    public string Place { get; init; } = PlaceWord.Queued;

    /// <summary>When it came: those of a closed period begin to wait together, and are served in the order in which they came.</summary>
    public DateTimeOffset CameAt { get; init; }
}

/// <summary>Where one stands that a board lists.</summary>
public static class PlaceWord
{
    public const string Queued = "queued";

    /// <summary>Beyond the limit of the queue (R16).</summary>
    public const string Held = "held";

    /// <summary>Came while closed, is queued at the opening (R18).</summary>
    public const string Backlog = "closed-hours";

    /// <summary>Nobody may answer any more (R18).</summary>
    public const string WindowClosed = "window-closed";
}

/// <param name="Status">available or offline.</param>
/// <param name="Connected">False while his connection is lost and the grace runs.</param>
/// <param name="Since">When this state began (R43).</param>
public sealed record AgentRow(
    string AgentId, string UserName, string DisplayName, string Status, bool Connected, BreakView? Break, bool InCall, int Load, int Limit,
    int CompletedToday, DateTimeOffset Since)
{
    /// <summary>Why none of his campaigns gives him anything: not-in-voice-campaign (R33); null = nothing stands in the way.</summary>
    public string? Withheld { get; init; }
}

/// <summary>
/// Numbers of now and of the campaign's local day, by the formulas of docs/metrics.md; shares are 0 to 1, null = empty denominator, shown as "-".
/// </summary>
/// <param name="QueuedToday">= <paramref name="AnsweredToday"/> + <see cref="AbandonedToday"/> + <see cref="EndedOtherwiseToday"/> + <see cref="UnansweredToday"/>.</param>
/// <param name="AnsweredToday">Before they counted as abandoned.</param>
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

    /// <summary>Ended unanswered for another reason, of those queued today.</summary>
    public int EndedOtherwiseToday { get; init; }

    /// <summary>Still unanswered, of those queued today, wherever they stand now.</summary>
    public int UnansweredToday { get; init; }

    public double? AbandonmentRate { get; init; }

    public double? ServiceLevelAnswered { get; init; }

    public double? ServiceLevelWithAbandoned { get; init; }

    public double? AhtSeconds { get; init; }
}
