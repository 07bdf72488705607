using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>News of a place that overtake one another, come twice or meet an activation that is behind (R14, R16, R18). Found by the races.</summary>
public sealed class LatePlaceTests
{
    private static readonly LocalizedText Words = new("lleno", "full", "cheio");

    private static ConversationStory Wrote() => Chat.New().Do(Chat.Says("Hola"), new ConversationCommand.ProfileFetched("Ana", null));

    private static ConversationCommand.PlaceChanged Moves(QueuePlace place, int number, DateTimeOffset? since = null, int epoch = 1, QueuePlace? from = null) =>
        new(Chat.Id, epoch, place, since) { Number = number, From = from };

    private static ConversationCommand.EnqueueAnswered Answers(QueuePlace place, int number = 0, DateTimeOffset? since = null, int patience = 300, int epoch = 1) =>
        new(Chat.Id, epoch, new Answer.Placed(place) { Text = Words, Occasion = "full/1", AbandonAfterSeconds = patience, Since = since, Number = number }, Chat.WindowEnd());

    [Fact]
    public void Moved_before_the_answer_came_it_still_waits_for_what_only_the_answer_brings()
    {
        var story = Wrote().Do(Moves(QueuePlace.Queued, 1));
        Assert.Equal(InteractionPhase.Queueing, story.State.Interaction!.Phase);
        story.Do(Answers(QueuePlace.Held, since: Chat.At(0)));
        var i = story.State.Interaction!;
        Assert.Equal((InteractionPhase.Waiting, QueuePlace.Queued, 300, Chat.WindowEnd()), (i.Phase, i.Place, i.AbandonAfterSeconds, i.WindowTold));
        Assert.Equal("lleno", Assert.Single(story.State.Messages, m => m.Direction == MessageWord.Auto).Text);
        Assert.Equal(Chat.At(300), story.State.Interaction!.QueuedAt + TimeSpan.FromSeconds(300));
    }

    [Fact]
    public void An_overtaken_answer_tells_since_when_it_waits_unless_that_was_heard_already()
    {
        var closed = Wrote().Do(Moves(QueuePlace.WindowClosed, 1), Answers(QueuePlace.Queued, since: Chat.At(60)));
        Assert.Equal((QueuePlace.WindowClosed, Chat.At(60)), (closed.State.Interaction!.Place, closed.State.Interaction.QueuedAt));
        var opened = Wrote().Do(Moves(QueuePlace.Queued, 2, Chat.At(90)), Answers(QueuePlace.Held, 1, Chat.At(60)));
        Assert.Equal(Chat.At(90), opened.State.Interaction!.QueuedAt);
    }

    [Fact]
    public void Late_news_of_an_earlier_round_do_not_stand_for_the_answer_of_this_one()
    {
        var story = Wrote().Do(Chat.Take(), new ConversationCommand.Return(Chat.Lease, ReturnReason.Declined), Moves(QueuePlace.Queued, 1, Chat.At(9)));
        Assert.Equal((InteractionPhase.Queueing, Chat.At(9)), (story.State.Interaction!.Phase, story.State.Interaction.QueuedAt));
        story.Do(Answers(QueuePlace.Queued, since: Chat.At(9), epoch: 2));
        Assert.Equal((InteractionPhase.Waiting, 300), (story.State.Interaction!.Phase, story.State.Interaction.AbandonAfterSeconds));
    }

    [Fact]
    public void Taken_before_the_answer_came_it_still_asks_for_it_because_its_wait_counts()
    {
        var story = Wrote().Do(Chat.Take());
        Assert.Equal("enqueue/1-4242-1/1", Assert.Single(story.Owes).Key);
        story.Do(Answers(QueuePlace.Queued, since: Chat.At(0)));
        Assert.Empty(story.Owes);
        Assert.Equal((InteractionPhase.Owned, Chat.At(300)), (story.State.Interaction!.Phase, story.Due));
        Assert.DoesNotContain(story.State.Messages, m => m.Direction == MessageWord.Auto);
        story.Do(Answers(QueuePlace.Held, since: Chat.At(0))).NothingHappened();
    }

    [Fact]
    public void A_late_copy_of_an_older_move_changes_nothing()
    {
        var story = Wrote().Do(Answers(QueuePlace.Held), Moves(QueuePlace.WindowClosed, 1), Moves(QueuePlace.Queued, 2));
        story.Do(Moves(QueuePlace.WindowClosed, 1)).NothingHappened();
        Assert.Equal(QueuePlace.Queued, story.State.Interaction!.Place);
    }

    [Fact]
    public void In_a_new_round_the_numbers_begin_anew()
    {
        var story = Wrote().Do(Answers(QueuePlace.Held), Moves(QueuePlace.Queued, 5), Chat.Take(), new ConversationCommand.Return(Chat.Lease, "declined"));
        story.Do(Answers(QueuePlace.WindowClosed, epoch: 2), Moves(QueuePlace.Queued, 1, epoch: 2));
        Assert.Equal((QueuePlace.Queued, 1), (story.State.Interaction!.Place, story.State.Interaction.PlaceNumber));
    }

    [Fact]
    public void The_campaign_alone_knows_since_when_it_waits()
    {
        var story = Wrote().Do(Answers(QueuePlace.Queued, since: Chat.At(60)));
        Assert.Equal(Chat.At(60), story.State.Interaction!.QueuedAt);
    }

    [Fact]
    public void What_was_heard_already_and_what_is_not_known_is_not_acknowledged_from_memory()
    {
        var story = Wrote().Do(Answers(QueuePlace.Held), Moves(QueuePlace.Queued, 1), Moves(QueuePlace.Queued, 1));
        story.NothingHappened();
        Assert.True(story.Asserted);
        story.Do(new ConversationCommand.PlaceChanged("1-4242-7", 1, QueuePlace.Dropped, null));
        story.NothingHappened();
        Assert.True(story.Asserted);
    }

    [Theory]
    [InlineData(QueuePlace.Disabled, EndReason.Disabled)]
    [InlineData(QueuePlace.OutOfHours, EndReason.OutOfHours)]
    public void Dropped_before_it_heard_where_it_stood_it_ends_with_the_reason_of_that_place(QueuePlace from, string reason)
    {
        var story = Wrote().Do(Moves(QueuePlace.Dropped, 1, from: from));
        Assert.Equal(reason, Assert.Single(story.Last.OfType<ConversationFact.Ended>()).Reason);
    }

    [Fact]
    public void An_answer_after_the_end_of_its_patience_finds_it_abandoned_and_recovers_it()
    {
        var story = Wrote().Do(Answers(QueuePlace.Queued), Chat.Take()).After(301).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        Assert.Equal([new ConversationFact.Abandoned(Chat.Id, Chat.At(300)), new ConversationFact.Answered(Chat.Id, "a1"), new ConversationFact.Seen(Chat.Id)], story.Last);
        var i = story.State.Interaction!;
        Assert.Equal((Chat.At(300), Chat.At(301)), (i.AbandonedAt, i.AnsweredAt));
    }
}
