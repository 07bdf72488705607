using System.Collections.Concurrent;
using Messenger.Contracts;
using Messenger.Grains.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Cluster.Tests.Pages;

/// <summary>All silos together keep a Page's limits.</summary>
public sealed class PageRatesTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Theory]
    [InlineData(PageCall.Text, 1_000, 300)]
    [InlineData(PageCall.Media, 25, 10)]
    [InlineData(PageCall.ReadBack, 6, 2)]
    public async Task In_no_second_more_calls_begin_than_Meta_allows(PageCall kind, int calls, int perSecond)
    {
        var page = "77" + (int)kind;
        var paces = silos.Cluster.Orleans.Silos.Select(silo => silos.Cluster.Orleans.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<PagePace>()).ToArray();
        var begun = new ConcurrentBag<TimeSpan>();
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, calls).Select(async n =>
        {
            Assert.Null(await paces[n % 2].Take(page, kind, TimeSpan.FromSeconds(30)));
            begun.Add(TimeProvider.System.GetElapsedTime(began));
        }));

        // What is granted is noted when it is noticed: a busy machine may notice two blocks of different seconds together.
        var inOrder = begun.Order().ToArray();
        var least = TimeSpan.FromSeconds(Math.Ceiling((double)calls / perSecond) - 1);
        Assert.True(inOrder[^1] >= least, $"{calls} calls began within {inOrder[^1]}.");
        Assert.True(inOrder[^1] < least + TimeSpan.FromSeconds(10), $"{calls} calls took {inOrder[^1]}.");
    }

    [Fact]
    public async Task Kinds_and_Pages_do_not_wait_for_each_other()
    {
        var pace = silos.Cluster.Orleans.GetSiloServiceProvider(silos.Cluster.Orleans.Silos[0].SiloAddress).GetRequiredService<PagePace>();
        Assert.Null(await pace.Take("881", PageCall.ReadBack, TimeSpan.FromSeconds(5)));
        Assert.Null(await pace.Take("881", PageCall.ReadBack, TimeSpan.FromSeconds(5)));
        Assert.NotNull(await pace.Take("881", PageCall.ReadBack, TimeSpan.Zero));
        Assert.Null(await pace.Take("881", PageCall.Text, TimeSpan.FromSeconds(5)));
        Assert.Null(await pace.Take("882", PageCall.ReadBack, TimeSpan.FromSeconds(5)));
    }
}
