using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Protocol steps 1 to 3; R34, R37b: what the customer does, once per message id.</summary>
public sealed class ArrivalTests
{
    [Fact]
    public void The_first_message_opens_an_interaction_and_asks_for_a_place_and_a_name()
    {
        var story = Chat.New().Do(Chat.Says("Hola"));
        Assert.Equal(
            [typeof(ConversationFact.InteractionOpened), typeof(ConversationFact.MessageReceived), typeof(ConversationFact.ProfileRequested)],
            story.Last.Select(f => f.GetType()));
        Assert.Equal(["enqueue/1-4242-1/1", "profile"], story.Owes.Select(o => o.Key));
        Assert.Equal(new CampaignCommand.Enqueue(Chat.Id, 1, QueueClass.Normal, story.Now) { WindowUntil = Chat.WindowEnd() }, ((Obligation.ToCampaign)story.Owes[0]).Command);
    }

    [Fact]
    public void The_campaigns_answer_puts_it_in_its_place_once()
    {
        var story = Chat.New().Do(Chat.Says("Hola"), Chat.Enqueued());
        Assert.Equal(new ConversationFact.Placed(Chat.Id, 1, QueuePlace.Queued, null, 0, Number: 0, EndsAbandoned: false), Assert.Single(story.Last));
        Assert.DoesNotContain(story.Owes, o => o.Key.StartsWith("enqueue", StringComparison.Ordinal));
        story.Do(Chat.Enqueued()).NothingHappened();
    }

    [Fact]
    public void An_answer_about_another_epoch_is_not_for_this_one() => Chat.New().Do(Chat.Says("Hola"), Chat.Enqueued(epoch: 2)).NothingHappened();

    [Fact]
    public void A_second_message_belongs_to_the_running_interaction()
    {
        var story = Chat.Waiting().Do(Chat.Says("¿Hay alguien?", "in2", 1));
        Assert.Equal((2, Chat.Id), story.Last.OfType<ConversationFact.MessageReceived>().Select(m => (m.Seq, m.InteractionId)).Single());
        Assert.Equal(2, story.State.Interaction!.Unread);
    }

    [Fact]
    public void The_same_mid_again_is_nothing_new()
    {
        Chat.Waiting().Do(Chat.Says("Hola")).NothingHappened();
        Chat.Owned().Do(Chat.Closes(), Chat.Says("Hola")).NothingHappened();
    }

    [Fact]
    public void A_message_after_the_end_opens_the_next_interaction()
    {
        var story = Chat.Owned().Do(Chat.Closes(), Chat.Says("Otra cosa", "in2", 5));
        Assert.Equal(("1-4242-2", 2, 1), (story.State.Open!.Id, story.State.Open.Number, story.State.Open.Epoch));
        Assert.Contains(story.Owes, o => o.Key == "enqueue/1-4242-2/1");
    }

    [Theory]
    [InlineData("Hola", null, "Hola")]
    [InlineData("Hola", "image", "Hola")]
    [InlineData(null, "image", "[image]")]
    [InlineData("", "audio", "[audio]")]
    [InlineData(null, null, "")]
    public void The_inbox_shows_the_beginning_of_the_opening_message(string? text, string? attachment, string preview)
    {
        var attachments = attachment is null ? [] : new[] { new Attachment(attachment, null) };
        Assert.Equal(preview, Chat.New().Do(Chat.Says(text, "in1", 0, attachments)).State.Interaction!.Preview);
    }

    [Fact]
    public void The_preview_stays_that_of_the_opening_message_and_has_120_graphemes()
    {
        var story = Chat.New().Do(Chat.Says(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 130))), Chat.Says("más", "in2"));
        Assert.Equal(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 120)), story.State.Interaction!.Preview);
    }

    [Fact]
    public void Until_the_name_is_known_the_last_four_digits_stand_for_it()
    {
        var story = Chat.Waiting();
        Assert.Equal("Cliente 4242", story.View().CustomerName);
        story.Do(new ConversationCommand.ProfileFetched("Ñandú", "es_UY"));
        Assert.Equal(("Ñandú", "es_UY"), (story.View().CustomerName, story.View().Locale));
        Assert.Equal("Cliente 7", ConversationState.Placeholder("7"));
    }

    [Fact]
    public void A_name_that_was_not_to_be_had_is_asked_for_again_after_an_hour_with_a_message()
    {
        var story = Chat.Waiting().Do(new ConversationCommand.ProfileFetched(null, null));
        Assert.DoesNotContain(story.Owes, o => o is Obligation.ToProfile);
        story.After(3_599).Do(Chat.Says("a", "in2"));
        Assert.DoesNotContain(story.Owes, o => o is Obligation.ToProfile);
        story.After(1).Do(Chat.Says("b", "in3"));
        Assert.Contains(story.Owes, o => o is Obligation.ToProfile);
    }

    [Fact]
    public void A_known_name_is_not_asked_for_again_and_an_unasked_answer_is_nothing()
    {
        var story = Chat.Owned().After(TimeSpan.FromDays(2)).Do(Chat.Says("a", "in2"));
        Assert.DoesNotContain(story.Owes, o => o is Obligation.ToProfile);
        story.Do(new ConversationCommand.ProfileFetched("X", null)).NothingHappened();
    }

    [Fact]
    public void Messages_keep_their_order_of_receipt_whatever_Metas_time_says()
    {
        var story = Chat.New().Do(Chat.Says("b", "in2", 9), Chat.Says("a", "in1", 3));
        Assert.Equal([1, 2], story.State.Messages.Select(m => m.Seq));
        Assert.Equal(Chat.At(9), story.State.Window.Wrote);
    }

    [Fact]
    public void A_desk_gets_the_newest_two_hundred_messages()
    {
        var story = Chat.New();
        for (var n = 1; n <= 210; n++)
        {
            story.Do(Chat.Says($"{n}", $"in{n}"));
        }

        Assert.Equal((11, 210, 200), (story.State.Messages[0].Seq, story.State.Messages[^1].Seq, story.View().Messages.Count));
    }

    [Fact]
    public void The_Pages_own_inbox_answering_marks_the_interaction_and_is_no_answer()
    {
        var story = Chat.Owned().Do(Chat.Echo("e1", fromUs: false));
        Assert.True(story.View().AnsweredOutside);
        Assert.Null(story.View().AnsweredAt);
        Assert.Equal(ViewEventType.MessageAdded, story.Seen[0].Type);
        story.Do(Chat.Echo("e1", fromUs: false)).NothingHappened();
    }

    [Fact]
    public void An_echo_without_a_running_interaction_is_kept_and_opens_none()
    {
        var story = Chat.New().Do(Chat.Echo("e1", fromUs: false));
        Assert.Null(story.State.Interaction);
        Assert.Equal(MessageWord.Out, Assert.Single(story.State.Messages).Direction);
    }

    [Fact]
    public void Marks_without_messages_change_none() => Chat.New().Do(Chat.Delivered(5), Chat.Read(5)).NoMessageChanged();
}
