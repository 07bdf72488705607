using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>R14, R16, R18 from the customer's side: where he stands, what he is told about it and when he counts as abandoned.</summary>
public sealed class PlaceTests
{
    private static readonly LocalizedText Words = new("cerrado", "closed", "fechado");

    private static ConversationCommand.EnqueueAnswered Answers(
        QueuePlace place, string? occasion = null, LocalizedText? text = null, int abandonAfter = 0, DateTimeOffset? window = null, int epoch = 1, string id = Chat.Id) =>
        new(id, epoch, new Answer.Placed(place) { Text = text, Occasion = occasion, AbandonAfterSeconds = abandonAfter }, window);

    private static ConversationCommand.PlaceChanged Moves(QueuePlace place, DateTimeOffset? since = null, int epoch = 1, int number = 1) =>
        new(Chat.Id, epoch, place, since) { Number = number };

    private static ConversationStory Closed(string? said = "Hola, ¿están abiertos?", string? locale = null)
    {
        var story = Chat.New().Do(Chat.Says(said));
        return locale is null ? story : story.Do(new ConversationCommand.ProfileFetched("Ana", locale));
    }

    private static string? Told(ConversationStory story) => story.State.Messages.FindLast(m => m.Direction == MessageWord.Auto)?.Text;

    [Theory]
    [InlineData("Hola, ¿están abiertos?", "en_US", "cerrado")]
    [InlineData("Are you open now?", "es_LA", "closed")]
    [InlineData("Vocês estão abertos agora?", null, "fechado")]
    [InlineData("ok", "pt_BR", "fechado")]
    [InlineData("ok", "en_GB", "closed")]
    [InlineData("ok", "fr_FR", "cerrado")]
    [InlineData("ok", null, "cerrado")]
    public void He_is_told_in_the_language_of_his_words_else_of_his_profile_else_of_the_campaign(string said, string? locale, string told) =>
        Assert.Equal(told, Told(Closed(said, locale).Do(Answers(QueuePlace.ClosedHours, "closed/1", Words))));

    [Fact]
    public void Where_his_language_has_no_text_the_campaigns_is_sent_and_without_any_nothing()
    {
        Assert.Equal("closed", Told(Closed().Do(Answers(QueuePlace.ClosedHours, "closed/1", new LocalizedText("", "closed", "")))));
        var silent = Closed().Do(Answers(QueuePlace.ClosedHours, "closed/1", LocalizedText.Empty));
        Assert.Null(Told(silent));
        Assert.Empty(silent.State.Outbox);
    }

    [Fact]
    public void He_is_told_once_on_each_occasion_and_it_goes_out_at_once()
    {
        var story = Closed().Do(Answers(QueuePlace.ClosedHours, "closed/1", Words));
        Assert.NotNull(story.OnTheWay());
        Assert.Null(story.State.Interaction!.AnsweredAt);
        story.Do(Moves(QueuePlace.Queued, Chat.At(60)), Chat.Take(), Chat.Closes(), Chat.Says("otra", "in2", 70));
        story.Do(Answers(QueuePlace.ClosedHours, "closed/1", Words, id: "1-4242-2"));
        Assert.Single(story.State.Messages, m => m.Direction == MessageWord.Auto);
        story.Do(Chat.Says("sigo", "in3", 80));
        Assert.Single(story.State.Messages, m => m.Direction == MessageWord.Auto);
    }

    [Fact]
    public void Nothing_is_sent_to_whom_nobody_may_write()
    {
        var story = Closed().After(TimeSpan.FromHours(25)).Do(Answers(QueuePlace.ClosedHours, "closed/1", Words));
        Assert.Null(Told(story));
    }

    [Fact]
    public void Refused_by_a_full_queue_it_is_told_and_ended()
    {
        var story = Closed().Do(Answers(QueuePlace.Refused, "full/1", Words));
        Assert.Equal((InteractionPhase.Ended, "cerrado"), (story.State.Interaction!.Phase, Told(story)));
        Assert.Equal(EndReason.QueueFull, Assert.Single(story.Last.OfType<ConversationFact.Ended>()).Reason);
    }

    [Fact]
    public void Where_its_campaign_is_no_more_it_is_recorded_and_over_and_the_next_message_begins_a_new_one()
    {
        var story = Closed().Do(Answers(QueuePlace.Deleted, abandonAfter: 0));
        Assert.Equal((InteractionPhase.Ended, EndReason.CampaignDeleted, null), (story.State.Interaction!.Phase, story.State.Interaction.EndReason, story.State.Interaction.QueuedAt));
        Assert.Null(Told(story));
        Assert.Equal("Hola, ¿están abiertos?", Assert.Single(story.State.Messages).Text);
        story.Do(Chat.Says("¿Hola?", "in2", 60));
        Assert.Equal((2, null), (story.State.Interaction!.Number, story.State.Interaction.Kind));
    }

    [Fact]
    public void Deleted_while_it_was_only_recorded_it_is_over_and_nobody_who_owns_it_loses_it()
    {
        var story = Closed().Do(Answers(QueuePlace.Disabled), Moves(QueuePlace.Deleted));
        Assert.Equal(EndReason.CampaignDeleted, story.State.Interaction!.EndReason);
        story.Do(Moves(QueuePlace.Deleted)).NothingHappened();
        Chat.Owned().Do(Moves(QueuePlace.Deleted)).NothingHappened();
    }

