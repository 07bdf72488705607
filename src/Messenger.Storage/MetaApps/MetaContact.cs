using Dapper;
using Messenger.Domain.Http;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.MetaApps;

/// <summary>What shows that the Meta app works: its handshake with the webhook, its events, and what it did with answers after the 24 hours.</summary>
public sealed class MetaContact(Database database, JournalWriter writer)
{
    /// <summary>Meta knew the verify token and was answered.</summary>
    /// <exception cref="StorageException">It could not be stored.</exception>
    public async Task HandshakeSeen(DateTimeOffset at, CancellationToken ct = default)
    {
        var change = new RowChange(
            "INSERT INTO webhook_handshake (id, at) VALUES (1, @at) ON CONFLICT (id) DO UPDATE SET at = excluded.at", new { at });
        var result = await writer.Write([change], ct);
        if (result is not AppendResult.Committed)
        {
            throw new StorageException("The handshake could not be stored: " + result.GetType().Name);
        }
    }

    public Task<MetaContactView> Read(CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var handshake = await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT at FROM webhook_handshake WHERE id = 1", cancellationToken: ct));
            var position = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                "SELECT at FROM message WHERE direction = 'in' ORDER BY position DESC LIMIT 1", cancellationToken: ct));
            var tagged = await connection.QuerySingleOrDefaultAsync<Tagged>(new CommandDefinition(
                """
                SELECT at, state, failure_reason AS Reason FROM message
                WHERE tag = 'human-agent' AND (mid IS NOT NULL OR state = 'failed') ORDER BY at DESC LIMIT 1
                """,
                cancellationToken: ct));
            return new MetaContactView(Instant(handshake), Instant(position), tagged is null ? null : new HumanAgentUse(
                UnixTime.Instant(tagged.At), tagged.State != "failed", tagged.State == "failed" ? tagged.Reason : null));
        },
        ct);

    private static DateTimeOffset? Instant(long? at) => at is { } known ? UnixTime.Instant(known) : null;

    private sealed class Tagged
    {
        public long At { get; init; }
        public string State { get; init; } = "";
        public string? Reason { get; init; }
    }
}
