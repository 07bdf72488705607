using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Protocol section 5: nobody knows whether it was sent; the echo or the thread tells, and until then nothing is sent again.</summary>
public sealed class ReadBackTests
{
    /// <summary>Ana has sent a text and a second one, and of the first nothing was heard for 20 s.</summary>
    private static ConversationStory Silent() => Chat.Sending().Do(Chat.Sends("m2", "Sigo")).WhenDue();

    [Fact]
    public void Without_a_result_for_twenty_seconds_it_is_unknown_and_looked_for_at_once()
    {
        var story = Chat.Sending().Do(Chat.Sends("m2", "Sigo"));
        Assert.Equal(Chat.At(20), story.Due);
        story.After(19.999).Do(new ConversationCommand.Tick()).NothingHappened();
        story.WhenDue();
        Assert.Equal((MessageWord.Unknown, "m1/1/1", null), (story.StateOf("m1"), story.LookedFor(), story.OnTheWay()));
    }

    [Fact]
    public void It_is_looked_for_by_its_text_from_five_seconds_before_it_began()
    {
        var look = Assert.Single(Silent().Owes.OfType<Obligation.ToReadBack>());
        Assert.Equal(("read-back/m1/1/1", "Buenas", Chat.At(-5)), (look.Key, look.Text, look.After));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 20)]
    [InlineData(10, 20)]
    [InlineData(15, 25)]
    public void An_answer_that_says_nothing_leaves_the_echo_its_time_and_Meta_ten_seconds(double answered, double looked)
    {
        var story = Chat.Sending().After(answered).Do(Chat.Silence("m1"));
        Assert.Equal((MessageWord.Unknown, null), (story.StateOf("m1"), story.LookedFor()));
        Assert.Equal(Chat.At(looked), story.Due);
        Assert.Equal("m1/1/1", story.WhenDue().LookedFor());
    }

    [Fact]
    public void A_files_answer_that_says_nothing_is_looked_for_as_a_texts()
    {
        Assert.Equal(Chat.At(20), Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture())).After(2).Do(Chat.Silence("m1")).Due);
        Assert.Equal(Chat.At(100), Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture())).After(90).Do(Chat.Silence("m1")).Due);
    }

    [Fact]
    public void A_second_answer_that_says_nothing_is_nothing_new()
    {
        var story = Chat.Sending().Do(Chat.Silence("m1")).After(1);
        story.Do(Chat.Silence("m1")).NothingHappened();
        story.WhenDue().Do(Chat.Silence("m1")).NothingHappened();
    }

    [Fact]
    public void What_is_found_was_sent()
    {
        var story = Silent().Do(Chat.Found("m1", "out1"));
        Assert.Equal((MessageWord.Sent, "m2/1", null), (story.StateOf("m1"), story.OnTheWay(), story.LookedFor()));
        story.Do(Chat.Echo("out1", "m1")).NothingHappened();
    }

    [Fact]
    public void What_is_surely_not_there_is_tried_again_with_the_same_metadata()
    {
        var story = Silent().Do(Chat.NotThere("m1"));
        Assert.Equal((MessageWord.Queued, "m1/2", null), (story.StateOf("m1"), story.OnTheWay(), story.LookedFor()));
        Assert.Equal("m1", Assert.Single(story.Owes.OfType<Obligation.ToMeta>()).ClientMessageId);
    }

    [Fact]
    public void The_desk_sees_that_it_waits_again()
    {
        var change = Assert.IsType<MessageChange>(Assert.Single(Silent().Do(Chat.NotThere("m1")).Seen).Data);
        Assert.Equal(MessageWord.Queued, change.State);
    }

    [Fact]
    public void A_file_has_up_to_a_hundred_seconds_to_be_over()
    {
        var story = Chat.Owned().Do(Chat.SendsFile("m1", Chat.Picture()));
        Assert.Equal(Chat.At(100), story.Due);
        Assert.Null(Assert.Single(story.WhenDue().Owes.OfType<Obligation.ToReadBack>()).Text);
        Assert.Equal("m1/2", story.Do(Chat.NotThere("m1")).OnTheWay());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(7, 7)]
    public void A_thread_that_cannot_be_read_is_read_again_after_Metas_wait_but_at_least_two_seconds(double wait, double expected)
    {
        var story = Silent().Do(Chat.Unreadable("m1", wait));
        Assert.Equal((MessageWord.Unknown, null), (story.StateOf("m1"), story.LookedFor()));
        Assert.Equal(Chat.At(20 + expected), story.Due);
        Assert.Equal("m1/1/2", story.WhenDue().LookedFor());
    }

    [Fact]
    public void Unreadable_for_sixty_seconds_it_failed_unconfirmed_and_the_later_ones_go_on()
    {
        var story = Silent();
        for (var look = 1; story.LookedFor() is not null; look++)
        {
            Assert.Null(story.OnTheWay());
            story.Do(Chat.Unreadable("m1", 7, look: look)).WhenDue();
        }

        Assert.Equal(Chat.At(80), story.Now);
        Assert.Equal((MessageWord.Failed, FailureReason.Unconfirmed, "m2/1"), (story.StateOf("m1"), story.FailureOf("m1"), story.OnTheWay()));
    }

    [Fact]
    public void A_look_that_never_ends_does_not_keep_it_from_being_given_up()
    {
        var story = Silent();
        Assert.Equal(Chat.At(80), story.Due);
        Assert.Equal(FailureReason.Unconfirmed, story.WhenDue().FailureOf("m1"));
    }

    [Fact]
    public void What_was_never_looked_for_is_not_given_up_however_late_it_is()
    {
        var story = Chat.Sending().After(3600).Do(new ConversationCommand.Tick());
        Assert.Equal("m1/1/1", story.LookedFor());
        Assert.Equal(Chat.At(3660), story.Due);
    }

    [Fact]
    public void A_wait_beyond_the_sixty_seconds_ends_with_them() =>
        Assert.Equal(Chat.At(80), Silent().Do(Chat.Unreadable("m1", 600)).Due);

    [Fact]
    public void An_echo_wins_at_any_time()
    {
        Assert.Equal((MessageWord.Sent, "m2/1"), After(Silent()));
        Assert.Equal((MessageWord.Sent, "m2/1"), After(Silent().Do(Chat.Unreadable("m1"))));
        Assert.Equal((MessageWord.Sent, "m2/1"), After(Silent().Do(Chat.NotThere("m1"))));
        Assert.Equal((MessageWord.Sent, "m2/1"), After(Silent().WhenDue()));

        static (string, string?) After(ConversationStory story) => (story.Do(Chat.Echo("out1", "m1")).StateOf("m1"), story.OnTheWay());
    }

    [Fact]
    public void An_echo_after_it_was_given_up_takes_the_failure_back_and_its_repeat_is_nothing()
    {
        var story = Silent().WhenDue().Do(Chat.Echo("out1", "m1"));
        Assert.Equal((MessageWord.Sent, null), (story.StateOf("m1"), story.FailureOf("m1")));
        story.Do(Chat.Echo("out1", "m1")).NothingHappened();
    }

    [Fact]
    public void A_look_that_ends_after_it_was_given_up_still_finds_it()
    {
        var story = Silent().WhenDue().Do(Chat.Found("m1", "out1"));
        Assert.Equal((MessageWord.Sent, null), (story.StateOf("m1"), story.FailureOf("m1")));
        story.Do(Chat.Found("m1", "out1")).NothingHappened();
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void An_older_look_or_attempt_that_finds_nothing_is_not_the_newest(int attempt, int look)
    {
        var story = Silent().Do(Chat.NotThere("m1")).WhenDue();
        Assert.Equal("m1/2/1", story.LookedFor());
        story.Do(Chat.NotThere("m1", attempt, look) with { Look = attempt == 2 ? 0 : look }).NothingHappened();
    }

    [Fact]
    public void A_message_that_turned_out_to_be_another_one_is_not_this_one()
    {
        // While the thread was read, the Page's inbox told that the message with that text is its own.
        var story = Silent().Do(Chat.Echo("other", fromUs: false), Chat.Found("m1", "other"));
        Assert.Equal(MessageWord.Unknown, story.StateOf("m1"));
        Assert.Equal("m1/1/2", story.WhenDue().LookedFor());
    }

    [Fact]
    public void A_late_response_settles_it_while_it_is_looked_for()
    {
        Assert.Equal(MessageWord.Sent, Silent().Do(Chat.Accepted("m1", "out1")).StateOf("m1"));
        Assert.Equal((MessageWord.Failed, "m2/1"), Silent().Do(Chat.Refused("m1", "user-blocked")) is var s ? (s.StateOf("m1"), s.OnTheWay()) : default);
        Assert.Equal("m1/2", Silent().Do(Chat.Later("m1", 1)).WhenDue().OnTheWay());
    }

    [Fact]
    public void Five_attempts_that_never_got_there_are_enough()
    {
        var story = Chat.Sending();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            Assert.Equal($"m1/{attempt + 1}", story.WhenDue().Do(Chat.NotThere("m1", attempt)).OnTheWay());
        }

        Assert.Equal(FailureReason.MetaUnavailable, story.WhenDue().Do(Chat.NotThere("m1", 5)).FailureOf("m1"));
        Assert.Null(story.Due);
    }

    [Fact]
    public void A_mark_does_not_cover_an_attempt_that_was_not_there()
    {
        var story = Silent().Do(Chat.NotThere("m1"), Chat.Later("m1", 5, 2)).Do(Chat.Delivered(20));
        Assert.Equal(MessageWord.Queued, story.StateOf("m1"));
    }

    [Fact]
    public void A_row_from_before_threads_were_read_is_looked_for_at_once()
    {
        var story = Chat.Sending().Happen(new ConversationFact.SendUnknown("m1"));
        Assert.Equal(Chat.At(0), story.Due);
        Assert.Equal("m1/1/1", story.WhenDue().LookedFor());
    }

    [Fact]
    public void One_conversation_waits_for_nobody_elses_message() =>
        Assert.Equal("m1/1", new ConversationStory("1:5").Do(
            Chat.Says("Hola"), Chat.Take(interaction: "1-5-1"), new ConversationCommand.SendText("1-5-1", "a1", "m1", "Buenas")).OnTheWay());
}
