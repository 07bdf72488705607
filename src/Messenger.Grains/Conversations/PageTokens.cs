using System.Collections.Concurrent;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Security;

namespace Messenger.Grains.Conversations;

/// <summary>The access token of a Page, from the campaign that owns it; read again after a few seconds.</summary>
public sealed class PageTokens(CampaignQueries campaigns, TokenProtection protection, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string? Token, DateTimeOffset Until)> _known = new();

    /// <summary>Null when no enabled campaign owns the Page or none was activated.</summary>
    public async ValueTask<string?> For(string pageId)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(pageId, out var known) && known.Until > now)
        {
            return known.Token;
        }

        var row = await campaigns.ByPage(pageId, CancellationToken.None);
        var token = row?.Settings.PageToken is { } stored ? protection.Unprotect(stored) : null;
        _known[pageId] = (token, now + Kept);
        return token;
    }
}
