using System.Collections.Concurrent;
using Messenger.Contracts;

namespace Messenger.Grains.Pages;

/// <summary>What this silo may call of each Page now: it holds blocks and asks for the next one only when the last is used up or over.</summary>
public sealed class PagePace(IGrainFactory grains, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<(string PageId, PageCall Kind), PageSender> _senders = new();

    /// <summary>Waits for one call of the Page, for any number of threads.</summary>
    /// <param name="patience">Longest wait.</param>
    /// <param name="isWanted">Asked when its turn has come; false = it gives its turn to the next. Null = it is wanted in any case.</param>
    /// <returns>Null = it may begin at once; else how long it is sensible to wait before asking again.</returns>
    public Task<TimeSpan?> Take(string pageId, PageCall kind, TimeSpan patience, Func<bool>? isWanted = null) =>
        _senders.GetOrAdd((pageId, kind), key => new PageSender(grains.GetGrain<IPageRatesGrain>(key.PageId), key.Kind, time)).Take(patience, isWanted);

    public void Dispose()
    {
        foreach (var sender in _senders.Values)
        {
            sender.Dispose();
        }
    }
}
