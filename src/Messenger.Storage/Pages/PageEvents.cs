using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Messenger.Domain.Http;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Pages;

/// <summary>What Meta told about Pages as a whole. The same bytes of the same moment are one event, however often they come.</summary>
public sealed class PageEvents(Database database, JournalWriter writer)
{
    private const int LongestReason = 1_000;

    /// <param name="happened">Its reason is cut at 1,000 characters; the whole stands in what is kept aside.</param>
    /// <param name="metaAt">Meta's own time; null = it gave none, and then the same bytes are the same event at any time.</param>
    /// <param name="raw">As Meta sent it.</param>
    /// <exception cref="StorageException">It could not be stored.</exception>
    public async Task Store(PageEventItem happened, DateTimeOffset? metaAt, ReadOnlyMemory<byte> raw, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var change = new RowChange(
            """
            INSERT INTO page_event (page_id, at, kind, action, reason, hash) VALUES (@PageId, @At, @Kind, @Action, @Reason, @Hash)
            ON CONFLICT (page_id, hash) DO NOTHING
            """,
            new { happened.PageId, happened.At, happened.Kind, happened.Action, Reason = Cut(happened.Reason), Hash = Hash(happened.Kind, metaAt, raw.Span) });

        // A conflict: it stands there already.
        if (await writer.Write([change], ct) is not (AppendResult.Committed or AppendResult.Conflict) and var other)
        {
            throw new StorageException("A Page's event could not be stored: " + other.GetType().Name);
        }
    }

    /// <summary>The newest first.</summary>
    /// <param name="kind">Null = every kind.</param>
    public Task<IReadOnlyList<PageEventItem>> Newest(string pageId, string? kind, int max, CancellationToken ct = default) =>
        database.Read<IReadOnlyList<PageEventItem>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    $"""
                    SELECT page_id AS PageId, at, kind, action, reason FROM page_event
                    WHERE page_id = @pageId {(kind is null ? "" : "AND kind = @kind")}
                    ORDER BY at DESC, id DESC LIMIT @max
                    """,
                    new { pageId, kind, max },
                    cancellationToken: ct));
                return [.. rows.Select(r => new PageEventItem(r.PageId, UnixTime.Instant(r.At), r.Kind, r.Action, r.Reason))];
            },
            ct);

    private static byte[] Hash(string kind, DateTimeOffset? metaAt, ReadOnlySpan<byte> raw)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}/{metaAt?.ToUnixTimeMilliseconds()}/")));
        hash.AppendData(raw);
        return hash.GetHashAndReset();
    }

    /// <summary>Never inside a pair of surrogates.</summary>
    private static string? Cut(string? text) =>
        text is not { Length: > LongestReason } ? text : text[..(char.IsHighSurrogate(text[LongestReason - 1]) ? LongestReason - 1 : LongestReason)];

    private sealed class Row
    {
        public string PageId { get; init; } = "";
        public long At { get; init; }
        public string Kind { get; init; } = "";
        public string Action { get; init; } = "";
        public string? Reason { get; init; }
    }
}
