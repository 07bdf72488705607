using Dapper;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Callbacks;

/// <summary>Meta's callbacks about people who signed in with it. One is known by its kind, its person and Meta's time of it.</summary>
public sealed class MetaCallbacks(Database database, JournalWriter writer)
{
    private const string Deauthorize = "deauthorize";
    private const string Deletion = "deletion";

    /// <summary>The person removed the app.</summary>
    /// <param name="issuedAt">Meta's time; null = it gave none, and then any two of the same person are the same.</param>
    /// <returns>False = it was stored before.</returns>
    /// <exception cref="StorageException">It could not be stored.</exception>
    public Task<bool> Deauthorized(string userId, DateTimeOffset? issuedAt, DateTimeOffset receivedAt, CancellationToken ct = default) =>
        Store(Deauthorize, userId, issuedAt, receivedAt, null, ct);

    /// <summary>The person asked for his data to be deleted.</summary>
    /// <param name="issuedAt">As in <see cref="Deauthorized"/>.</param>
    /// <param name="newCode">What opens the page of this request, unless it came before: then the code it got at that time stands.</param>
    /// <exception cref="StorageException">It could not be stored.</exception>
    /// <exception cref="System.Data.Common.DbException">It could not be read back.</exception>
    public async Task<DeletionStored> DeletionAsked(
        string userId, DateTimeOffset? issuedAt, DateTimeOffset receivedAt, string newCode, CancellationToken ct = default)
    {
        if (await Store(Deletion, userId, issuedAt, receivedAt, newCode, ct))
        {
            return new DeletionStored(newCode, IsNew: true);
        }

        var code = await database.Read(
            connection => connection.QuerySingleAsync<string>(new CommandDefinition(
                "SELECT code FROM meta_callback WHERE kind = @Deletion AND user_id = @userId AND issued_at = @issued",
                new { Deletion, userId, issued = Milliseconds(issuedAt) },
                cancellationToken: ct)),
            ct);
        return new DeletionStored(code, IsNew: false);
    }

    /// <summary>The request that this code was given for; null = none.</summary>
    public Task<DeletionRequest?> DeletionOf(string code, CancellationToken ct = default) => database.Read<DeletionRequest?>(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                "SELECT issued_at AS IssuedAt, received_at AS ReceivedAt FROM meta_callback WHERE code = @code",
                new { code },
                cancellationToken: ct));
            return row is null
                ? null
                : new DeletionRequest(row.IssuedAt == 0 ? null : UnixTime.Instant(row.IssuedAt), UnixTime.Instant(row.ReceivedAt));
        },
        ct);

    private async Task<bool> Store(string kind, string userId, DateTimeOffset? issuedAt, DateTimeOffset receivedAt, string? code, CancellationToken ct)
    {
        var change = new RowChange(
            """
            INSERT INTO meta_callback (kind, user_id, issued_at, received_at, code) VALUES (@kind, @userId, @issued, @receivedAt, @code)
            ON CONFLICT (kind, user_id, issued_at) DO NOTHING
            """,
            new { kind, userId, issued = Milliseconds(issuedAt), receivedAt, code });
        return await writer.Write([change], ct) switch
        {
            AppendResult.Committed => true,

            // No row: it stands there already.
            AppendResult.Conflict => false,
            var other => throw new StorageException("A callback could not be stored: " + other.GetType().Name),
        };
    }

    private static long Milliseconds(DateTimeOffset? issuedAt) => issuedAt?.ToUnixTimeMilliseconds() ?? 0;

    private sealed class Row
    {
        public long IssuedAt { get; init; }
        public long ReceivedAt { get; init; }
    }
}

/// <param name="Code">Opens the page of the request.</param>
/// <param name="IsNew">False = the same request came before.</param>
public sealed record DeletionStored(string Code, bool IsNew);

/// <summary>A request for deletion. Whose it is, its page does not say.</summary>
/// <param name="IssuedAt">Meta's time; null = it gave none.</param>
public sealed record DeletionRequest(DateTimeOffset? IssuedAt, DateTimeOffset ReceivedAt);