    [Theory]
    [InlineData(QueuePlace.OutOfHours, EndReason.OutOfHours)]
    [InlineData(QueuePlace.Disabled, EndReason.Disabled)]
    public void Dropped_it_ends_with_the_reason_of_its_place(QueuePlace place, string reason)
    {
        var story = Closed().Do(Answers(place), Moves(QueuePlace.Dropped));
        Assert.Equal(reason, Assert.Single(story.Last.OfType<ConversationFact.Ended>()).Reason);
        story.Do(Moves(QueuePlace.Dropped)).NothingHappened();
    }

    [Fact]
    public void What_somebody_owns_is_not_dropped()
    {
        var story = Chat.Owned().Do(Moves(QueuePlace.Dropped));
        story.NothingHappened();
    }

    [Fact]
    public void Its_wait_begins_with_the_arrival_or_with_the_opening()
    {
        Assert.Equal(Day.Start, Closed().Do(Answers(QueuePlace.Queued)).State.Interaction!.QueuedAt);
        Assert.Equal(Day.Start, Closed().Do(Answers(QueuePlace.Held)).State.Interaction!.QueuedAt);
        var story = Closed().Do(Answers(QueuePlace.ClosedHours));
        Assert.Null(story.State.Interaction!.QueuedAt);
        story.After(3_600).Do(Moves(QueuePlace.Queued, Chat.At(3_600)));
        Assert.Equal((Chat.At(3_600), QueuePlace.Queued), (story.State.Interaction!.QueuedAt, story.State.Interaction.Place));
        story.Do(Moves(QueuePlace.Queued, Chat.At(3_600))).NothingHappened();
        story.Do(Moves(QueuePlace.Held, epoch: 9)).NothingHappened();
    }

    [Fact]
    public void It_counts_as_abandoned_once_at_the_end_of_its_time_however_late_that_is_noticed()
    {
        var story = Closed().Do(Answers(QueuePlace.Queued, abandonAfter: 300), new ConversationCommand.ProfileFetched("Ana", null));
        Assert.Equal(Chat.At(300), story.Due);
        story.After(900).Do(ConversationRules.Tick());
        Assert.Equal(new ConversationFact.Abandoned(Chat.Id, Chat.At(300)), Assert.Single(story.Last));
        story.Do(ConversationRules.Tick()).NothingHappened();
        Assert.Null(story.Due);
    }

    [Fact]
    public void Assigned_and_not_opened_it_is_abandoned_all_the_same_and_recovered_by_an_answer()
    {
        var story = Closed().Do(Answers(QueuePlace.Queued, abandonAfter: 300), new ConversationCommand.ProfileFetched("Ana", null), Chat.Take());
        story.WhenDue();
        Assert.Equal(Chat.At(300), story.State.Interaction!.AbandonedAt);
        story.Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        Assert.Equal((story.Now, Chat.At(300)), (story.State.Interaction!.AnsweredAt, story.State.Interaction.AbandonedAt));
    }

    [Fact]
    public void Answered_in_time_it_never_is_and_returned_it_is_counted_from_the_first_arrival()
    {
        var answered = Closed().Do(Answers(QueuePlace.Queued, abandonAfter: 300), new ConversationCommand.ProfileFetched("Ana", null), Chat.Take(), new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        Assert.Null(answered.Due);
        var returned = Closed().Do(Answers(QueuePlace.Queued, abandonAfter: 300), new ConversationCommand.ProfileFetched("Ana", null), Chat.Take());
        returned.After(100).Do(new ConversationCommand.Return(Chat.Lease, ReturnReasonOf), Answers(QueuePlace.Queued, abandonAfter: 300, epoch: 2));
        Assert.Equal(Chat.At(300), returned.Due);
    }

    [Theory]
    [InlineData(QueuePlace.ClosedHours)]
    [InlineData(QueuePlace.Disabled)]
    [InlineData(QueuePlace.WindowClosed)]
    public void Who_is_not_in_the_queue_is_not_abandoned(QueuePlace place) =>
        Assert.Null(Closed().Do(Answers(place, abandonAfter: 300), new ConversationCommand.ProfileFetched("Ana", null)).Due);

    [Fact]
    public void Writing_again_while_he_waits_tells_the_campaign_of_the_later_window()
    {
        var story = Closed().Do(Answers(QueuePlace.Queued, window: Chat.WindowEnd()), new ConversationCommand.ProfileFetched("Ana", null));
        Assert.Empty(story.Owes);
        story.After(100).Do(Chat.Says("¿hola?", "in2", 100));
        Assert.Equal(
            new CampaignCommand.WindowMoved(Chat.Id, 1, Chat.WindowEnd(100)), Assert.IsType<Obligation.ToCampaign>(Assert.Single(story.Owes)).Command);
        story.Do(Chat.Take());
        Assert.Empty(story.Owes);
    }

    private const string ReturnReasonOf = Domain.Agents.ReturnReason.ConnectionLost;
}
