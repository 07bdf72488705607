using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Protocol steps 8 to 13: the conversation alone says who owns the interaction.</summary>
public sealed class OwnershipTests
{
    private static string Gone(ConversationStory story)
    {
        Assert.True(story.Asserted, "It makes the agent write: it must not come from a stale activation.");
        story.NothingHappened();
        return Assert.IsType<Answer.Gone>(story.Answer).Reason;
    }

    [Fact]
    public void Take_makes_the_owner_and_repeats_get_the_same_answer()
    {
        var story = Chat.Waiting().Do(Chat.Take());
        Assert.Equal([new ConversationFact.Owned(Chat.Id, 1, Chat.Lease, Chat.Ana)], story.Last);
        var answer = story.Answer;
        Assert.Equal(new Answer.Taken(new InteractionCard(Chat.Id, "c1")), answer);
        story.Do(Chat.Take()).NothingHappened();
        Assert.Equal(answer, story.Answer);
        story.Do(Chat.Closes(), Chat.Take()).NothingHappened();
        Assert.Equal(answer, story.Answer);
    }

    [Fact]
    public void An_offer_can_be_faster_than_the_answer_to_Enqueue()
    {
        var story = Chat.New().Do(Chat.Says("Hola"), Chat.Take());
        Assert.Equal(InteractionPhase.Owned, story.State.Interaction!.Phase);
        story.Do(Chat.Enqueued());
        Assert.Equal(InteractionPhase.Owned, story.State.Interaction!.Phase);
        story.Do(Chat.Enqueued()).NothingHappened();
    }

    [Fact]
    public void A_second_lease_never_makes_a_second_owner() => Assert.Equal(GoneReason.Requeued, Gone(Chat.Owned().Do(Chat.Take(lease: 2))));

    [Fact]
    public void An_old_epoch_never_takes_a_newer_episode()
    {
        var story = Chat.Owned().Do(new ConversationCommand.Return(Chat.Lease, ReturnReason.Declined));
        Assert.Equal(GoneReason.Requeued, Gone(story.Do(Chat.Take(lease: 1, epoch: 1))));
        Assert.Equal(GoneReason.Requeued, Gone(story.Do(Chat.Take(lease: 2, epoch: 1))));
        Assert.IsType<Answer.Taken>(story.Do(Chat.Take(lease: 3, epoch: 2)).Answer);
    }

    [Fact]
    public void What_has_ended_cannot_be_taken()
    {
        Assert.Equal(GoneReason.Ended, Gone(Chat.Owned().Do(Chat.Closes(), Chat.Take(lease: 2))));
        Assert.Equal(GoneReason.Ended, Gone(Chat.Owned().Do(Chat.Closes(), Chat.Says("más", "in2"), Chat.Take(lease: 1))));
        Assert.Equal(GoneReason.Ended, Gone(Chat.New().Do(Chat.Take())));
    }

    [Fact]
    public void Given_back_it_waits_in_front_with_the_next_epoch_and_its_old_waiting_time()
    {
        var story = Chat.Owned();
        var opened = story.State.Interaction!.OpenedAt;
        story.After(30).Do(new ConversationCommand.Return(Chat.Lease, ReturnReason.ConnectionLost));
        Assert.Equal(new ConversationFact.Requeued(Chat.Id, 2, Chat.Lease, ReturnReason.ConnectionLost), Assert.Single(story.Last));
        var owed = Assert.IsType<Obligation.ToCampaign>(Assert.Single(story.Owes));
        Assert.Equal(new CampaignCommand.Enqueue(Chat.Id, 2, QueueClass.Returned, opened) { WindowUntil = Chat.WindowEnd(), Preferred = new PreferredAgent("a1", null) }, owed.Command);
        Assert.Equal(("waiting", null), (story.View().State, story.View().AgentId));
    }

