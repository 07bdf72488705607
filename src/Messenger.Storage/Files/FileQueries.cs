using Dapper;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Files;

/// <summary>What files there are.</summary>
public sealed class FileQueries(Database database)
{
    private const string Select = """
        SELECT id, hash, media_type AS MediaType, size, name, user_id AS UserId, at, expires_at AS ExpiresAt FROM file
        """;

    /// <summary>Null when there is none, or its time as an unused upload is over.</summary>
    public Task<StoredFile?> Find(string fileId, DateTimeOffset now, CancellationToken ct = default) => database.Read(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Select + " WHERE id = @fileId AND (expires_at IS NULL OR expires_at > @Now)",
            new { fileId, Now = now.ToUnixTimeMilliseconds() },
            cancellationToken: ct)))?.File(),
        ct);

    /// <summary>An upload as its own user may still use it; null when it is unknown, another's or out of date.</summary>
    /// <remarks>One that is used already is found again: a repeated command needs it.</remarks>
    public async Task<StoredFile?> Upload(string uploadId, string userId, DateTimeOffset now, CancellationToken ct = default) =>
        await Find(uploadId, now, ct) is { } file && file.UserId == userId ? file : null;

    /// <summary>Uploads whose time is over.</summary>
    internal Task<IReadOnlyList<StoredFile>> Expired(DateTimeOffset now, int most, CancellationToken ct) => database.Read<IReadOnlyList<StoredFile>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                Select + " WHERE expires_at <= @Now ORDER BY expires_at LIMIT @most",
                new { Now = now.ToUnixTimeMilliseconds(), most },
                cancellationToken: ct));
            return [.. rows.Select(r => r.File())];
        },
        ct);

    internal Task<bool> IsNamed(string hash, CancellationToken ct) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM file WHERE hash = @hash", new { hash }, cancellationToken: ct)) > 0,
        ct);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Hash { get; init; } = "";
        public string MediaType { get; init; } = "";
        public long Size { get; init; }
        public string? Name { get; init; }
        public string? UserId { get; init; }
        public long At { get; init; }
        public long? ExpiresAt { get; init; }

        public StoredFile File() => new(Id, Hash, MediaType, Size, Name, UserId, UnixTime.Instant(At), UnixTime.Instant(ExpiresAt));
    }
}
