using System.Globalization;
using Messenger.Console.Shared.Language;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Supervisor;

/// <summary>One figure above the tables.</summary>
public sealed record BoardFigure(string Name, string Value, string Tone = "")
{
    /// <summary>What share that is; empty = none is shown.</summary>
    public string Share { get; init; } = "";

    /// <summary>Numbers that its explanation names.</summary>
    public object[] Terms { get; init; } = [];
}

/// <summary>The board's figures as they are shown; an empty denominator is "-".</summary>
public static class BoardFigures
{
    public static IReadOnlyList<BoardFigure> Of(BoardState board, DateTimeOffset now)
    {
        var tiles = board.Tiles;
        var waits = board.Waiting.Select(row => now - row.Since).ToList();
        // With every waiting row here, the waits go on ticking between two changes of the board; otherwise the server's figures stand.
        var whole = waits.Count > 0 && waits.Count == tiles.Waiting;
        TimeSpan? longest = whole ? waits.Max() : Seconds(tiles.LongestWaitSeconds);
        TimeSpan? average = whole ? TimeSpan.FromSeconds(waits.Average(wait => Math.Max(0, wait.TotalSeconds))) : Seconds(tiles.AverageWaitSeconds);
        var pace = longest is { } wait ? Paces.Of(wait, board.ServiceLevelSeconds, board.AbandonmentSeconds) : Pace.Normal;
        BoardFigure[] sometimes =
        [
            new("held", Number(tiles.Held), "tone-warn"),
            new("backlog", Number(tiles.Backlog)),
            new("windowClosed", Number(tiles.WindowClosed), "tone-bad"),
            new("abandonedToday", Number(tiles.AbandonedToday), "tone-bad") { Share = Percent(tiles.AbandonmentRate) },
            new("recoveredToday", Number(tiles.RecoveredToday)),
        ];
        int[] counts = [tiles.Held, tiles.Backlog, tiles.WindowClosed, tiles.AbandonedToday, tiles.RecoveredToday];
        return
        [
            new("waiting", Number(tiles.Waiting)),
            new("longestWait", Say(longest), pace switch { Pace.Late => "tone-warn", Pace.Lost => "tone-bad", _ => "" }),
            new("averageWait", Say(average)),
            new("active", Number(tiles.Active)),
            new("queuedToday", Number(tiles.QueuedToday)) { Terms = Equation(tiles) },
            new("answeredToday", Number(tiles.AnsweredToday)),
            new("endedToday", Number(tiles.EndedToday)),
            new("asa", Say(Seconds(tiles.AsaSeconds))),
            new("serviceLevelAnswered", Percent(tiles.ServiceLevelAnswered)) { Terms = [board.ServiceLevelSeconds] },
            new("serviceLevelWithAbandoned", Percent(tiles.ServiceLevelWithAbandoned)) { Terms = [board.ServiceLevelSeconds] },
            new("aht", Say(Seconds(tiles.AhtSeconds))),

            // Shown when there is something to see: a calm board is easier to read.
            .. sometimes.Where((_, n) => counts[n] > 0),
        ];
    }

    /// <summary>How the queued of today add up, term by term.</summary>
    private static object[] Equation(BoardTiles tiles) =>
        [.. new[] { tiles.QueuedToday, tiles.AnsweredToday, tiles.AbandonedToday, tiles.EndedOtherwiseToday, tiles.UnansweredToday }.Select(Number)];

    /// <summary>A tenth where there is one: 79.6 % is not yet 80 %.</summary>
    private static string Percent(double? share) =>
        share is { } value ? value.ToString(Math.Round(value * 100, 1) % 1 == 0 ? "P0" : "P1", CultureInfo.CurrentCulture) : "-";

    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;

    private static string Say(TimeSpan? span) => span is { } value ? Moments.Span(value) : "-";

    private static string Number(int value) => value.ToString("N0", CultureInfo.CurrentCulture);
}
