using Dapper;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Journal;

/// <summary>Reads what is committed; never waits for the writer.</summary>
public sealed class JournalReader(Database database)
{
    /// <summary>Rows of a stream with a version above <paramref name="afterVersion"/>, oldest first, at most <paramref name="max"/>.</summary>
    public Task<IReadOnlyList<StoredRow>> Read(string stream, long afterVersion, int max, CancellationToken ct = default) =>
        database.Read<IReadOnlyList<StoredRow>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                    """
                    SELECT position, stream, version, at, facts, content, content_hash AS ContentHash, view_version AS ViewVersion, commands
                    FROM journal WHERE stream = @stream AND version > @afterVersion ORDER BY version LIMIT @max
                    """,
                    new { stream, afterVersion, max },
                    cancellationToken: ct));
                return [.. rows.Select(r => r.Stored())];
            },
            ct);

    /// <summary>Streams whose due time is not after <paramref name="upTo"/>, the longest due first; null = all that have one.</summary>
    public Task<IReadOnlyList<string>> Due(DateTimeOffset? upTo, int max, CancellationToken ct = default) =>
        database.Read<IReadOnlyList<string>>(
            async connection => [.. await connection.QueryAsync<string>(new CommandDefinition(
                "SELECT stream FROM due WHERE due_at <= @upTo ORDER BY due_at, stream LIMIT @max",
                new { upTo = upTo?.ToUnixTimeMilliseconds() ?? long.MaxValue, max },
                cancellationToken: ct))],
            ct);

    /// <summary>The newest version of a stream; 0 = it has none.</summary>
    public Task<long> Head(string stream, CancellationToken ct = default) =>
        database.Read(
            async connection => await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
                "SELECT version FROM stream WHERE id = @stream", new { stream }, cancellationToken: ct)) ?? 0,
            ct);

    private sealed class Row
    {
        public long Position { get; init; }
        public string Stream { get; init; } = "";
        public long Version { get; init; }
        public long At { get; init; }
        public string Facts { get; init; } = "";
        public string? Content { get; init; }
        public byte[]? ContentHash { get; init; }
        public long ViewVersion { get; init; }
        public string? Commands { get; init; }

        public StoredRow Stored() =>
            new(Position, Stream, Version, new NewRow(UnixTime.Instant(At), Facts, Content, ContentHash, ViewVersion, Commands));
    }
}
