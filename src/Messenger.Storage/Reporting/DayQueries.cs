using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Metrics;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Reporting;

/// <summary>A campaign's day from its committed rows, by the engine itself.</summary>
public sealed class DayQueries(Database database)
{
    private const string RowsSql = """
        SELECT id, campaign_id AS CampaignId, kind, opened_at AS OpenedAt, queued_at AS QueuedAt, assigned_at AS AssignedAt, answered_at AS AnsweredAt,
            replied_at AS RepliedAt, abandoned_at AS AbandonedAt, ended_at AS EndedAt, end_reason AS EndReason, agent_id AS AgentId,
            agent_user_name AS UserName, agent_name AS DisplayName, completed
        FROM interaction
        WHERE campaign_id = @campaignId AND queued_at >= @start AND queued_at < @end
        UNION ALL
        SELECT id, campaign_id, kind, opened_at, queued_at, assigned_at, answered_at, replied_at, abandoned_at, ended_at, end_reason, agent_id,
            agent_user_name, agent_name, completed
        FROM interaction
        WHERE campaign_id = @campaignId AND ended_at >= @start AND ended_at < @end AND (queued_at IS NULL OR queued_at < @start OR queued_at >= @end)
        """;

    /// <param name="date">A local day of the campaign, within 0002 to 9998; null = that of <paramref name="now"/>.</param>
    /// <param name="now">The business clock.</param>
    /// <returns>Null = there is no such campaign.</returns>
    public Task<DayReport?> Read(string campaignId, DateOnly? date, DateTimeOffset now, CancellationToken ct) => database.ReadMoment(
        async connection =>
        {
            var json = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                CampaignQueries.SettingsSql, new { campaignId }, cancellationToken: ct));
            if (json is null)
            {
                return null;
            }

            var settings = StoredJson.Read<CampaignSettings>(json);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
            var of = date ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).Date);
            var day = LocalDay.Of(of, zone);
            var values = new { campaignId, start = day.Start.ToUnixTimeMilliseconds(), end = day.End.ToUnixTimeMilliseconds() };
            var rows = (await connection.QueryAsync<Row>(new CommandDefinition(RowsSql, values, cancellationToken: ct))).AsList();
            var interactions = rows.ConvertAll(r => r.Times());
            var counts = DayCounts.Of(interactions, day, TimeSpan.FromSeconds(settings.ServiceLevelSeconds), now);
            return new DayReport(
                campaignId, settings.Name, of, settings.TimeZone, day.Start, day.End, settings.ServiceLevelSeconds, now, DayFigures.Of(counts), Completed(rows, interactions, day));
        },
        ct);

    private static List<CompletedByAgent> Completed(List<Row> rows, List<InteractionTimes> interactions, LocalDay day)
    {
        // As he was called when he had the last of them.
        var names = rows.Where(r => r.AgentId is not null).GroupBy(r => r.AgentId!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.OpenedAt)!, StringComparer.Ordinal);
        return [.. DayFigures.Completed(interactions, day).Select(c => new CompletedByAgent(names[c.Key].UserName ?? "", names[c.Key].DisplayName ?? "", c.Value))
            .OrderBy(c => c.UserName, StringComparer.Ordinal)];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string CampaignId { get; init; } = "";
        public string? Kind { get; init; }
        public long OpenedAt { get; init; }
        public long? QueuedAt { get; init; }
        public long? AssignedAt { get; init; }
        public long? AnsweredAt { get; init; }
        public long? RepliedAt { get; init; }
        public long? AbandonedAt { get; init; }
        public long? EndedAt { get; init; }
        public string? EndReason { get; init; }
        public string? AgentId { get; init; }
        public string? UserName { get; init; }
        public string? DisplayName { get; init; }
        public long Completed { get; init; }

        public InteractionTimes Times() => new(Id, CampaignId, UnixTime.Instant(OpenedAt))
        {
            Kind = Kind,
            QueuedAt = UnixTime.Instant(QueuedAt),
            AssignedAt = UnixTime.Instant(AssignedAt),
            AnsweredAt = UnixTime.Instant(AnsweredAt),
            RepliedAt = UnixTime.Instant(RepliedAt),
            AbandonedAt = UnixTime.Instant(AbandonedAt),
            EndedAt = UnixTime.Instant(EndedAt),
            EndReason = EndReason,
            AgentId = AgentId,
            Completed = Completed == 1,
        };
    }
}
