using Messenger.Domain.Http;

namespace Messenger.Domain.Hubs;

/// <summary>The live table of all campaigns (R28), the snapshot of the topic campaigns: what GET /api/campaigns lists, by name.</summary>
public sealed record CampaignTable(IReadOnlyList<CampaignItem> Items, DateTimeOffset ServerTime);

/// <summary>A change of the table, the data of campaigns.changed: rows to put in place of those with the same id, and ids that are gone.</summary>
public sealed record CampaignTableChange(IReadOnlyList<CampaignItem> Items, IReadOnlyList<string> Gone, DateTimeOffset ServerTime);
