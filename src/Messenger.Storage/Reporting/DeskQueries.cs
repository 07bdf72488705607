using Dapper;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Storage.Recordings;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Reporting;

/// <summary>Who serves a campaign, with how many of it he has.</summary>
public sealed record ServingAgent(AgentRow Row, int OfCampaign);

/// <summary>What desks and the board ask of who has what, and of what an agent had (R37a).</summary>
public sealed class DeskQueries(Database database)
{
    private const int LongestSearch = 100;
    private const int MostMessages = 500;

    private const string OwnColumns = """
        i.id, i.conversation_key AS ConversationKey, i.campaign_id AS CampaignId, i.campaign_name AS CampaignName, c.customer_name AS CustomerName,
        i.opened_at AS OpenedAt, i.ended_at AS EndedAt, i.end_reason AS EndReason, i.disposition_id AS DispositionId, i.note,
        (SELECT m.at FROM message m WHERE m.conversation_key = i.conversation_key AND m.direction <> 'system' AND m.direction = 'in' ORDER BY m.seq DESC LIMIT 1) AS WroteAt
        """;

    /// <summary>The members of a campaign who ever came to a desk, in their order.</summary>
    public Task<IReadOnlyList<ServingAgent>> Serving(string campaignId, CancellationToken ct = default) => database.ReadMoment<IReadOnlyList<ServingAgent>>(
        async connection =>
        {
            var values = new { campaignId };
            var agents = await connection.QueryAsync<AgentEntry>(new CommandDefinition(
                """
                SELECT a.id, a.user_name AS UserName, a.display_name AS DisplayName, a.status, a.connected, a.break_id AS BreakId,
                    a.break_name AS BreakName, a.break_icon AS BreakIcon, a.break_names AS BreakNames, a.break_since AS BreakSince, a.in_call AS InCall, a.load,
                    a.max_load AS MaxLoad, a.since, a.withheld
                FROM campaign_member m JOIN agent a ON a.id = m.agent_id
                WHERE m.campaign_id = @campaignId ORDER BY m.position
                """,
                values,
                cancellationToken: ct));
            var held = (await connection.QueryAsync<(string AgentId, long Count)>(new CommandDefinition(
                "SELECT agent_id, COUNT(*) FROM interaction WHERE campaign_id = @campaignId AND status = 'active' GROUP BY agent_id",
                values,
                cancellationToken: ct))).ToDictionary(row => row.AgentId, row => (int)row.Count);
            return [.. agents.Select(agent => new ServingAgent(agent.Row(), held.GetValueOrDefault(agent.Id)))];
        },
        ct);

    /// <summary>What an agent has now, the oldest first.</summary>
    /// <param name="only">Ids of the campaigns that whoever asks may look into; null = all.</param>
    public Task<IReadOnlyList<HeldItem>> HeldBy(string userName, IReadOnlyCollection<string>? only, CancellationToken ct = default)
    {
        var values = new DynamicParameters(new { userName });
        var sql = $"""
            SELECT {OwnColumns}, i.answered_at AS AnsweredAt
            FROM interaction i JOIN conversation c ON c.key = i.conversation_key
            WHERE i.status = 'active' AND i.agent_user_name = @userName {(only is null ? "" : "AND " + Within.Campaigns(only, values))}
            ORDER BY i.opened_at, i.id
            """;
        return database.Read<IReadOnlyList<HeldItem>>(
            async connection => [.. (await connection.QueryAsync<OwnRow>(new CommandDefinition(sql, values, cancellationToken: ct))).Select(row => row.Held())], ct);
    }

