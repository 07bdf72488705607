using Messenger.Contracts;
using Messenger.Meta;

namespace Messenger.Grains.Pages;

/// <summary>Grants the calls of one Page to all silos together, so that Meta need not refuse any (protocol section 5).</summary>
/// <remarks>Nothing of it is stored. When it moves, the new activation does not know what the last one granted, so for about a second up to
/// twice as many calls can be granted; two activations at once do the same for as long as they live. Meta refuses what is too much, such a
/// send surely did not go out, and it is made again later: a limit overstepped for a second costs a pause, not a message.</remarks>
[GrainType("page-rates")]
public sealed class PageRatesGrain : Grain, IPageRatesGrain
{
    private readonly PageRates _rates = new();

    public Task<PagePermits> Take(PageCall kind, int wanted)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Task.FromResult(_rates.Take(PageSender.KindOf(kind), wanted, now) switch
        {
            RateGrant.Block block => new PagePermits(block.Permits, block.NotAfter - now),
            RateGrant.Wait wait => new PagePermits(0, wait.For),
            var other => throw new NotSupportedException($"No answer for {other.GetType().Name}."),
        });
    }
}
