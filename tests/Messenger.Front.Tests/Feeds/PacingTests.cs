using Messenger.Front.Feeds;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Messenger.Front.Tests.Feeds;

public sealed class PacingTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Five_batches_go_at_once_and_the_next_a_slot_later()
    {
        var slots = new BatchSlots(_clock);
        for (var batch = 0; batch < 5; batch++)
        {
            Assert.Equal(TimeSpan.Zero, slots.Remaining);
            slots.Take();
        }

        _clock.Advance(TimeSpan.FromMilliseconds(40));
        Assert.Equal(TimeSpan.FromMilliseconds(60), slots.Remaining);
        _clock.Advance(TimeSpan.FromMilliseconds(60));
        Assert.Equal(TimeSpan.Zero, slots.Remaining);
    }

    [Fact]
    public void A_client_that_always_has_something_waiting_gets_ten_batches_a_second()
    {
        var slots = new BatchSlots(_clock);
        var sent = 0;
        for (var ms = 0; ms < 10_000; ms++)
        {
            while (slots.Remaining == TimeSpan.Zero)
            {
                slots.Take();
                sent++;
            }

            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(104, sent);
    }

    [Fact]
    public void After_half_a_quiet_second_five_may_go_again()
    {
        var slots = new BatchSlots(_clock);
        for (var batch = 0; batch < 5; batch++)
        {
            slots.Take();
        }

        _clock.Advance(TimeSpan.FromMilliseconds(500));
        for (var batch = 0; batch < 5; batch++)
        {
            Assert.Equal(TimeSpan.Zero, slots.Remaining);
            slots.Take();
        }

        Assert.Equal(BatchSlots.Slot, slots.Remaining);
    }

    [Fact]
    public void A_pause_holds_back_the_batch_although_slots_are_free()
    {
        var slots = new BatchSlots(_clock);
        slots.Pause();
        Assert.Equal(BatchSlots.Slot, slots.Remaining);
        _clock.Advance(BatchSlots.Slot);
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
