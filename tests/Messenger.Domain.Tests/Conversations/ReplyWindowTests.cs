using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>B5: 24 hours after the customer's last message, the border itself closed.</summary>
public sealed class ReplyWindowTests
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    [InlineData(864_000_000_000 - 1, true)]
    [InlineData(864_000_000_000, false)]
    [InlineData(864_000_000_000 + 1, false)]
    public void It_is_open_until_one_tick_before_the_border(long ticksAfter, bool open)
    {
        Assert.Equal(864_000_000_000, Window.Ticks);
        Assert.Equal(open, ReplyWindow.IsOpen(Day.Start, Day.Start + TimeSpan.FromTicks(ticksAfter)));
        Assert.Equal(new WindowView(open ? "standard" : "closed", Day.Start + Window), ReplyWindow.View(Day.Start, Day.Start + TimeSpan.FromTicks(ticksAfter)));
    }

    [Fact]
    public void Who_never_wrote_cannot_be_replied_to()
    {
        Assert.False(ReplyWindow.IsOpen(null, Day.Start));
        Assert.Equal(new WindowView("closed", null), ReplyWindow.View(null, Day.Start));
    }

    [Fact]
    public void It_counts_from_his_newest_message_by_Metas_time()
    {
        var story = Chat.Owned().Do(Chat.Says("b", "in2", 100), Chat.Says("a", "in3", 50));
        Assert.Equal(Day.Start + TimeSpan.FromSeconds(100) + Window, story.View().Window.ClosesAt);
    }

    [Fact]
    public void Echoes_and_marks_do_not_open_it_again()
    {
        var story = Chat.Owned();
        var closes = story.View().Window.ClosesAt;
        Assert.Equal(closes, story.After(100).Do(Chat.Echo("e1", fromUs: false, second: 100), Chat.Read(100), Chat.Delivered(100)).View().Window.ClosesAt);
    }
}
