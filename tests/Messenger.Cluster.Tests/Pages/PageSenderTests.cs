using Messenger.Contracts;
using Messenger.Grains.Pages;
using Microsoft.Extensions.Time.Testing;

namespace Messenger.Cluster.Tests.Pages;

/// <summary>A silo asks for a Page's calls in blocks, serves who came first, and does not keep messages back for a counter that is away.</summary>
public sealed class PageSenderTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Many_calls_need_few_grants()
    {
        var rates = new Rates(_time, 30, TimeSpan.FromMilliseconds(100));
        using var sender = new PageSender(rates, PageCall.Text, _time);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 90).Select(_ => sender.Take(TimeSpan.FromSeconds(3), null))), Assert.Null);
        Assert.InRange(rates.Asked.Count, 3, 30);
    }

    [Fact]
    public async Task Who_calls_now_and_then_asks_for_little()
    {
        var rates = new Rates(_time, 30, TimeSpan.FromMilliseconds(100));
        using var sender = new PageSender(rates, PageCall.Text, _time);
        for (var n = 0; n < 5; n++)
        {
            Assert.Null(await sender.Take(TimeSpan.FromSeconds(3), null));
            _time.Advance(TimeSpan.FromMilliseconds(200));
        }

        Assert.Equal(5, rates.Asked.Count);
        Assert.All(rates.Asked, wanted => Assert.InRange(wanted, 1, 2));
    }

    [Fact]
    public async Task A_wait_beyond_the_callers_patience_is_told_to_him_and_not_waited_for()
    {
        using var sender = new PageSender(new Rates(_time, 0, TimeSpan.FromSeconds(5)), PageCall.Media, _time);
        Assert.Equal(TimeSpan.FromSeconds(5), await sender.Take(TimeSpan.FromSeconds(3), null));
    }

    [Fact]
    public async Task A_shorter_wait_is_waited_for()
    {
        var rates = new Rates(_time, 0, TimeSpan.FromSeconds(1));
        using var sender = new PageSender(rates, PageCall.ReadBack, _time);
        var call = sender.Take(TimeSpan.FromSeconds(30), null);
        await Eventually.Is(() => Task.FromResult(rates.Asked.Count), n => n == 1, "it asked");
        rates.Count = 1;
        await Eventually.Is(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(call.IsCompleted);
            },
            "it was served after the wait");
        Assert.Null(await call);
    }

    [Theory]
    [InlineData(PageCall.Text, true)]
    [InlineData(PageCall.Media, true)]
    [InlineData(PageCall.ReadBack, false)]
    public async Task While_nobody_grants_messages_go_and_looks_wait(PageCall kind, bool goes)
    {
        using var sender = new PageSender(new Rates(_time, 30, TimeSpan.Zero) { Away = true }, kind, _time);
        Assert.Equal(goes, await sender.Take(TimeSpan.FromSeconds(3), null) is null);
    }

    [Fact]
    public async Task Who_does_not_want_it_any_more_when_his_turn_comes_takes_nothing()
    {
        var rates = new Rates(_time, 1, TimeSpan.FromMilliseconds(100));
        using var sender = new PageSender(rates, PageCall.ReadBack, _time);
        Assert.NotNull(await sender.Take(TimeSpan.FromSeconds(3), () => false));
        Assert.Empty(rates.Asked);
    }

    [Fact]
    public async Task A_grant_that_was_long_under_way_still_serves_who_waited_for_it()
    {
        using var sender = new PageSender(new Rates(_time, 1, TimeSpan.FromMilliseconds(100)) { Takes = TimeSpan.FromSeconds(1) }, PageCall.Text, _time);
        Assert.Null(await sender.Take(TimeSpan.FromSeconds(3), null));
    }

    private sealed class Rates(FakeTimeProvider time, int count, TimeSpan @for) : IPageRatesGrain
    {
        private readonly List<int> _asked = [];

        public int Count { get; set; } = count;

        public bool Away { get; init; }

        public TimeSpan Takes { get; init; }

        public IReadOnlyList<int> Asked
        {
            get
            {
                lock (_asked)
                {
                    return [.. _asked];
                }
            }
        }

        public Task<PagePermits> Take(PageCall kind, int wanted)
        {
            lock (_asked)
            {
                _asked.Add(wanted);
            }

            time.Advance(Takes);
            return Away ? throw new TimeoutException() : Task.FromResult(new PagePermits(Math.Min(wanted, Count), @for));
        }
    }
}
