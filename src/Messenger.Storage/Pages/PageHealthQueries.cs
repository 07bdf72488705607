using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Pages;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Pages;

/// <summary>A Page with the campaign that has it, as whoever looks after its token needs it.</summary>
/// <param name="ProtectedToken">Never the token itself.</param>
public sealed record ConnectedPage(string PageId, string CampaignId, string CampaignName, string PageName, string ProtectedToken, string? FacebookUserId);

/// <summary>How Pages fare, and what is known of them beside.</summary>
public sealed class PageHealthQueries(Database database)
{
    private const int HistoryAtMost = 200;

    /// <summary>Of the enabled campaigns that have a token.</summary>
    public Task<IReadOnlyList<ConnectedPage>> Connected(CancellationToken ct = default) => database.Read<IReadOnlyList<ConnectedPage>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<(string Id, string Settings)>(new CommandDefinition(
                "SELECT id, settings FROM campaign WHERE page_id IS NOT NULL AND type = 'messenger' AND enabled = 1 ORDER BY id", cancellationToken: ct));
            return [.. rows.Select(r => Of(new CampaignRow(r.Id, StoredJson.Read<CampaignSettings>(r.Settings)))).OfType<ConnectedPage>()];
        },
        ct);

    /// <summary>Null = nobody has looked yet.</summary>
    public Task<PageHealth?> Find(string pageId, CancellationToken ct = default) => database.Read(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT verdict, reasons, ends_at AS EndsAt, since AS At FROM page_health WHERE page_id = @pageId", new { pageId }, cancellationToken: ct)))?.Health(),
        ct);

    /// <summary>Of each Page that somebody looked at.</summary>
    public Task<IReadOnlyDictionary<string, string>> Verdicts(CancellationToken ct = default) => database.Read<IReadOnlyDictionary<string, string>>(
        async connection => (await connection.QueryAsync<(string PageId, string Verdict)>(new CommandDefinition(
            "SELECT page_id, verdict FROM page_health", cancellationToken: ct))).ToDictionary(p => p.PageId, p => p.Verdict, StringComparer.Ordinal),
        ct);

    /// <summary>The newest first, at most 200.</summary>
    public Task<IReadOnlyList<PageHealthChange>> History(string pageId, CancellationToken ct = default) => database.Read<IReadOnlyList<PageHealthChange>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                $"SELECT verdict, reasons, at FROM page_health_change WHERE page_id = @pageId ORDER BY at DESC LIMIT {HistoryAtMost}",
                new { pageId },
                cancellationToken: ct));
            return [.. rows.Select(r => new PageHealthChange(UnixTime.Instant(r.At), r.Verdict, r.Health().Reasons))];
        },
        ct);

    /// <summary>What came from a Page's customers in the week before this instant.</summary>
    public Task<PageTraffic> Traffic(string pageId, DateTimeOffset now, CancellationToken ct = default) => database.Read(
        async connection =>
        {
            var (count, last) = await connection.QuerySingleAsync<(long Count, long? Last)>(new CommandDefinition(
                """
                SELECT COUNT(*), MAX(m.at) FROM conversation c JOIN message m ON m.conversation_key = c.key
                WHERE c.page_id = @pageId AND m.direction = 'in' AND m.at > @from
                """,
                new { pageId, from = now.AddDays(-7).ToUnixTimeMilliseconds() },
                cancellationToken: ct));
            return new PageTraffic((int)count, last is { } at ? UnixTime.Instant(at) : null);
        },
        ct);

    /// <summary>Whether a message of a Page failed since then because another app has the thread.</summary>
    public Task<bool> OtherAppSince(string pageId, DateTimeOffset from, CancellationToken ct = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            SELECT COUNT(*) FROM conversation c JOIN message m ON m.conversation_key = c.key
            WHERE c.page_id = @pageId AND m.failure_reason = @reason AND m.at > @from
            """,
            new { pageId, reason = FailureReason.OtherApp, from = from.ToUnixTimeMilliseconds() },
            cancellationToken: ct)) > 0,
        ct);

    /// <summary>Conversations of a Page that keep a message until it is well.</summary>
    public Task<IReadOnlyList<string>> Keeping(string pageId, CancellationToken ct = default) => database.Read<IReadOnlyList<string>>(
        async connection => [.. await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT DISTINCT m.conversation_key FROM message m JOIN conversation c ON c.key = m.conversation_key
            WHERE m.state = 'queued' AND m.failure_reason IS NOT NULL AND c.page_id = @pageId
            """,
            new { pageId },
            cancellationToken: ct))],
        ct);

    private static ConnectedPage? Of(CampaignRow row) => row.Settings is { PageId: { } pageId, PageToken: { } token } s
        ? new ConnectedPage(pageId, row.Id, s.Name, s.PageName ?? pageId, token, s.FacebookUserId)
        : null;

    private sealed class Row
    {
        public string Verdict { get; init; } = "";
        public string Reasons { get; init; } = "";
        public long? EndsAt { get; init; }
        public long At { get; init; }

        public PageHealth Health() => new(Verdict, StoredJson.Read<List<PageReason>>(Reasons), EndsAt is { } at ? UnixTime.Instant(at) : null);
    }
}
