using System.Collections.Concurrent;
using Messenger.Storage.Campaigns;

namespace Messenger.Front.Webhooks;

/// <summary>Which campaign a Page's customers reach. Remembered for two seconds; an unknown Page is looked up each time.</summary>
internal sealed class PageDirectory(CampaignQueries campaigns, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Known> _pages = new(StringComparer.Ordinal);

    public async ValueTask<CampaignRow?> CampaignOf(string pageId)
    {
        if (_pages.TryGetValue(pageId, out var known) && clock.GetElapsedTime(known.ReadAt) < Kept)
        {
            return known.Campaign;
        }

        var readAt = clock.GetTimestamp();
        var campaign = await campaigns.ByPage(pageId);
        if (campaign is null)
        {
            _pages.TryRemove(pageId, out _);
        }
        else
        {
            _pages[pageId] = new Known(campaign, readAt);
        }

        return campaign;
    }

    private sealed record Known(CampaignRow Campaign, long ReadAt);
}
