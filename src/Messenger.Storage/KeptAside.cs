using Dapper;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage;

/// <summary>What came in and could not be understood or stored; nothing a customer sent is thrown away.</summary>
public sealed class KeptAside(Database database, JournalWriter writer)
{
    /// <param name="reason">A stable word.</param>
    /// <exception cref="StorageException">It could not be stored.</exception>
    public async Task Keep(string reason, string? pageId, ReadOnlyMemory<byte> raw, DateTimeOffset at, CancellationToken ct = default)
    {
        var change = new RowChange(
            "INSERT INTO kept_aside (reason, page_id, raw, at) VALUES (@reason, @pageId, @Raw, @at)",
            new { reason, pageId, Raw = raw.ToArray(), at });
        var result = await writer.Write([change], ct);
        if (result is not AppendResult.Committed)
        {
            throw new StorageException("An item could not be kept aside: " + result.GetType().Name);
        }
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<KeptItem>> Recent(int max, CancellationToken ct = default) => database.Read<IReadOnlyList<KeptItem>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                "SELECT id, reason, page_id AS PageId, raw, at FROM kept_aside ORDER BY id DESC LIMIT @max",
                new { max },
                cancellationToken: ct));
            return [.. rows.Select(r => new KeptItem(r.Id, r.Reason, r.PageId, r.Raw, UnixTime.Instant(r.At)))];
        },
        ct);

    private sealed class Row
    {
        public long Id { get; init; }
        public string Reason { get; init; } = "";
        public string? PageId { get; init; }
        public byte[] Raw { get; init; } = [];
        public long At { get; init; }
    }
}

/// <summary>An item as it was kept.</summary>
public sealed record KeptItem(long Id, string Reason, string? PageId, ReadOnlyMemory<byte> Raw, DateTimeOffset At);
