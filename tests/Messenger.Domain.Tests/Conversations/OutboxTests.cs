using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Protocol section 5: in order, one attempt in flight, never repeated blindly.</summary>
public sealed class OutboxTests
{
    [Fact]
    public void A_send_is_committed_as_begun_before_it_leaves_and_must_not_be_written_three_seconds_later()
    {
        var story = Chat.Sending();
        var owed = Assert.Single(story.Owes.OfType<Obligation.ToMeta>());
        Assert.Equal(("send/m1/1", "Buenas", story.Now + TimeSpan.FromSeconds(3)), (owed.Key, owed.Text, owed.NotAfter));
        Assert.Equal(MessageWord.Queued, story.StateOf("m1"));
    }

    [Fact]
    public void Sending_answers_the_customer() => Assert.Equal(Day.Start, Chat.Sending().View().AnsweredAt);

    [Fact]
    public void The_same_client_message_again_is_not_a_second_message() => Chat.Sending().Do(Chat.Sends("m1", "Buenas")).NothingHappened();

    [Fact]
    public void Accepted_by_Meta_it_is_sent_and_its_echo_is_no_second_message()
    {
        var story = Chat.Sending().Do(Chat.Accepted("m1", "out1"));
        Assert.Equal((MessageWord.Sent, null), (story.StateOf("m1"), story.OnTheWay()));
        story.Do(Chat.Echo("out1", "m1")).NothingHappened();
    }

    [Fact]
    public void An_echo_before_the_response_settles_it_and_the_response_is_nothing_new()
    {
        var story = Chat.Sending().Do(Chat.Echo("out1", "m1"));
        Assert.Equal(MessageWord.Sent, story.StateOf("m1"));
        story.Do(Chat.Accepted("m1", "out1")).NothingHappened();
    }

    [Fact]
    public void The_next_goes_only_when_the_one_before_is_settled()
    {
        var story = Chat.Sending().Do(Chat.Sends("m2", "Sigo"), Chat.Sends("m3", "Y más"));
        Assert.Equal("m1/1", story.OnTheWay());
        Assert.Equal("m2/1", story.Do(Chat.Accepted("m1", "out1")).OnTheWay());
        Assert.Equal("m3/1", story.Do(Chat.Echo("out2", "m2")).OnTheWay());
    }

    [Fact]
    public void A_permanent_failure_does_not_hold_back_the_later_ones()
    {
        var story = Chat.Sending().Do(Chat.Sends("m2", "Sigo"), Chat.Refused("m1", "user-blocked"));
        Assert.Equal((MessageWord.Failed, "m2/1"), (story.StateOf("m1"), story.OnTheWay()));
        Assert.Equal("user-blocked", story.View().Messages.Single(m => m.ClientMessageId == "m1").FailureReason);
    }

    [Fact]
    public void An_unknown_outcome_holds_back_the_later_ones_until_the_echo_tells()
    {
        var story = Chat.Sending().Do(Chat.Sends("m2", "Sigo"), Chat.Silence("m1"));
        Assert.Equal((MessageWord.Unknown, null), (story.StateOf("m1"), story.OnTheWay()));
        story.Do(Chat.Echo("out1", "m1"));
        Assert.Equal((MessageWord.Sent, "m2/1"), (story.StateOf("m1"), story.OnTheWay()));
    }

    [Fact]
    public void A_late_result_still_settles_an_unknown_outcome()
    {
        var story = Chat.Sending().WhenDue().Do(Chat.Accepted("m1", "out1"));
        Assert.Equal(MessageWord.Sent, story.StateOf("m1"));
    }

    [Fact]
    public void What_surely_was_not_sent_is_tried_again_after_the_pause_with_the_same_message()
    {
        var story = Chat.Sending().Do(Chat.Later("m1", 2));
        Assert.Null(story.OnTheWay());
        Assert.Equal(Day.Start + TimeSpan.FromSeconds(2), story.Due);
        Assert.Equal("m1/2", story.WhenDue().OnTheWay());
    }

