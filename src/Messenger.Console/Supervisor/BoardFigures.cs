using System.Globalization;
using Messenger.Console.Shared.Language;

namespace Messenger.Console.Supervisor;

/// <summary>One figure above the tables.</summary>
public sealed record BoardFigure(string Name, string Value, string Tone = "");

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
            new("abandonedToday", Number(tiles.AbandonedToday), "tone-bad"),
            new("recoveredToday", Number(tiles.RecoveredToday)),
        ];
        int[] counts = [tiles.Held, tiles.Backlog, tiles.WindowClosed, tiles.AbandonedToday, tiles.RecoveredToday];
        return
        [
            new("waiting", Number(tiles.Waiting)),
            new("longestWait", Say(longest), pace switch { Pace.Late => "tone-warn", Pace.Lost => "tone-bad", _ => "" }),
            new("averageWait", Say(average)),
            new("active", Number(tiles.Active)),
            new("queuedToday", Number(tiles.QueuedToday)),
            new("answeredToday", Number(tiles.AnsweredToday)),
            new("endedToday", Number(tiles.EndedToday)),
            new("asa", Say(Seconds(tiles.AsaSeconds))),

            // Shown when there is something to see: a calm board has eight figures.
            .. sometimes.Where((_, n) => counts[n] > 0),
        ];
    }

    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;

    private static string Say(TimeSpan? span) => span is { } value ? Moments.Span(value) : "-";

    private static string Number(int value) => value.ToString("N0", CultureInfo.CurrentCulture);
}
