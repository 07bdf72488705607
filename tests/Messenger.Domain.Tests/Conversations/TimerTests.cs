using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Chat time, silence, first reply (R15, B3): each at its own instant, however late it is noticed.</summary>
public sealed class TimerTests
{
    private static readonly InteractionTerms None = new(0, 0, 0, 60, 0, false);

    private static ConversationStory Owned(InteractionTerms terms) => Chat.New().Do(
        Chat.Says("Hola"), new ConversationCommand.EnqueueAnswered(Chat.Id, 1, new Answer.Placed(QueuePlace.Queued) { Terms = terms }), Chat.Take(),
        new ConversationCommand.ProfileFetched("Ñandú", "es_UY"));

    [Fact]
    public void The_chat_ends_so_long_after_its_answer_at_that_very_instant()
    {
        var story = Owned(None with { ChatSeconds = 120 });
        Assert.Null(story.View().ChatEndsAt);
        story.After(10).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        var end = story.Now.AddSeconds(120);
        Assert.Equal((end, 120, end), (story.View().ChatEndsAt, story.View().ChatSeconds, story.Due));
        story.After(125).Do(Chat.Sends("m1", "Un momento"));
        Assert.Equal(new ConversationFact.Ended(Chat.Id, 1, Chat.Lease, "a1", true, EndReason.ChatTimeLimit, null, null, end), story.Last[0]);
        Assert.Equal(new Answer.Refused(RefusalCode.NotYours), story.Answer);
    }

    [Fact]
    public void It_counts_on_while_the_interaction_waits_again()
    {
        var story = Owned(None with { ChatSeconds = 120 }).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        var end = story.Now.AddSeconds(120);
        story.After(60).Do(new ConversationCommand.Return(Chat.Lease, ReturnReason.Declined)).After(60).Do(new ConversationCommand.Tick());
        Assert.Equal(new ConversationFact.Ended(Chat.Id, 2, null, null, false, EndReason.ChatTimeLimit, null, null, end), story.Last[0]);
    }

    [Fact]
    public void Silence_counts_from_our_last_word_and_a_word_of_the_customer_stops_it()
    {
        var story = Owned(None with { InactivitySeconds = 60 }).Do(Chat.Sends("m1", "¿En qué puedo ayudarle?"), Chat.Accepted("m1", "out1"));
        Assert.Equal(story.Now.AddSeconds(60), story.View().InactiveAt);
        story.After(30).Do(Chat.Says("Un momento", "in2", 30));
        Assert.Null(story.View().InactiveAt);
        story.After(300).Do(new ConversationCommand.Tick()).NothingHappened();
        story.Do(Chat.Sends("m2", "Claro"), Chat.Accepted("m2", "out2"));
        var end = story.Now.AddSeconds(60);
        story.After(61).Do(new ConversationCommand.Tick());
        Assert.Equal(new ConversationFact.Ended(Chat.Id, 1, Chat.Lease, "a1", true, EndReason.Inactivity, null, null, end), story.Last[0]);
    }

    [Fact]
    public void Nobody_is_silent_who_was_never_written_to() =>
        Assert.Null(Owned(None with { InactivitySeconds = 60 }).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1")).View().InactiveAt);

    [Fact]
    public void Without_a_first_reply_it_goes_back_to_the_front_and_its_agent_hears_why()
    {
        var story = Owned(None with { FirstReplySeconds = 30 }).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        var end = story.Now.AddSeconds(30);
        Assert.Equal(end, story.View().FirstReplyBy);
        story.After(31).Do(new ConversationCommand.Tick());
        Assert.Equal([new ConversationFact.Requeued(Chat.Id, 2, Chat.Lease, ReturnReason.NoReply, end)], story.Last);
        Assert.Contains(story.Owes, o => o is Obligation.ToAgent { AgentId: "a1", Command: AgentCommand.SlotEnded { NoAnswer: true, Completed: false, IsOver: false } });
        Assert.Contains(story.Owes, o => o is Obligation.ToCampaign { Command: CampaignCommand.Enqueue { Epoch: 2, Class: QueueClass.Returned, Preferred: null } });
    }

    [Fact]
    public void The_first_reply_ends_its_time_for_good()
    {
        var story = Owned(None with { FirstReplySeconds = 30 }).Do(Chat.Sends("m1", "Buenas"));
        Assert.Null(story.View().FirstReplyBy);
        story.After(3_600).Do(new ConversationCommand.Return(Chat.Lease, ReturnReason.Declined), Chat.Enqueued(2), Chat.Take(2, 2));
        Assert.Null(story.View().FirstReplyBy);
    }

    [Fact]
    public void It_does_not_end_while_he_types_and_typing_early_is_not_even_noted()
    {
        var story = Owned(None with { FirstReplySeconds = 30 });
        var typed = new ConversationCommand.Typed(Chat.Id, "a1");
        story.After(15).Do(typed).NothingHappened();
        story.After(10).Do(typed);
        Assert.Equal([new ConversationFact.Typed(Chat.Id, story.Now.AddSeconds(10))], story.Last);
        story.After(9).Do(typed).After(9).Do(new ConversationCommand.Tick()).NothingHappened();
        story.After(1).Do(new ConversationCommand.Tick());
        Assert.Equal(new ConversationFact.Requeued(Chat.Id, 2, Chat.Lease, ReturnReason.NoReply, story.Now), Assert.Single(story.Last));
        story.Do(typed).WasRefused(RefusalCode.NotYours);
    }

    [Fact]
    public void Of_several_times_that_passed_unnoticed_each_counts_at_its_own_instant_and_in_their_order()
    {
        var story = Chat.New().Do(
            Chat.Says("Hola"),
            new ConversationCommand.EnqueueAnswered(Chat.Id, 1, new Answer.Placed(QueuePlace.Queued) { AbandonAfterSeconds = 20, Terms = None with { FirstReplySeconds = 30 } }),
            Chat.Take());
        var begin = story.Now;
        story.After(100).Do(Chat.Says("¿Hay alguien?", "in2", 100));
        Assert.Equal(new ConversationFact.Abandoned(Chat.Id, begin.AddSeconds(20)), story.Last[0]);
        Assert.Equal(new ConversationFact.Requeued(Chat.Id, 2, Chat.Lease, ReturnReason.NoReply, begin.AddSeconds(30)), story.Last[1]);
        Assert.IsType<ConversationFact.MessageReceived>(story.Last[2]);
    }

    [Fact]
    public void Where_finish_asks_for_a_disposition_it_needs_one()
    {
        var story = Owned(None with { NeedsDisposition = true }).Do(Chat.Closes());
        story.WasRefused(RefusalCode.DispositionRequired);
        Assert.True(story.View().NeedsDisposition);
        story.Do(new ConversationCommand.Close(Chat.Id, "a1", "d1", null));
        Assert.IsType<ConversationFact.Ended>(story.Last[0]);
    }

    [Fact]
    public void A_supervisor_ends_it_whoever_has_it()
    {
        var sofia = new AgentName("s1", "sofia", "Sofía");
        var close = new ConversationCommand.Close(Chat.Id, "s1", null, null) { By = sofia };
        var story = Owned(None with { NeedsDisposition = true }).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"), close);
        Assert.Equal(new ConversationFact.Ended(Chat.Id, 1, Chat.Lease, "a1", true, EndReason.Supervisor, null, null), story.Last[0]);
        story.Do(close).NothingHappened();
        Assert.Equal(EndReason.Supervisor, Assert.IsType<ConversationFact.Ended>(Chat.Waiting().Do(close).Last[0]).Reason);
    }
}
