using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Reporting;

/// <summary>The reply windows of a campaign's open interactions.</summary>
public sealed class WindowQueries(Database database)
{
    private const int ListedAtMost = 200;

    /// <summary>
    /// From the messages as they stand here: a reaction that was taken back opened the window all the same, and is not seen any more, so that
    /// one closes here earlier than at Meta, never later.
    /// </summary>
    private const string Sql = """
        SELECT i.id, c.customer_name AS CustomerName, i.agent_user_name AS AgentUserName, i.agent_name AS AgentName, i.status, o.place,
            (SELECT MAX(m.at) FROM message m WHERE m.interaction_id = i.id AND m.direction = 'in') AS Wrote,
            (SELECT MAX(m.reaction_at) FROM message m WHERE m.interaction_id = i.id AND m.reaction IS NOT NULL) AS Reacted,
            (SELECT MAX(m.at) FROM message m WHERE m.interaction_id = i.id AND m.direction = 'system' AND m.text = 'referred') AS Followed,
            (SELECT m.direction FROM message m WHERE m.interaction_id = i.id AND m.direction IN ('in', 'out') ORDER BY m.position DESC LIMIT 1) AS Last
        FROM (
            SELECT interaction_id AS id, place FROM queue_entry WHERE campaign_id = @campaignId AND place IN ('queued', 'held', 'closed-hours')
            UNION ALL
            SELECT id, NULL FROM interaction WHERE campaign_id = @campaignId AND status = 'active' AND now_campaign_id IS NULL
            UNION ALL
            SELECT id, NULL FROM interaction WHERE now_campaign_id = @campaignId AND status = 'active'
        ) o
        JOIN interaction i ON i.id = o.id
        JOIN conversation c ON c.key = i.conversation_key
        WHERE i.status <> 'closed'
        """;

    /// <summary>Whose window closes while the campaign is closed (B5).</summary>
    public Task<ClosingWindowList> Closing(CampaignRow campaign, IReadOnlyCollection<DateOnly> holidays, bool humanAgentGranted, DateTimeOffset now, CancellationToken ct = default) =>
        database.ReadMoment(
            async connection =>
            {
                var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql, new { campaignId = campaign.Id }, cancellationToken: ct));
                var schedule = new Schedule(TimeZoneInfo.FindSystemTimeZoneById(campaign.Settings.TimeZone), campaign.Settings.Schedule, holidays.ToHashSet());
                var closing = ClosingWindows.Of(schedule, rows.DistinctBy(r => r.Id).Select(r => r.Window()), humanAgentGranted, now);
                return new ClosingWindowList(closing.Count, closing.Count(c => c.Of.Waits), [.. closing.Take(ListedAtMost).Select(c => new ClosingWindowItem(
                    c.Of.InteractionId, c.Of.CustomerName, c.Of.AgentUserName, c.Of.AgentName, c.Of.Place, c.Of.Waits, c.ClosesAt, c.LastHours))]);
            },
            ct);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string CustomerName { get; init; } = "";
        public string? AgentUserName { get; init; }
        public string? AgentName { get; init; }
        public string Status { get; init; } = "";
        public string? Place { get; init; }
        public long? Wrote { get; init; }
        public long? Reacted { get; init; }
        public long? Followed { get; init; }
        public string? Last { get; init; }

        /// <summary>Between two rows of two streams it can be with an agent already and still stand in line.</summary>
        public OpenWindow Window()
        {
            var held = Status == "active";
            var opened = new[] { Wrote, Reacted, Followed }.Max();
            return new OpenWindow(
                Id, CustomerName, held ? AgentUserName : null, held ? AgentName : null, held ? null : Place,
                new MessagingWindow(opened is { } o ? UnixTime.Instant(o) : null, Wrote is { } w ? UnixTime.Instant(w) : null), Last == "in");
        }
    }
}
