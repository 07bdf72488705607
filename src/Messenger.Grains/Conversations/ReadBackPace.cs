using System.Collections.Concurrent;
using Messenger.Meta;

namespace Messenger.Grains.Conversations;

/// <summary>How often this silo looks into the conversations of each Page: Meta allows two looks a second.</summary>
public sealed class ReadBackPace(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, PageRates> _pages = new(StringComparer.Ordinal);

    /// <summary>Waits for one look; false = it would take longer than <paramref name="patience"/>.</summary>
    public async ValueTask<bool> Take(string pageId, TimeSpan patience)
    {
        var began = time.GetTimestamp();
        var rates = _pages.GetOrAdd(pageId, _ => new PageRates());
        while (true)
        {
            RateGrant grant;
            lock (rates)
            {
                grant = rates.Take(CallKind.ReadBack, 1, time.GetUtcNow());
            }

            if (grant is not RateGrant.Wait wait)
            {
                return true;
            }

            if (time.GetElapsedTime(began) + wait.For > patience)
            {
                return false;
            }

            await Task.Delay(wait.For, time);
        }
    }
}