    /// <summary>Whose interaction is under offer to this agent; null = it is not.</summary>
    public Task<string?> CustomerOffered(string interactionId, string agentId, CancellationToken ct = default) => database.Read(
        connection => connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            """
            SELECT c.customer_name
            FROM queue_entry q JOIN interaction i ON i.id = q.interaction_id JOIN conversation c ON c.key = i.conversation_key
            WHERE q.campaign_id IN (SELECT campaign_id FROM campaign_member WHERE agent_id = @agentId)
                AND q.interaction_id = @interactionId AND q.offered_to = @agentId
            """,
            new { interactionId, agentId },
            cancellationToken: ct)),
        ct);

    /// <summary>What is over and was an agent's last, the newest first.</summary>
    /// <param name="since">Ended at this instant or later: what is older is for the recordings.</param>
    /// <param name="search">Part of the customer's name, whatever its case and marks; null = all.</param>
    /// <param name="cursor">Of an earlier page; null = from the newest.</param>
    public Task<OwnHistory> History(
        string agentId, string? search, RecordingCursor? cursor, int limit, DateTimeOffset since, DateTimeOffset now, bool humanAgent, CancellationToken ct = default) =>
        database.Read(
            async connection =>
            {
                var typed = string.IsNullOrWhiteSpace(search) ? null : SearchText.Containing(search.Length > LongestSearch ? search[..LongestSearch] : search);
                // By campaign, because that is how ends are indexed.
                var rows = (await connection.QueryAsync<OwnRow>(new CommandDefinition(
                    $"""
                    SELECT {OwnColumns}
                    FROM interaction i JOIN conversation c ON c.key = i.conversation_key
                    WHERE i.campaign_id IN (SELECT id FROM campaign UNION ALL SELECT id FROM deleted_campaign) AND i.ended_at >= @Since AND i.agent_id = @agentId
                        {(typed is null ? "" : @"AND c.search LIKE @typed ESCAPE '\'")}
                        {(cursor is null ? "" : "AND (i.ended_at, i.id) < (@LastEnded, @LastId)")}
                    ORDER BY i.ended_at DESC, i.id DESC LIMIT @Count
                    """,
                    new
                    {
                        agentId,
                        typed,
                        Since = since.ToUnixTimeMilliseconds(),
                        LastEnded = cursor?.OpenedAt,
                        LastId = cursor?.Id,
                        Count = limit + 1,
                    },
                    cancellationToken: ct))).AsList();
                var next = rows.Count > limit ? new RecordingCursor(rows[limit - 1].EndedAt, rows[limit - 1].Id).ToString() : null;
                return new OwnHistory([.. rows.Take(limit).Select(row => row.Ended(now, humanAgent))], next);
            },
            ct);

    /// <summary>One that is over and was this agent's last; null = there is none such.</summary>
    public Task<OwnTranscript?> Own(string interactionId, string agentId, DateTimeOffset now, bool humanAgent, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<OwnRow>(new CommandDefinition(
                $"""
                SELECT {OwnColumns}
                FROM interaction i JOIN conversation c ON c.key = i.conversation_key
                WHERE i.id = @interactionId AND i.agent_id = @agentId AND i.ended_at IS NOT NULL
                """,
                new { interactionId, agentId },
                cancellationToken: ct));
            if (row is null)
            {
                return null;
            }

            var messages = await connection.QueryAsync<MessageRow>(new CommandDefinition(
                $"""
                SELECT {MessageRow.Columns}
                FROM message m LEFT JOIN interaction i ON i.id = m.interaction_id
                WHERE m.interaction_id = @interactionId
                ORDER BY m.position DESC LIMIT {MostMessages}
                """,
                new { interactionId },
                cancellationToken: ct));
            return new OwnTranscript(row.Ended(now, humanAgent), [.. messages.Select(m => m.View()).Order(TranscriptOrder.Default)]);
        },
        ct);

    private sealed class OwnRow
    {
        public string Id { get; init; } = "";
        public string ConversationKey { get; init; } = "";
        public string CampaignId { get; init; } = "";
        public string CampaignName { get; init; } = "";
        public string CustomerName { get; init; } = "";
        public long OpenedAt { get; init; }
        public long? AnsweredAt { get; init; }
        public long EndedAt { get; init; }
        public string? EndReason { get; init; }
        public string? DispositionId { get; init; }
        public string? Note { get; init; }
        public long? WroteAt { get; init; }

        public HeldItem Held() => new(Id, CampaignId, CampaignName, CustomerName, UnixTime.Instant(OpenedAt), UnixTime.Instant(AnsweredAt));

        public OwnInteraction Ended(DateTimeOffset now, bool humanAgent)
        {
            var wrote = UnixTime.Instant(WroteAt);
            return new OwnInteraction(
                Id, CampaignId, CampaignName, CustomerName, UnixTime.Instant(OpenedAt), UnixTime.Instant(EndedAt), EndReason ?? "", DispositionId, Note,
                WindowRules.View(now, new MessagingWindow(wrote, wrote), humanAgent));
        }
    }
}
