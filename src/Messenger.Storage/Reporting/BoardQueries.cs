using System.Data.Common;
using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Reporting;

/// <summary>A campaign's live board from committed rows, all of one moment (R40-R44).</summary>
public sealed class BoardQueries(Database database)
{
    private const string WaitingSql = """
        SELECT q.interaction_id AS InteractionId, c.customer_name AS CustomerName, q.since, q.class,
            CASE WHEN q.lease IS NULL THEN 0 ELSE 1 END AS Offered
        FROM queue_entry q
        JOIN interaction i ON i.id = q.interaction_id
        JOIN conversation c ON c.key = i.conversation_key
        WHERE q.campaign_id = @campaignId AND q.place = 'queued' AND i.status NOT IN ('active', 'closed')
        ORDER BY q.class, q.since, q.came_at, q.interaction_id
        """;

    private const string AgentsSql = """
        SELECT a.id, a.user_name AS UserName, a.display_name AS DisplayName, a.status, a.connected, a.break_id AS BreakId,
            a.break_name AS BreakName, a.break_icon AS BreakIcon, a.break_since AS BreakSince, a.in_call AS InCall, a.load,
            a.max_load AS MaxLoad, a.since,
            (SELECT COUNT(*) FROM interaction i
             WHERE i.campaign_id = @campaignId AND i.ended_at >= @start AND i.ended_at < @end
               AND i.completed = 1 AND i.agent_id = a.id) AS CompletedToday
        FROM campaign_member m JOIN agent a ON a.id = m.agent_id
        WHERE m.campaign_id = @campaignId
        ORDER BY m.position
        """;

    private const string NumbersSql = """
        SELECT
            (SELECT COUNT(*) FROM interaction WHERE campaign_id = @campaignId AND status = 'active') AS Active,
            (SELECT COUNT(*) FROM interaction WHERE campaign_id = @campaignId AND ended_at >= @start AND ended_at < @end) AS Ended,
            (SELECT COUNT(*) FROM queue_entry WHERE campaign_id = @campaignId AND place = 'held') AS Held,
            (SELECT COUNT(*) FROM queue_entry WHERE campaign_id = @campaignId AND place = 'closed-hours') AS Backlog,
            (SELECT COUNT(*) FROM queue_entry WHERE campaign_id = @campaignId AND place = 'window-closed') AS WindowClosed,
            COUNT(abandoned_at) AS Abandoned, SUM(CASE WHEN abandoned_at IS NOT NULL AND answered_at IS NOT NULL THEN 1 ELSE 0 END) AS Recovered,
            COUNT(*) AS Queued, COUNT(answered_at) AS Answered, AVG(answered_at - queued_at) AS AsaMilliseconds
        FROM interaction WHERE campaign_id = @campaignId AND queued_at >= @start AND queued_at < @end
        """;

    /// <summary>The whole board at <paramref name="now"/> (the business clock). Tiles belong to the campaign's local day.</summary>
    /// <exception cref="StorageException">There is no such campaign.</exception>
    public Task<BoardSnapshot> Read(string campaignId, DateTimeOffset now, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var json = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                "SELECT settings FROM campaign WHERE id = @campaignId", new { campaignId }, cancellationToken: ct))
                ?? throw new StorageException($"There is no campaign {campaignId}.");
            return await Read(connection, campaignId, StoredJson.Read<CampaignSettings>(json), now, ct);
        },
        ct);

    private static async Task<BoardSnapshot> Read(
        DbConnection connection, string campaignId, CampaignSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        var day = LocalDay.Of(now, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));
        var values = new { campaignId, start = day.Start.ToUnixTimeMilliseconds(), end = day.End.ToUnixTimeMilliseconds() };
        var waiting = (await connection.QueryAsync<WaitingEntry>(new CommandDefinition(WaitingSql, values, cancellationToken: ct)))
            .Select(w => w.Row()).ToList();
        var agents = (await connection.QueryAsync<AgentEntry>(new CommandDefinition(AgentsSql, values, cancellationToken: ct)))
            .Select(a => a.Row()).ToList();
        var numbers = await connection.QuerySingleAsync<DayNumbers>(new CommandDefinition(NumbersSql, values, cancellationToken: ct));
        return new BoardSnapshot(
            campaignId, settings.Name, waiting, agents, Tiles(waiting, numbers, now), settings.ServiceLevelSeconds,
            settings.AbandonmentSeconds, now);
    }

    private static BoardTiles Tiles(List<WaitingRow> waiting, DayNumbers numbers, DateTimeOffset now)
    {
        // Arrivals are stamped by another silo's clock, which may be ahead by some milliseconds.
        var waits = waiting.Select(w => Math.Max(0, (now - w.Since).TotalSeconds)).ToList();
        return new BoardTiles(
            waiting.Count,
            (int)numbers.Active,
            (int)numbers.Queued,
            (int)numbers.Answered,
            (int)numbers.Ended,
            waits.Count == 0 ? null : waits.Average(),
            waits.Count == 0 ? null : waits.Max(),
            numbers.AsaMilliseconds / 1000)
        {
            Held = (int)numbers.Held,
            Backlog = (int)numbers.Backlog,
            WindowClosed = (int)numbers.WindowClosed,
            AbandonedToday = (int)numbers.Abandoned,
            RecoveredToday = (int)(numbers.Recovered ?? 0),
        };
    }
}
