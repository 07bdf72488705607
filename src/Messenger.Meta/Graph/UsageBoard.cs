using System.Collections.Concurrent;

namespace Messenger.Meta;

/// <summary>What Meta last said about the use of its allowance, for screens and for our own restraint. For any number of threads.</summary>
public sealed class UsageBoard(TimeProvider clock)
{
    /// <summary>From this percentage on, look-ups that can wait do wait: what is left belongs to the messages.</summary>
    public const int Reserve = 90;

    /// <summary>Meta's figures look back over an hour; one that was not renewed for this long says nothing any more.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>More Pages than one app has here; the ids come from outside.</summary>
    private const int MostPages = 10_000;

    private readonly ConcurrentDictionary<(string PageId, string Type), Seen<PageUsage>> pages = new();
    private Seen<Usage>? app;

    /// <summary>The app's use, null when Meta said nothing in the last minutes.</summary>
    public Usage? App => app is { } seen && IsFresh(seen.At) ? seen.Value : null;

    /// <summary>The Page's use by type, as far as Meta said something in the last minutes.</summary>
    public IReadOnlyList<PageUsage> Of(string pageId) =>
        [.. pages.Values.Where(seen => seen.Value.PageId == pageId && IsFresh(seen.At)).Select(seen => seen.Value).OrderBy(usage => usage.Type, StringComparer.Ordinal)];

    internal void Note(UsageReport report)
    {
        var now = clock.GetUtcNow();
        if (report.App is { } used)
        {
            app = new(used, now);
        }

        foreach (var page in report.Pages)
        {
            if (pages.ContainsKey((page.PageId, page.Type)) || pages.Count < MostPages)
            {
                pages[(page.PageId, page.Type)] = new(page, now);
            }
        }
    }

    /// <summary>How long messages of this Page have to wait because Meta said that they would be refused; zero = not at all.</summary>
    internal TimeSpan WaitToSend(string pageId) =>
        pages.TryGetValue((pageId, "messenger"), out var seen) ? Left(seen) : TimeSpan.Zero;

    /// <summary>How long a look-up has to wait: for its own refusal to end, or for the reserve of the messages to fill again.</summary>
    internal TimeSpan WaitToLookUp(string pageId)
    {
        var longest = app is { Value.Percent: >= Reserve } seen ? Restraint(seen.At) : TimeSpan.Zero;
        foreach (var page in pages.Values)
        {
            if (page.Value.PageId == pageId)
            {
                var wait = page.Value.Used.Percent >= Reserve ? Restraint(page.At) : TimeSpan.Zero;
                longest = Max(longest, Max(wait, Left(page)));
            }
        }

        return longest;
    }

    private TimeSpan Left(Seen<PageUsage> seen) => Max(seen.At + seen.Value.RegainAccess - clock.GetUtcNow(), TimeSpan.Zero);

    private TimeSpan Restraint(DateTimeOffset at) => Max(at + TimeSpan.FromMinutes(1) - clock.GetUtcNow(), TimeSpan.Zero);

    private bool IsFresh(DateTimeOffset at) => clock.GetUtcNow() - at < Fresh;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed record Seen<T>(T Value, DateTimeOffset At);
}
