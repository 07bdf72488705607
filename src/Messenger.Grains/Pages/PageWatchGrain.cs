using Messenger.Contracts;
using Messenger.Domain.Pages;
using Messenger.Grains.Machinery;
using Messenger.Storage.Pages;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Messenger.Grains.Pages;

/// <summary>Each connected Page is looked at when this grain starts and every 15 minutes (R29). What it remembers is soft: a new activation looks at all.</summary>
[GrainType("page-watch")]
[Reentrant]
public sealed class PageWatchGrain(
    PageHealthQueries pages, PageLook look, [FromKeyedServices(GrainParts.BusinessClock)] TimeProvider clock, ILogger<PageWatchGrain> logger)
    : Grain, IPageWatchGrain
{
    private const int AtOnce = 4;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <summary>Where Facebook could not be asked it is asked again sooner.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);
    private Task _running = Task.CompletedTask;

    public Task Run()
    {
        if (_running.IsCompleted)
        {
            _running = LookAtDue();
        }

        return Task.CompletedTask;
    }

    public async Task<bool> Look(string pageId) =>
        (await pages.Connected()).FirstOrDefault(p => p.PageId == pageId) is { } page && await LookAt(page);

    private async Task LookAtDue()
    {
        try
        {
            var (now, all) = (clock.GetUtcNow(), await pages.Connected());
            foreach (var gone in _due.Keys.Except(all.Select(p => p.PageId), StringComparer.Ordinal).ToArray())
            {
                _due.Remove(gone);
            }

            foreach (var some in all.Where(p => !_due.TryGetValue(p.PageId, out var due) || due <= now).Chunk(AtOnce))
            {
                await Task.WhenAll(some.Select(LookAt));
            }
        }
        catch (Exception fault)
        {
            // The next pulse tries again.
            logger.WatchFailed(fault);
        }
    }

    private async Task<bool> LookAt(ConnectedPage page)
    {
        var found = false;
        try
        {
            if (await look.At(page, clock.GetUtcNow(), CancellationToken.None) is { } seen)
            {
                await GrainFactory.GetGrain<IPageGrain>(page.PageId).Handle(new PageCommand.Observe(seen));
                found = true;
            }
        }
        catch (Exception fault)
        {
            logger.LookFailed(fault, page.PageId);
        }

        _due[page.PageId] = clock.GetUtcNow() + (found ? Every : Again);
        return found;
    }
}
