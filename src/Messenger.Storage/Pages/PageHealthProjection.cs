using Messenger.Domain.Pages;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Pages;

/// <summary>What a Page's facts change: its row and its history.</summary>
public static class PageHealthProjection
{
    /// <exception cref="StorageException">A kind of fact this version does not know.</exception>
    public static IEnumerable<RowChange> Changes(string pageId, PageFact fact, DateTimeOffset at) => fact switch
    {
        PageFact.Judged judged => Judged(pageId, judged.Health, at),
        PageFact.TokenGiven or PageFact.Resumed => [],
        _ => throw new StorageException($"No projection for the Page's fact {fact?.GetType().Name}."),
    };

    private static IEnumerable<RowChange> Judged(string pageId, PageHealth health, DateTimeOffset at)
    {
        var values = new { PageId = pageId, health.Verdict, Reasons = StoredJson.Write(health.Reasons), health.EndsAt, At = at };
        yield return new RowChange(
            """
            INSERT INTO page_health (page_id, verdict, reasons, ends_at, since) VALUES (@PageId, @Verdict, @Reasons, @EndsAt, @At)
            ON CONFLICT (page_id) DO UPDATE SET verdict = excluded.verdict, reasons = excluded.reasons, ends_at = excluded.ends_at, since = excluded.since
            """,
            values);
        yield return new RowChange(
            """
            INSERT INTO page_health_change (page_id, at, verdict, reasons) VALUES (@PageId, @At, @Verdict, @Reasons)
            ON CONFLICT (page_id, at, verdict) DO NOTHING
            """,
            values);
    }
}
