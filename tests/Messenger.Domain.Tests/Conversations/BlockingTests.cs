using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Metrics;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>B8: a blocked customer is recorded, and nothing more.</summary>
public sealed class BlockingTests
{
    private const string Second = "1-4242-2";
    private static readonly Editor Sofia = new("s1", "sofia", "Sofía");
    private static readonly ConversationCommand.Block Block = new("Insultos", Sofia);
    private static readonly ConversationCommand.Unblock Unblock = new(Sofia);

    private static ConversationFact.Ended Ended(ConversationStory story) => Assert.Single(story.Last.OfType<ConversationFact.Ended>());

    private static InteractionTimes Times(ConversationStory story, string id)
    {
        var fold = new InteractionFold();
        story.Facts.ForEach(f => fold.Walk(f, story.Now));
        return fold.Interactions.Single(i => i.Id == id);
    }

    [Fact]
    public void What_he_writes_is_an_interaction_that_ends_at_once_and_no_campaign_hears_of_it()
    {
        var story = Chat.Owned().Do(Chat.Closes(), Block);
        Assert.Equal(new ConversationFact.Blocked(1, "Insultos", Sofia), Assert.Single(story.Last));
        var owed = story.Owes.Select(o => o.Key).ToArray();
        story.Do(Chat.Says("¿Por qué no responden?", "in2"));
        Assert.Equal([typeof(ConversationFact.InteractionOpened), typeof(ConversationFact.MessageReceived), typeof(ConversationFact.Ended)], story.Last.Select(f => f.GetType()));
        Assert.Equal((Second, EndReason.Blocked, false), (Ended(story).InteractionId, Ended(story).Reason, Ended(story).Completed));
        Assert.Equal(owed, story.Owes.Select(o => o.Key));
        story.Do(Chat.Says("¿Hola?", "in3"));
        Assert.Equal("1-4242-3", Ended(story).InteractionId);
        Assert.Equal((null, EndReason.Blocked), (Times(story, Second).QueuedAt, Times(story, Second).EndReason));
        story.Do(Chat.Says("¿Hola?", "in3")).NothingHappened();
    }

    [Fact]
    public void What_runs_with_an_agent_ends_as_his_and_counts_as_completed_where_he_had_answered()
    {
        var story = Chat.Owned().Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"), Block);
        Assert.Equal((Chat.Lease, true, EndReason.Blocked), (Ended(story).Lease!.Value, Ended(story).Completed, Ended(story).Reason));
        Assert.Contains(story.Owes, o => o is Obligation.ToAgent { Command: AgentCommand.SlotEnded { IsOver: true } });
        Assert.False(Ended(Chat.Owned().Do(Block)).Completed);
    }

    [Fact]
    public void What_waits_ends_and_its_campaign_is_told()
    {
        var story = Chat.Waiting().Do(Block);
        Assert.Equal((null, EndReason.Blocked), (Ended(story).Lease, Ended(story).Reason));
        Assert.Contains(story.Owes, o => o is Obligation.ToCampaign { Command: CampaignCommand.Remove });
        Assert.Equal(QueuedAs.EndedOtherwise, Times(story, Chat.Id).As);
    }

    [Fact]
    public void What_its_campaign_has_not_placed_yet_ends_with_the_answer_and_nobody_can_take_it_before()
    {
        var story = Chat.New().Do(Chat.Says("Hola"), Block);
        Assert.DoesNotContain(story.Last, f => f is ConversationFact.Ended);
        Assert.Equal(new Answer.Gone(GoneReason.Ended), story.Do(Chat.Take()).Answer);
        story.NothingHappened();

        // Unblocked meanwhile: the campaign may have dropped it by now, so it still ends.
        story.Do(Unblock, Chat.Enqueued());
        Assert.Equal([typeof(ConversationFact.Placed), typeof(ConversationFact.Ended)], story.Last.Select(f => f.GetType()));
        story.Do(Chat.Says("¿Y?", "in2"));
        Assert.Equal((Second, InteractionPhase.Queueing), (story.State.Open!.Id, story.State.Open.Phase));
    }

    [Fact]
    public void He_is_told_nothing_by_itself()
    {
        var text = new LocalizedText("Cerrado", "Closed", "Fechado");
        var story = Chat.New().Do(Chat.Says("Hola"), Block, new ConversationCommand.EnqueueAnswered(
            Chat.Id, 1, new Answer.Placed(QueuePlace.ClosedHours) { Text = text, Occasion = "closed" }));
        Assert.Equal(EndReason.Blocked, Ended(story).Reason);
        Assert.DoesNotContain(story.Facts, f => f is ConversationFact.MessageQueued);
    }

    [Fact]
    public void A_transfer_ends_with_it_and_nobody_writes_to_him_again()
    {
        var story = Chat.Owned().Do(
            new ConversationCommand.Transfer(Chat.Id, "a1", Chat.Ana, new TransferTarget("c2", "Ventas", null), null), Block);
        Assert.Contains(story.Owes, o => o is Obligation.ToCampaign { CampaignId: "c2", Command: CampaignCommand.Remove });
        story.Do(new ConversationCommand.Reopen(Chat.Id, Chat.Ana)).WasRefused(RefusalCode.Blocked);
        story.Do(Unblock, new ConversationCommand.Reopen(Chat.Id, Chat.Ana));
        Assert.Equal(InteractionKind.Reopened, story.State.Open!.Kind);
    }

    [Fact]
    public void Soon_after_a_finish_he_continues_nothing()
    {
        var terms = new InteractionTerms(0, 0, 0, 60, 300, false);
        var story = Chat.New().Do(
            Chat.Says("Hola"), new ConversationCommand.EnqueueAnswered(Chat.Id, 1, new Answer.Placed(QueuePlace.Queued) { Terms = terms }), Chat.Take(), Chat.Closes(), Block,
            Chat.Says("¿Sigue ahí?", "in2"));
        Assert.Null(story.Last.OfType<ConversationFact.InteractionOpened>().Single().Kind);
    }

    [Fact]
    public void Repeated_it_changes_nothing_and_another_reason_is_noted()
    {
        var story = Chat.Owned().Do(Chat.Closes(), Block, Block);
        story.NothingHappened();
        Assert.True(story.Asserted);
        Assert.Equal((Answer.Done, 2), (story.Do(Block with { Reason = "Publicidad" }).Answer, story.State.BlockChanges));
        Assert.Equal(new ConversationFact.Unblocked(3, Sofia), Assert.Single(story.Do(Unblock).Last));
        story.Do(Unblock).NothingHappened();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t\n ")]
    [InlineData("a\u0000b")]
    public void A_reason_has_to_be_one(string? typed) => Assert.Null(BlockReason.Of(typed));

    [Fact]
    public void A_reason_is_what_somebody_wrote_without_the_blanks_around_it()
    {
        Assert.Equal("إهانات <script>alert(1)</script> 🤬", BlockReason.Of(" إهانات <script>alert(1)</script> 🤬\n"));
        Assert.NotNull(BlockReason.Of(new string('x', 500)));
        Assert.Null(BlockReason.Of(new string('x', 501)));
    }
}
