using System.Data.Common;
using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Domain.Metrics;
using Messenger.Domain.Pages;
using Messenger.Domain.Reporting;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Reporting;

/// <summary>A campaign's live board from committed rows, all of one moment (R40-R44).</summary>
public sealed class BoardQueries(Database database)
{
    private static readonly string[] BehindTheQueue = [PlaceWord.Held, PlaceWord.Backlog, PlaceWord.WindowClosed];

    private static readonly string WaitingSql = QueueLists.First(BoardSnapshot.Longest, QueueLists.StillIn(PlaceWord.Queued));

    private static readonly string BehindSql = string.Join(
        " UNION ALL ", BehindTheQueue.Select((place, n) => $"SELECT * FROM ({QueueLists.First(BoardSnapshot.Longest, QueueLists.In(place))}) list{n}"));

    private static readonly string WaitsSql = "SELECT COUNT(*) AS Count, MIN(q.since) AS First, AVG(q.since) AS Middle " + QueueLists.StillIn(PlaceWord.Queued);

    private const string AgentsSql = """
        SELECT a.id, a.user_name AS UserName, a.display_name AS DisplayName, a.status, a.connected, a.break_id AS BreakId,
            a.break_name AS BreakName, a.break_icon AS BreakIcon, a.break_names AS BreakNames, a.break_since AS BreakSince, a.in_call AS InCall, a.load,
            a.max_load AS MaxLoad, a.since, a.withheld,
            (SELECT COUNT(*) FROM interaction i
             WHERE i.campaign_id = @campaignId AND i.ended_at >= @start AND i.ended_at < @end
               AND i.completed = 1 AND i.agent_id = a.id) AS CompletedToday
        FROM campaign_member m JOIN agent a ON a.id = m.agent_id
        WHERE m.campaign_id = @campaignId
        ORDER BY m.position
        """;

    private const string NumbersSql = """
        SELECT
            (SELECT COUNT(*) FROM interaction WHERE campaign_id = @campaignId AND status = 'active' AND now_campaign_id IS NULL)
                + (SELECT COUNT(*) FROM interaction WHERE now_campaign_id = @campaignId AND status = 'active') AS Active,
            (SELECT COUNT(*) FROM queue_entry WHERE campaign_id = @campaignId AND place = 'held') AS Held,
            (SELECT COUNT(*) FROM queue_entry WHERE campaign_id = @campaignId AND place = 'closed-hours') AS Backlog,
            (SELECT COUNT(*) FROM queue_entry WHERE campaign_id = @campaignId AND place = 'window-closed') AS WindowClosed
        """;

    /// <summary>The whole board at <paramref name="now"/> (the business clock). Tiles belong to the campaign's local day.</summary>
    /// <exception cref="StorageException">There is no such campaign.</exception>
    public Task<BoardSnapshot> Read(string campaignId, DateTimeOffset now, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var json = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                CampaignQueries.SettingsSql, new { campaignId }, cancellationToken: ct))
                ?? throw new StorageException($"There is no campaign {campaignId}.");
            return await Read(connection, campaignId, StoredJson.Read<CampaignSettings>(json), now, ct);
        },
        ct);

    private static async Task<BoardSnapshot> Read(
        DbConnection connection, string campaignId, CampaignSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        var day = LocalDay.Of(now, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));
        var values = new { campaignId, start = day.Start.ToUnixTimeMilliseconds(), end = day.End.ToUnixTimeMilliseconds() };
        var waiting = await Rows(connection, WaitingSql, values, ct);
        var behind = await Rows(connection, BehindSql, values, ct);
        var waits = await connection.QuerySingleAsync<Waits>(new CommandDefinition(WaitsSql, values, cancellationToken: ct));
        var agents = (await connection.QueryAsync<AgentEntry>(new CommandDefinition(AgentsSql, values, cancellationToken: ct)))
            .Select(a => a.Row()).ToList();
        var numbers = await connection.QuerySingleAsync<PresentNumbers>(new CommandDefinition(NumbersSql, values, cancellationToken: ct));
        var figures = DayFigures.Of(await DaySums.Read(connection, campaignId, day, TimeSpan.FromSeconds(settings.ServiceLevelSeconds), now, ct));
        return new BoardSnapshot(
            campaignId, settings.Name, waiting, agents, Tiles(waits.Count < BoardSnapshot.Longest ? waiting.Count : (int)waits.Count, waits, numbers, figures, now), settings.ServiceLevelSeconds,
            settings.AbandonmentSeconds, now)
        {
            Behind = behind,
            Enabled = settings.Enabled,
            Page = await Page(connection, settings, ct),
            Hours = OpeningHours.Of(settings, await Holidays(connection, ct), now),
        };
    }

    private static async Task<PageStanding> Page(DbConnection connection, CampaignSettings settings, CancellationToken ct)
    {
        var row = settings.PageToken is null ? null : await connection.QuerySingleOrDefaultAsync<PageEntry>(new CommandDefinition(
            "SELECT verdict, reasons, since FROM page_health WHERE page_id = @PageId", new { settings.PageId }, cancellationToken: ct));
        return new PageStanding(
            CampaignActivity.TokenOf(settings, row?.Verdict), row is null ? null : StoredJson.Read<List<PageReason>>(row.Reasons).FirstOrDefault()?.Code,
            row is null ? null : UnixTime.Instant(row.Since));
    }

    private static async Task<IReadOnlyList<DateOnly>> Holidays(DbConnection connection, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition("SELECT settings FROM configuration WHERE id = 1", cancellationToken: ct)) is { } json
            ? StoredJson.Read<InstallationDays>(json).Holidays ?? []
            : [];

    private static async Task<List<WaitingRow>> Rows(DbConnection connection, string sql, object values, CancellationToken ct) =>
        [.. (await connection.QueryAsync<WaitingEntry>(new CommandDefinition(sql, values, cancellationToken: ct))).Select(w => w.Row())
            .OrderBy(w => w.Place, StringComparer.Ordinal).ThenByDescending(w => w.Returned).ThenBy(w => w.Since).ThenBy(w => w.CameAt)
            .ThenBy(w => w.InteractionId, StringComparer.Ordinal)];

    private static BoardTiles Tiles(int waiting, Waits waits, PresentNumbers numbers, DayFigures day, DateTimeOffset now)
    {
        // Arrivals are stamped by another silo's clock, which may be ahead by some milliseconds.
        double? SecondsSince(double? milliseconds) => milliseconds is { } at ? Math.Max(0, (now.ToUnixTimeMilliseconds() - at) / 1000) : null;
        return new BoardTiles(
            waiting,
            (int)numbers.Active,
            day.Queued,
            day.Answered,
            day.Ended,
            SecondsSince(waits.Middle),
            SecondsSince(waits.First),
            day.AsaSeconds)
        {
            Held = (int)numbers.Held,
            Backlog = (int)numbers.Backlog,
            WindowClosed = (int)numbers.WindowClosed,
            AbandonedToday = day.Abandoned,
            RecoveredToday = day.Recovered,
            EndedOtherwiseToday = day.EndedOtherwise,
            UnansweredToday = day.Waiting,
            AbandonmentRate = day.AbandonmentRate,
            ServiceLevelAnswered = day.ServiceLevelAnswered,
            ServiceLevelWithAbandoned = day.ServiceLevelWithAbandoned,
            AhtSeconds = day.AhtSeconds,
        };
    }

    private sealed class PageEntry
    {
        public string Verdict { get; init; } = "";
        public string Reasons { get; init; } = "";
        public long Since { get; init; }
    }
}
