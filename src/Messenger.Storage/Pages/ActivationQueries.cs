using Dapper;
using Messenger.Domain.Http;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Pages;

/// <summary>Attempts to connect campaigns with Pages.</summary>
public sealed class ActivationQueries(Database database)
{
    private const int AtMost = 50;

    /// <summary>Of one campaign, the newest first, at most 50.</summary>
    public Task<IReadOnlyList<ActivationItem>> Of(string campaignId, CancellationToken ct = default) => database.Read<IReadOnlyList<ActivationItem>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                $"""
                SELECT id, started_at AS StartedAt, until, by_display_name AS DisplayName, phase, exit, page_name AS PageName, changed_at AS ChangedAt
                FROM activation WHERE campaign_id = @campaignId ORDER BY started_at DESC, id LIMIT {AtMost}
                """,
                new { campaignId },
                cancellationToken: ct));
            return [.. rows.Select(r => new ActivationItem(
                r.Id, UnixTime.Instant(r.StartedAt), UnixTime.Instant(r.Until), r.DisplayName, r.Phase, r.Exit, r.PageName, UnixTime.Instant(r.ChangedAt)))];
        },
        ct);

    public Task<bool> Exists(string id, CancellationToken ct = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM activation WHERE id = @id", new { id }, cancellationToken: ct)) > 0,
        ct);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long StartedAt { get; init; }
        public long Until { get; init; }
        public string DisplayName { get; init; } = "";
        public string Phase { get; init; } = "";
        public string? Exit { get; init; }
        public string? PageName { get; init; }
        public long ChangedAt { get; init; }
    }
}