    [Fact]
    public void A_repeated_return_is_asserted_and_changes_nothing()
    {
        var story = Chat.Owned().Do(new ConversationCommand.Return(Chat.Lease, "x"), new ConversationCommand.Return(Chat.Lease, "x"));
        story.NothingHappened();
        Assert.True(story.Asserted);
        Chat.Owned().Do(new ConversationCommand.Return(new Lease("c1", 9), "x")).NothingHappened();
        Chat.Owned().Do(Chat.Closes(), new ConversationCommand.Return(Chat.Lease, "x")).NothingHappened();
    }

    [Fact]
    public void Opened_on_the_desk_it_is_answered_and_read()
    {
        var story = Chat.Owned().After(7).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        Assert.Equal((story.Now, 0), (story.View().AnsweredAt, story.View().Unread));
        story.Do(new ConversationCommand.MarkSeen(Chat.Id, "a1")).NothingHappened();
    }

    [Fact]
    public void The_first_answer_counts_even_when_another_agent_goes_on()
    {
        var story = Chat.Owned().After(7).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        var answered = story.Now;
        story.Do(new ConversationCommand.Return(Chat.Lease, "x")).After(60).Do(Chat.Take(lease: 2, epoch: 2), new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        Assert.Equal(answered, story.View().AnsweredAt);
    }

    [Fact]
    public void Who_does_not_own_it_can_do_nothing_with_it()
    {
        foreach (var story in new[] { Chat.Waiting(), Chat.Owned() })
        {
            story.Do(new ConversationCommand.MarkSeen(Chat.Id, "a2")).WasRefused(RefusalCode.NotYours);
            story.Do(Chat.Sends("m1", "Hola", "a2")).WasRefused(RefusalCode.NotYours);
            story.Do(Chat.Closes("a2")).WasRefused(RefusalCode.NotYours);
            story.Do(new ConversationCommand.Close("1-4242-7", "a1", null, null)).WasRefused(RefusalCode.NotYours);
        }
    }

    [Fact]
    public void Close_ends_it_once_and_tells_campaign_and_agent_until_they_know()
    {
        var story = Chat.Owned().Do(new ConversationCommand.Close(Chat.Id, "a1", "sold", "nota"));
        Assert.Equal(new ConversationFact.Ended(Chat.Id, 1, Chat.Lease, "a1", false, EndReason.Closed, "sold", "nota"), Assert.Single(story.Last));
        Assert.Equal(["removed/1-4242-1/1", "slot-ended/c1#1"], story.Owes.Select(o => o.Key));
        story.Do(new ConversationCommand.Close(Chat.Id, "a1", null, null)).NothingHappened();
        Assert.Equal(Answer.Done, story.Answer);
        foreach (var owed in story.Owes)
        {
            story.Do(ConversationRules.Answered(owed, Answer.Done)!);
        }

        Assert.Empty(story.Owes);
        story.Do(new ConversationCommand.NoticeAcknowledged("slot-ended/c1#1")).NothingHappened();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void It_counts_as_completed_only_when_he_had_answered(bool seen, bool completed)
    {
        var story = Chat.Owned();
        if (seen)
        {
            story.Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        }

        story.Do(Chat.Closes());
        Assert.Equal(completed, story.Last.OfType<ConversationFact.Ended>().Single().Completed);
        Assert.Equal(new AgentCommand.SlotEnded(Chat.Lease, completed) { IsOver = true }, story.Owes.OfType<Obligation.ToAgent>().Single().Command);
    }

    [Fact]
    public void Notices_of_an_end_outlive_the_next_interaction()
    {
        var story = Chat.Owned().Do(Chat.Closes(), Chat.Says("más", "in2"));
        Assert.Equal(["enqueue/1-4242-2/1", "removed/1-4242-1/1", "slot-ended/c1#1"], story.Owes.Select(o => o.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_visible_change_of_the_interaction_carries_its_version_and_no_transcript()
    {
        var story = Chat.Waiting().Do(Chat.Take());
        var view = Assert.IsType<InteractionView>(Assert.Single(story.Seen).Data);
        Assert.Equal((1, "active", "Ana", 0), (view.Version, view.State, view.AgentName, view.Messages.Count));
    }
}
