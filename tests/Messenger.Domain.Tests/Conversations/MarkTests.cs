using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>B7: delivery and read marks; a state is never lowered, and only what changes is journaled.</summary>
public sealed class MarkTests
{
    [Fact]
    public void A_mark_covers_everything_begun_up_to_it()
    {
        var story = Chat.Sending().Do(Chat.Accepted("m1", "out1")).After(10).Do(Chat.Sends("m2", "Sigo"), Chat.Accepted("m2", "out2"), Chat.Delivered(5));
        Assert.Equal((MessageWord.Delivered, MessageWord.Sent), (story.StateOf("m1"), story.StateOf("m2")));
    }

    [Fact]
    public void Delivered_before_the_response_stays_delivered()
    {
        var story = Chat.Sending().Do(Chat.Delivered(1));
        Assert.Equal(MessageWord.Delivered, story.StateOf("m1"));
        story.Do(Chat.Accepted("m1", "out1"));
        Assert.Equal(MessageWord.Delivered, story.StateOf("m1"));
        Assert.Equal("out1", story.View().Messages[^1].Mid);
    }

    [Fact]
    public void Read_before_delivered_stays_read()
    {
        var story = Chat.Sending().Do(Chat.Accepted("m1", "out1"), Chat.Read(1), Chat.Delivered(2));
        story.NoMessageChanged();
        Assert.Equal(MessageWord.Read, story.StateOf("m1"));
    }

    [Fact]
    public void Delivered_then_read_and_each_once()
    {
        var story = Chat.Sending().Do(Chat.Accepted("m1", "out1"), Chat.Delivered(1), Chat.Delivered(1));
        story.NothingHappened();
        story.Do(Chat.Read(1));
        Assert.Equal(new MessageChange("2", 2, MessageWord.Read, "out1", null), Assert.Single(story.Seen).Data);
        story.Do(Chat.Read(1)).NothingHappened();
    }

    [Fact]
    public void An_older_mark_after_a_newer_one_is_nothing() =>
        Chat.Sending().Do(Chat.Accepted("m1", "out1"), Chat.Read(9), Chat.Delivered(3), Chat.Read(3)).NothingHappened();

    [Fact]
    public void A_mark_tells_that_an_unknown_message_arrived()
    {
        var story = Chat.Sending().Do(Chat.Silence("m1"), Chat.Delivered(1));
        Assert.Equal(MessageWord.Delivered, story.StateOf("m1"));
    }

    [Fact]
    public void What_waits_to_be_sent_again_cannot_have_arrived()
    {
        var story = Chat.Sending().Do(Chat.Later("m1", 5), Chat.Read(1));
        story.NoMessageChanged();
        Assert.Equal(MessageWord.Queued, story.StateOf("m1"));
    }

    [Fact]
    public void What_was_never_begun_or_has_failed_cannot_have_arrived()
    {
        var story = Chat.Sending().Do(Chat.Sends("m2", "Sigo"), Chat.Refused("m1"), Chat.Silence("m2"), Chat.Sends("m3", "Y más"), Chat.Read(1));
        Assert.Equal((MessageWord.Failed, MessageWord.Read, MessageWord.Queued), (story.StateOf("m1"), story.StateOf("m2"), story.StateOf("m3")));
    }

    [Fact]
    public void The_customers_own_messages_have_no_such_state()
    {
        var story = Chat.Owned().Do(Chat.Read(60));
        story.NoMessageChanged();
        Assert.Equal(MessageWord.Received, story.State.Messages[0].State);
    }

    [Fact]
    public void What_the_Pages_inbox_sent_is_delivered_and_read_too()
    {
        var story = Chat.Owned().Do(Chat.Echo("e1", fromUs: false), Chat.Read(1));
        Assert.Equal(MessageWord.Read, story.State.Messages[^1].State);
    }

    [Theory]
    [InlineData(true, MessageWord.Read)]
    [InlineData(false, MessageWord.Delivered)]
    public void A_mark_that_overtakes_the_echo_of_the_inbox_counts_for_it(bool read, string state)
    {
        var story = Chat.Owned().Do(read ? Chat.Read(5) : Chat.Delivered(5), Chat.Echo("e1", fromUs: false, second: 4), Chat.Echo("e2", fromUs: false, second: 6));
        Assert.Equal((state, MessageWord.Sent), (story.State.Messages[^2].State, story.State.Messages[^1].State));
    }

    [Fact]
    public void A_mark_that_reaches_no_further_than_before_is_nothing() => Chat.Owned().Do(Chat.Read(5), Chat.Read(5), Chat.Read(4)).NothingHappened();
}
