using System.Collections.Concurrent;
using Messenger.Domain.Campaigns;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Pages;
using Messenger.Storage.Security;

namespace Messenger.Grains.Conversations;

/// <summary>The access token of a Page, from the campaign that owns it, and whether Meta still takes it; read again after a few seconds.</summary>
public sealed class PageTokens(CampaignQueries campaigns, PageHealthQueries pages, TokenProtection protection, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Null when no enabled campaign owns the Page or none was activated.</summary>
    public async ValueTask<string?> For(string pageId) => (await Look(pageId)).Token;

    /// <summary>Meta refuses it (R29): what is sent would only fail.</summary>
    public async ValueTask<bool> IsInvalid(string pageId) => (await Look(pageId)).IsInvalid;

    /// <summary>The token as it is now, whatever is remembered.</summary>
    public ValueTask<string?> Newest(string pageId)
    {
        _known.TryRemove(pageId, out _);
        return For(pageId);
    }

    private async ValueTask<Known> Look(string pageId)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(pageId, out var known) && known.Until > now)
        {
            return known;
        }

        var row = await campaigns.ByPage(pageId, CancellationToken.None);
        var token = row?.Settings.PageToken is { } stored ? protection.Unprotect(stored) : null;
        var health = await pages.Find(pageId, CancellationToken.None);
        return _known[pageId] = new Known(token, health?.Verdict == TokenWord.Invalid, now + Kept);
    }

    private sealed record Known(string? Token, bool IsInvalid, DateTimeOffset Until);
}