    [Fact]
    public void The_pause_of_one_holds_back_the_later_ones()
    {
        var story = Chat.Sending().Do(Chat.Later("m1", 2), Chat.Sends("m2", "Sigo"));
        Assert.Null(story.OnTheWay());
        Assert.Equal("m1/2", story.WhenDue().OnTheWay());
    }

    [Fact]
    public void After_five_attempts_it_failed()
    {
        var story = Chat.Sending();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            story.Do(Chat.Later("m1", 1, attempt)).WhenDue();
        }

        story.Do(Chat.Later("m1", 1, 5));
        Assert.Equal(MessageWord.Failed, story.StateOf("m1"));
        Assert.Equal(FailureReason.MetaUnavailable, story.State.Messages[^1].FailureReason);
        Assert.Null(story.Due);
    }

    [Fact]
    public void A_result_of_an_older_attempt_is_not_that_of_the_newer_one()
    {
        var story = Chat.Sending().Do(Chat.Later("m1", 1)).WhenDue().Do(Chat.Refused("m1"));
        story.NothingHappened();
        Assert.Equal("m1/2", story.OnTheWay());
    }

    [Fact]
    public void A_long_text_goes_out_in_parts_one_after_the_other()
    {
        var story = Chat.Owned().Do(Chat.Sends("m1", new string('a', 1_900) + " " + new string('b', 10)));
        Assert.Equal(["m1", "m1/2"], story.State.Outbox.Select(o => o.ClientMessageId));
        Assert.Equal("m1/2/1", story.Do(Chat.Accepted("m1", "out1")).OnTheWay());
    }

    [Fact]
    public void A_text_beyond_the_limit_is_refused_whole()
    {
        Chat.Owned().Do(Chat.Sends("m1", new string('a', ConversationRules.LongestText + 1))).WasRefused(RefusalCode.TooLong);
        Assert.NotEmpty(Chat.Owned().Do(Chat.Sends("m1", new string('a', ConversationRules.LongestText))).Last);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public void Nothing_but_white_space_is_no_message_and_no_answer(string text)
    {
        var story = Chat.Owned().Do(Chat.Sends("m1", text));
        story.WasRefused(RefusalCode.Unknown);
        Assert.Null(story.View().AnsweredAt);
    }

    [Fact]
    public void What_the_products_own_pace_held_back_does_not_count_as_an_attempt()
    {
        var story = Chat.Sending();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            story.Do(Chat.Later("m1", 1, attempt) with { OwnPace = true }).WhenDue();
        }

        Assert.Equal("m1/11", story.OnTheWay());
        for (var attempt = 11; attempt <= 14; attempt++)
        {
            Assert.Equal($"m1/{attempt + 1}", story.Do(Chat.Later("m1", 1, attempt)).WhenDue().OnTheWay());
        }

        Assert.Equal(FailureReason.MetaUnavailable, story.Do(Chat.Later("m1", 1, 15)).FailureOf("m1"));
    }

    [Fact]
    public void What_was_accepted_goes_out_although_the_interaction_has_ended()
    {
        var story = Chat.Sending().Do(Chat.Sends("m2", "Sigo"), Chat.Closes(), Chat.Accepted("m1", "out1"));
        Assert.Equal("m2/1", story.OnTheWay());
    }

    [Fact]
    public void A_flood_from_the_customer_does_not_hide_the_echo_of_what_is_on_its_way()
    {
        var story = Chat.Sending().Do(Chat.Sends("m2", "Sigo"));
        for (var n = 2; n <= 210; n++)
        {
            story.Do(Chat.Says("?", $"in{n}"));
        }

        story.Do(Chat.Sends("m1", "Buenas")).NothingHappened();
        story.Do(Chat.Echo("out1", "m1"));
        Assert.Equal("m2/1", story.OnTheWay());
    }
}
