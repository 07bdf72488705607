using Messenger.Front.Feeds;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Messenger.Front.Tests.Feeds;

public sealed class PacingTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_first_batch_goes_at_once_and_the_next_a_slot_later()
    {
        var slots = new BatchSlots(_clock);
        Assert.Equal(TimeSpan.Zero, slots.Remaining);
        slots.Take();
        _clock.Advance(TimeSpan.FromMilliseconds(40));
        Assert.Equal(TimeSpan.FromMilliseconds(60), slots.Remaining);
        _clock.Advance(TimeSpan.FromMilliseconds(60));
        Assert.Equal(TimeSpan.Zero, slots.Remaining);
    }

    [Fact]
    public void The_third_overflow_within_a_minute_is_one_too_many()
    {
        var budget = new OverflowBudget(_clock);
        Assert.True(budget.Spend());
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(budget.Spend());
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(budget.Spend());
    }

    [Fact]
    public void Overflows_of_the_minute_before_are_forgiven()
    {
        var budget = new OverflowBudget(_clock);
        Assert.True(budget.Spend());
        Assert.True(budget.Spend());
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(budget.Spend());
    }
}
