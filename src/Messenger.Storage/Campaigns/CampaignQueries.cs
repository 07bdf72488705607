using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Campaigns;

/// <summary>A campaign as it was last saved.</summary>
public sealed record CampaignRow(string Id, CampaignSettings Settings);

/// <summary>Which campaigns there are and who serves them.</summary>
public sealed class CampaignQueries(Database database)
{
    /// <summary>Also of one that was deleted: its figures and its board, which is empty, stay.</summary>
    internal const string SettingsSql =
        "SELECT settings FROM campaign WHERE id = @campaignId UNION ALL SELECT settings FROM deleted_campaign WHERE id = @campaignId";

    /// <summary>By name.</summary>
    public Task<IReadOnlyList<CampaignRow>> All(CancellationToken ct = default) => database.Read<IReadOnlyList<CampaignRow>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                "SELECT id, settings FROM campaign ORDER BY name_key, id", cancellationToken: ct));
            return [.. rows.Select(r => r.Campaign())];
        },
        ct);

    /// <summary>Null when there is none with this id.</summary>
    public Task<CampaignRow?> Find(string campaignId, CancellationToken ct = default) => database.Read(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT id, settings FROM campaign WHERE id = @campaignId", new { campaignId }, cancellationToken: ct)))?.Campaign(),
        ct);

    /// <summary>The messenger campaign a Page's customers reach: the enabled one; else one that is switched off and records them (R19).</summary>
    public Task<CampaignRow?> ByPage(string pageId, CancellationToken ct = default) => database.Read(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT id, settings FROM campaign WHERE page_id = @pageId AND type = 'messenger' ORDER BY enabled DESC, id LIMIT 1",
            new { pageId },
            cancellationToken: ct)))?.Campaign(),
        ct);

    /// <summary>Ids of the campaigns an agent is a member of.</summary>
    public Task<IReadOnlyList<string>> OfMember(string agentId, CancellationToken ct = default) => database.Read<IReadOnlyList<string>>(
        async connection => [.. await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT campaign_id FROM campaign_member WHERE agent_id = @agentId ORDER BY campaign_id",
            new { agentId },
            cancellationToken: ct))],
        ct);

    /// <summary>A campaign's members in their order.</summary>
    public Task<IReadOnlyList<Member>> Members(string campaignId, CancellationToken ct = default) => database.Read<IReadOnlyList<Member>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<(string AgentId, long Penalty)>(new CommandDefinition(
                "SELECT agent_id, penalty FROM campaign_member WHERE campaign_id = @campaignId ORDER BY position",
                new { campaignId },
                cancellationToken: ct));
            return [.. rows.Select(r => new Member(r.AgentId, (int)r.Penalty))];
        },
        ct);

    /// <summary>How many wrote while it was switched off and are not queued (R19).</summary>
    public Task<int> RecordedMeanwhile(string campaignId, CancellationToken ct = default) => database.Read(
        async connection => (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM queue_entry WHERE campaign_id = @campaignId AND place = 'disabled'", new { campaignId }, cancellationToken: ct)),
        ct);

    /// <summary>There was one with this id, and there will be none again.</summary>
    public Task<bool> WasDeleted(string campaignId, CancellationToken ct = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM deleted_campaign WHERE id = @campaignId", new { campaignId }, cancellationToken: ct)) > 0,
        ct);

    /// <summary>How many of its interactions an agent has, or wait for one.</summary>
    public Task<int> Open(string campaignId, CancellationToken ct = default) => database.Read(
        async connection => (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            SELECT (SELECT COUNT(*) FROM interaction WHERE campaign_id = @campaignId AND status = 'active' AND now_campaign_id IS NULL)
                + (SELECT COUNT(*) FROM interaction WHERE now_campaign_id = @campaignId AND status = 'active')
                + (SELECT COUNT(*) FROM queue_entry WHERE campaign_id = @campaignId AND place IN ('queued', 'held', 'closed-hours'))
            """,
            new { campaignId },
            cancellationToken: ct)),
        ct);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Settings { get; init; } = "";

        public CampaignRow Campaign() => new(Id, StoredJson.Read<CampaignSettings>(Settings));
    }
}
