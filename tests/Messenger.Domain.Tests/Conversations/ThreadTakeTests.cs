using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Another app has the thread: it is taken from it once, and the same message is tried again.</summary>
public sealed class ThreadTakeTests
{
    private static ConversationStory Refused() => Chat.Sending().Do(Chat.Sends("m2", "Sigo"), Chat.Refused("m1", FailureReason.OtherApp));

    private static ConversationCommand.ThreadTakeResult Taken(bool refused = false, int attempt = 1) => new("m1", attempt, refused);

    [Fact]
    public void The_thread_is_taken_and_nothing_is_sent_meanwhile()
    {
        var story = Refused();
        var owed = Assert.Single(story.Owes.OfType<Obligation.ToThread>());
        Assert.Equal(("take-thread/m1/1", null, MessageWord.Queued), (owed.Key, story.OnTheWay(), story.StateOf("m1")));
        Assert.Null(story.Due);
    }

    [Fact]
    public void Taken_the_same_message_is_tried_again()
    {
        var story = Refused().Do(Taken());
        Assert.Equal("m1/2", story.OnTheWay());
        Assert.Equal((MessageWord.Sent, "m2/1"), story.Do(Chat.Accepted("m1", "out1", 2)) is var s ? (s.StateOf("m1"), s.OnTheWay()) : default);
    }

    [Fact]
    public void Refused_once_more_it_failed_and_nothing_is_taken_again()
    {
        var story = Refused().Do(Taken(), Chat.Refused("m1", FailureReason.OtherApp, 2));
        Assert.Equal((FailureReason.OtherApp, "m2/1"), (story.FailureOf("m1"), story.OnTheWay()));
        Assert.Empty(story.Owes.OfType<Obligation.ToThread>());
    }

    [Fact]
    public void Not_to_be_had_the_message_failed_and_the_next_one_is_tried()
    {
        var story = Refused().Do(Taken(refused: true));
        Assert.Equal((MessageWord.Failed, FailureReason.OtherApp, "m2/1"), (story.StateOf("m1"), story.FailureOf("m1"), story.OnTheWay()));
    }

    [Fact]
    public void The_next_message_may_take_it_for_itself()
    {
        var story = Refused().Do(Taken(refused: true), Chat.Refused("m2", FailureReason.OtherApp));
        Assert.Equal("take-thread/m2/1", Assert.Single(story.Owes.OfType<Obligation.ToThread>()).Key);
    }

    [Fact]
    public void A_repeated_answer_changes_nothing()
    {
        Refused().Do(Chat.Refused("m1", FailureReason.OtherApp)).NothingHappened();
        Refused().Do(Taken(), Taken()).NothingHappened();
        Refused().Do(Taken(attempt: 2)).NothingHappened();
    }

    [Fact]
    public void An_echo_settles_it_meanwhile()
    {
        var story = Refused().Do(Chat.Echo("out1", "m1"));
        Assert.Equal((MessageWord.Sent, "m2/1"), (story.StateOf("m1"), story.OnTheWay()));
        story.Do(Taken()).NothingHappened();
    }
}
