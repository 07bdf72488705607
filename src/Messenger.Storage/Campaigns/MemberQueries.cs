using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;

namespace Messenger.Storage.Campaigns;

/// <summary>A campaign's members in their order.</summary>
/// <param name="Version">Rises by one with each change of the list.</param>
public sealed record MemberRows(int Version, IReadOnlyList<MemberRow> Items);

/// <param name="UserName">His id where there is no such user any more.</param>
/// <param name="IsInVoice">He is in a voice campaign.</param>
public sealed record MemberRow(string AgentId, string UserName, string DisplayName, int Penalty, bool IsInVoice);

/// <summary>Who serves which campaign, and who could.</summary>
public sealed class MemberQueries(Database database)
{
    /// <summary>Empty, of version 0, for a campaign that there is none of.</summary>
    public Task<MemberRows> Of(string campaignId, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var version = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                "SELECT version FROM member_list WHERE campaign_id = @campaignId", new { campaignId }, cancellationToken: ct));
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                """
                SELECT m.agent_id AS AgentId, COALESCE(u.user_name, m.agent_id) AS UserName, COALESCE(u.display_name, '') AS DisplayName, m.penalty,
                    CASE WHEN v.agent_id IS NULL THEN 0 ELSE 1 END AS IsInVoice
                FROM campaign_member m
                LEFT JOIN user_account u ON u.id = m.agent_id
                LEFT JOIN (SELECT DISTINCT x.agent_id FROM campaign_member x JOIN campaign c ON c.id = x.campaign_id WHERE c.type = 'voice') v
                    ON v.agent_id = m.agent_id
                WHERE m.campaign_id = @campaignId
                ORDER BY m.position
                """,
                new { campaignId },
                cancellationToken: ct));
            return new MemberRows((int)(version ?? 0), [.. rows.Select(r => new MemberRow(r.AgentId, r.UserName, r.DisplayName, (int)r.Penalty, r.IsInVoice == 1))]);
        },
        ct);

    /// <summary>Campaigns with a member who may receive something (R33).</summary>
    /// <param name="needsVoice">Only who is in a voice campaign may.</param>
    public Task<IReadOnlySet<string>> Served(bool needsVoice, CancellationToken ct = default) => database.Read<IReadOnlySet<string>>(
        async connection => (await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            SELECT DISTINCT campaign_id FROM campaign_member
            {(needsVoice ? "WHERE agent_id IN (SELECT x.agent_id FROM campaign_member x JOIN campaign c ON c.id = x.campaign_id WHERE c.type = 'voice')" : "")}
            """,
            cancellationToken: ct))).ToHashSet(StringComparer.Ordinal),
        ct);

    /// <summary>How many interactions each of these agents has of a campaign now; who has none is not there.</summary>
    public Task<IReadOnlyDictionary<string, int>> Chats(string campaignId, IReadOnlyCollection<string> agentIds, CancellationToken ct = default) =>
        database.Read<IReadOnlyDictionary<string, int>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string AgentId, long Chats)>(new CommandDefinition(
                    """
                    SELECT agent_id, COUNT(*) FROM interaction
                    WHERE status = 'active' AND COALESCE(now_campaign_id, campaign_id) = @campaignId AND agent_id IS NOT NULL
                    GROUP BY agent_id
                    """,
                    new { campaignId },
                    cancellationToken: ct));
                var wanted = agentIds.ToHashSet(StringComparer.Ordinal);
                return rows.Where(r => wanted.Contains(r.AgentId)).ToDictionary(r => r.AgentId, r => (int)r.Chats, StringComparer.Ordinal);
            },
            ct);

    /// <summary>Everybody who can be a member, by display name, and where he is one.</summary>
    public Task<AgentList> Agents(CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var people = await connection.QueryAsync<(string Id, string UserName, string DisplayName)>(new CommandDefinition(
                """
                SELECT u.id, u.user_name, u.display_name
                FROM user_account u JOIN user_role r ON r.user_id = u.id AND r.role = 'agent'
                ORDER BY u.display_name, u.user_name
                """,
                cancellationToken: ct));
            var memberships = await connection.QueryAsync<(string AgentId, string CampaignId)>(new CommandDefinition(
                "SELECT agent_id, campaign_id FROM campaign_member ORDER BY campaign_id", cancellationToken: ct));
            var campaigns = memberships.ToLookup(m => m.AgentId, m => m.CampaignId, StringComparer.Ordinal);
            return new AgentList([.. people.Select(p => new AgentItem(p.UserName, p.DisplayName, [.. campaigns[p.Id]]))]);
        },
        ct);

    /// <summary>Everybody by user name, without regard to case.</summary>
    public Task<IReadOnlyDictionary<string, MemberCandidate>> Candidates(CancellationToken ct = default) =>
        database.Read<IReadOnlyDictionary<string, MemberCandidate>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Id, string UserName, long IsAgent)>(new CommandDefinition(
                    """
                    SELECT u.id, u.user_name, CASE WHEN r.user_id IS NULL THEN 0 ELSE 1 END
                    FROM user_account u LEFT JOIN user_role r ON r.user_id = u.id AND r.role = 'agent'
                    """,
                    cancellationToken: ct));
                return rows.ToDictionary(r => r.UserName, r => new MemberCandidate(r.Id, r.UserName, r.IsAgent == 1), StringComparer.OrdinalIgnoreCase);
            },
            ct);

    private sealed class Row
    {
        public string AgentId { get; init; } = "";
        public string UserName { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public long Penalty { get; init; }
        public long IsInVoice { get; init; }
    }
}
