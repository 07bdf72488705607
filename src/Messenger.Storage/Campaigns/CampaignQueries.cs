using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Campaigns;

/// <summary>A campaign as it was last saved.</summary>
public sealed record CampaignRow(string Id, CampaignSettings Settings);

/// <summary>Which campaigns there are and who serves them.</summary>
public sealed class CampaignQueries(Database database)
{
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

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Settings { get; init; } = "";

        public CampaignRow Campaign() => new(Id, StoredJson.Read<CampaignSettings>(Settings));
    }
}
