using Messenger.Storage.Campaigns;

namespace Messenger.Front.Security;

internal static class ServedCampaigns
{
    /// <summary>Whether an agent works where the scope looks into: a supervisor of certain campaigns has nothing to do with the others' agents.</summary>
    public static async Task<bool> Serves(this CampaignQueries campaigns, string agentId, CampaignScope scope, CancellationToken ct) =>
        scope.IsEvery || (await campaigns.OfMember(agentId, ct)).Any(scope.Sees);

    /// <summary>The Pages of the campaigns that the scope looks into; null = all.</summary>
    public static async Task<IReadOnlyCollection<string>?> PagesOf(this CampaignQueries campaigns, CampaignScope scope, CancellationToken ct) =>
        scope.IsEvery ? null : (await campaigns.All(ct)).Where(c => scope.Sees(c.Id)).Select(c => c.Settings.PageId).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
