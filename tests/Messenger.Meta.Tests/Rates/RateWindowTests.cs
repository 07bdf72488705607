using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Messenger.Meta.Tests.Rates;

public sealed class RateWindowTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(CallKind.Text, 300, 30)]
    [InlineData(CallKind.Media, 10, 1)]
    [InlineData(CallKind.ReadBack, 2, 1)]
    public void Each_kind_has_Metas_number_and_its_own_block(CallKind kind, int perSecond, int block)
    {
        var rates = new PageRates();
        Assert.Equal(new RateLimit(perSecond, block, TimeSpan.FromMilliseconds(100)), RateLimit.Of(kind));
        for (var n = 0; n < perSecond / block; n++)
        {
            Assert.Equal(new RateGrant.Block(block, clock.GetUtcNow().AddMilliseconds(100)), rates.Take(kind, 1_000, clock.GetUtcNow()));
        }

        var wait = Assert.IsType<RateGrant.Wait>(rates.Take(kind, 1, clock.GetUtcNow()));
        Assert.Equal(TimeSpan.FromMilliseconds(1_100) + TimeSpan.FromTicks(1), wait.For);
    }

    [Fact]
    public void Kinds_do_not_take_from_each_other()
    {
        var rates = new PageRates();
        Take(rates, CallKind.ReadBack, 2);
        Take(rates, CallKind.Media, 10);
        Assert.IsType<RateGrant.Block>(rates.Take(CallKind.Text, 1, clock.GetUtcNow()));
    }

    [Fact]
    public void After_the_wait_it_named_the_next_is_granted_and_not_a_tick_earlier()
    {
        var rates = new PageRates();
        Take(rates, CallKind.ReadBack, 1);
        clock.Advance(TimeSpan.FromMilliseconds(250));
        Take(rates, CallKind.ReadBack, 1);
        var wait = Assert.IsType<RateGrant.Wait>(rates.Take(CallKind.ReadBack, 1, clock.GetUtcNow()));
        Assert.Equal(TimeSpan.FromMilliseconds(850) + TimeSpan.FromTicks(1), wait.For);
        clock.Advance(wait.For - TimeSpan.FromTicks(1));
        Assert.IsType<RateGrant.Wait>(rates.Take(CallKind.ReadBack, 1, clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<RateGrant.Block>(rates.Take(CallKind.ReadBack, 1, clock.GetUtcNow()));
    }

    [Fact]
    public void A_small_wish_is_granted_as_it_is() =>
        Assert.Equal(3, Assert.IsType<RateGrant.Block>(new PageRates().Take(CallKind.Text, 3, clock.GetUtcNow())).Permits);

    [Fact]
    public void What_is_left_of_the_limit_is_granted_in_part()
    {
        var window = new RateWindow(new(10, 8, TimeSpan.Zero));
        Assert.Equal(8, Assert.IsType<RateGrant.Block>(window.Take(8, clock.GetUtcNow())).Permits);
        Assert.Equal(2, Assert.IsType<RateGrant.Block>(window.Take(8, clock.GetUtcNow())).Permits);
    }

    [Fact]
    public void A_clock_set_back_grants_nothing_more()
    {
        var rates = new PageRates();
        Take(rates, CallKind.ReadBack, 2);
        var wait = Assert.IsType<RateGrant.Wait>(rates.Take(CallKind.ReadBack, 1, clock.GetUtcNow().AddHours(-1)));
        Assert.Equal(TimeSpan.FromMilliseconds(1_100) + TimeSpan.FromTicks(1), wait.For);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_cannot_be_wished_for(int wanted) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageRates().Take(CallKind.Text, wanted, clock.GetUtcNow()));

    [Fact]
    public void A_held_block_is_used_up_and_runs_out()
    {
        var held = new HeldPermits();
        Assert.False(held.TryUse(clock.GetUtcNow()));
        held.Hold(new(2, clock.GetUtcNow().AddMilliseconds(100)));
        Assert.True(held.TryUse(clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(held.TryUse(clock.GetUtcNow()));
        Assert.False(held.TryUse(clock.GetUtcNow()));
        held.Hold(new(2, clock.GetUtcNow().AddMilliseconds(100)));
        clock.Advance(TimeSpan.FromMilliseconds(101));
        Assert.False(held.TryUse(clock.GetUtcNow()));
    }

    /// <summary>Whatever several senders ask for, and however late they use what they got.</summary>
    [Fact]
    public void No_second_ever_sees_more_calls_than_the_limit() => Gen.Select(
        Gen.OneOf(RateLimit.Of(CallKind.Text), RateLimit.Of(CallKind.Media), RateLimit.Of(CallKind.ReadBack), new RateLimit(7, 3, TimeSpan.FromMilliseconds(250))),
        Gen.Select(Gen.Int[0, 120], Gen.Int[1, 40], Gen.Int[0, 250]).Array[1, 200]).Sample((limit, asks) =>
    {
        var (window, now, uses) = (new RateWindow(limit), clock.GetUtcNow(), new List<DateTimeOffset>());
        foreach (var (pause, wanted, later) in asks)
        {
            now = now.AddMilliseconds(pause);
            if (window.Take(wanted, now) is RateGrant.Block block)
            {
                var at = now.AddMilliseconds(later) is var late && late > block.NotAfter ? block.NotAfter : late;
                uses.AddRange(Enumerable.Repeat(at, block.Permits));
            }
        }

        uses.Sort();
        for (var (first, last) = (0, 0); last < uses.Count; last++)
        {
            while (uses[last] - uses[first] >= TimeSpan.FromSeconds(1))
            {
                first++;
            }

            if (last - first + 1 > limit.PerSecond)
            {
                return false;
            }
        }

        return uses.Count > 0;
    });

    private void Take(PageRates rates, CallKind kind, int times)
    {
        for (var n = 0; n < times; n++)
        {
            Assert.IsType<RateGrant.Block>(rates.Take(kind, 1, clock.GetUtcNow()));
        }
    }
}
