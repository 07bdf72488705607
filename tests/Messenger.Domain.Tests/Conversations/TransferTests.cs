using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Transfers (protocol, TRANSFER): one owner at every instant; the first keeps it until the second has it.</summary>
public sealed class TransferTests
{
    private static readonly AgentName Bruno = new("a2", "bruno", "Bruno");
    private static readonly AgentName Sofia = new("s1", "sofia", "Sofía");
    private static readonly Lease Second = new("c1", 2);
    private static readonly TransferTarget ToBruno = new("c1", "Tienda", Bruno);
    private static readonly TransferTarget ToSales = new("c2", "Ventas", null);

    private static ConversationCommand.Transfer Transfers(TransferTarget target, string? note = null, string owner = "a1") =>
        new(Chat.Id, owner, Chat.Ana, target, note);

    private static ConversationCommand.Take Takes(AgentName agent, Lease lease, int epoch = 2) => new(lease, Chat.Id, epoch, agent);

    private static CampaignCommand.Enqueue? Asked(ConversationStory story) =>
        story.Owes.OfType<Obligation.ToCampaign>().Select(o => o.Command).OfType<CampaignCommand.Enqueue>().SingleOrDefault();

    [Fact]
    public void It_is_offered_in_a_new_epoch_and_stays_with_its_owner()
    {
        var story = Chat.Owned().Do(Transfers(ToBruno, "Quiere cambiar el plan"));
        Assert.Equal(
            [
                new ConversationFact.Handing(Chat.Id, 2, ToBruno, Chat.Ana, story.Now.AddSeconds(60)),
                new ConversationFact.LineWritten(2, Chat.Id, TranscriptLine.Transfer, "Bruno"),
                new ConversationFact.LineWritten(3, Chat.Id, TranscriptLine.Note, "Ana: Quiere cambiar el plan"),
            ],
            story.Last);
        Assert.Equal(("a1", "Bruno"), (story.View().AgentId, story.View().Handing!.AgentName));
        var asked = Asked(story)!;
        Assert.Equal((2, QueueClass.Returned, "a2", true), (asked.Epoch, asked.Class, asked.Directed, asked.IsTransfer));
        Assert.IsType<Obligation.ToMeta>(Assert.Single(story.Do(Chat.Sends("m1", "Le paso con un compañero")).Owes, o => o is Obligation.ToMeta));
    }

    [Fact]
    public void Taken_it_has_one_owner_and_the_first_ones_place_is_freed()
    {
        var story = Chat.Owned().Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"), Transfers(ToBruno), Takes(Bruno, Second));
        Assert.Equal([new ConversationFact.Owned(Chat.Id, 2, Second, Bruno)], story.Last);
        Assert.Equal(
            new AgentCommand.SlotEnded(Chat.Lease, false), Assert.Single(story.Owes.OfType<Obligation.ToAgent>(), o => o.AgentId == "a1").Command);
        story.Do(Chat.Sends("m1", "Buenas")).WasRefused(RefusalCode.NotYours);
        story.Do(Takes(Bruno, Second)).NothingHappened();
        Assert.IsType<Answer.Taken>(story.Answer);
        story.Do(Chat.Closes("a2"));
        Assert.True(Assert.IsType<ConversationFact.Ended>(story.Last[0]).Completed);
    }

    [Fact]
    public void Into_another_campaign_it_is_that_ones_and_the_first_forgets_it()
    {
        var lease = new Lease("c2", 7);
        var story = Chat.Owned().Do(Transfers(ToSales), Takes(Bruno, lease));
        Assert.Equal(new ConversationFact.Owned(Chat.Id, 2, lease, Bruno, "Ventas"), story.Last[0]);
        Assert.Equal(("c2", "Ventas"), (story.View().CampaignId, story.View().CampaignName));
        Assert.Contains(story.Owes, o => o is Obligation.ToCampaign { CampaignId: "c1", Command: CampaignCommand.Remove { Epoch: 2 } });
        Assert.Contains(story.Do(Chat.Closes("a2")).Owes, o => o is Obligation.ToCampaign { CampaignId: "c2", Command: CampaignCommand.Remove });
    }

    [Fact]
    public void Nobody_else_can_take_it_and_nobody_by_an_older_offer()
    {
        var story = Chat.Owned().Do(Transfers(ToBruno));
        Assert.IsType<Answer.Gone>(story.Do(Takes(Sofia, Second)).Answer);
        Assert.IsType<Answer.Gone>(story.Do(Takes(Bruno, new Lease("c2", 1))).Answer);
        Assert.IsType<Answer.Gone>(story.Do(Takes(Bruno, Second, epoch: 1)).Answer);
        Assert.Equal("a1", story.View().AgentId);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("lapsed")]
    [InlineData("late")]
    [InlineData("cancelled")]
    public void What_comes_to_nothing_leaves_it_with_its_owner_and_is_withdrawn_there(string how)
    {
        var story = Chat.Owned().Do(Transfers(ToBruno));
        var due = story.Now.AddSeconds(60);
        switch (how)
        {
            case "refused":
                story.Do(new ConversationCommand.EnqueueAnswered(Chat.Id, 2, new Answer.Placed(QueuePlace.Refused) { Why = RefusalCode.LimitReached }));
                break;
            case "lapsed":
                story.Do(new ConversationCommand.PlaceChanged(Chat.Id, 2, QueuePlace.Refused, null) { Number = 1, Why = RefusalCode.NotTaken });
                break;
            case "late":
                story.After(70).Do(new ConversationCommand.Tick());
                break;
            default:
                story.Do(new ConversationCommand.CancelTransfer(Chat.Id, "a1"));
                break;
        }

        var ended = Assert.IsType<ConversationFact.HandingEnded>(story.Last[0]);
        Assert.Equal(how switch { "refused" => "limit-reached", "cancelled" => "cancelled", _ => "not-taken" }, ended.Reason);
        Assert.Equal(how == "late" ? due : null, ended.At);
        Assert.Equal(("a1", null), (story.View().AgentId, story.View().Handing));
        Assert.Contains(story.Owes, o => o is Obligation.ToCampaign { CampaignId: "c1", Command: CampaignCommand.Remove { Epoch: 2 } });
        Assert.IsType<Answer.Gone>(story.Do(Takes(Bruno, Second)).Answer);
        story.Do(Transfers(ToBruno));
        Assert.Equal(3, Assert.IsType<ConversationFact.Handing>(story.Last[0]).Epoch);
    }

    [Fact]
    public void The_answer_that_it_waits_there_changes_nothing() =>
        Chat.Owned().Do(Transfers(ToSales), new ConversationCommand.EnqueueAnswered(Chat.Id, 2, new Answer.Placed(QueuePlace.Queued))).NothingHappened();

    [Theory]
    [InlineData("close")]
    [InlineData("return")]
    [InlineData("supervisor")]
    public void An_end_or_a_return_ends_the_transfer_too(string how)
    {
        var story = Chat.Owned().Do(Transfers(ToSales)).Do(how switch
        {
            "close" => Chat.Closes(),
            "return" => new ConversationCommand.Return(Chat.Lease, ReturnReason.ConnectionLost),
            _ => new ConversationCommand.Requeue(Chat.Id, Sofia),
        });
        Assert.Contains(story.Owes, o => o is Obligation.ToCampaign { CampaignId: "c2", Command: CampaignCommand.Remove { Epoch: 2 } });
        Assert.Equal(how == "close" ? null : 3, Asked(story)?.Epoch);
        Assert.Null(story.View().Handing);
        Assert.IsType<Answer.Gone>(story.Do(Takes(Bruno, new Lease("c2", 1))).Answer);
    }

    [Fact]
    public void Repeated_it_changes_nothing_and_another_one_has_to_wait()
    {
        var story = Chat.Owned().Do(Transfers(ToBruno));
        story.Do(Transfers(ToBruno)).NothingHappened();
        Assert.Equal(Answer.Done, story.Answer);
        story.Do(Transfers(ToSales)).WasRefused(RefusalCode.Transferring);
    }

    [Fact]
    public void Only_its_owner_may_and_not_to_himself()
    {
        Chat.Owned().Do(Transfers(ToBruno, owner: "a9")).WasRefused(RefusalCode.NotYours);
        Chat.Owned().Do(Transfers(new TransferTarget("c1", "Tienda", Chat.Ana))).WasRefused(RefusalCode.AlreadyTaken);
        Chat.Waiting().Do(Transfers(ToBruno)).WasRefused(RefusalCode.NotYours);
    }

    [Fact]
    public void A_supervisor_may_force_it_and_that_stands_in_the_journal()
    {
        var story = Chat.Owned().Do(new ConversationCommand.Transfer(Chat.Id, null, Sofia, ToBruno, null) { Force = true });
        var handing = Assert.IsType<ConversationFact.Handing>(story.Last[0]);
        Assert.Equal((Sofia, true), (handing.By, handing.Forced));
        Assert.Equal(Sofia, Asked(story)!.ForcedBy);
    }

    [Fact]
    public void A_supervisor_returns_it_to_the_queue_and_its_agent_is_free()
    {
        var story = Chat.Owned().Do(new ConversationCommand.Requeue(Chat.Id, Sofia));
        Assert.Contains(new ConversationFact.Requeued(Chat.Id, 2, Chat.Lease, ReturnReason.Supervisor), story.Last);
        Assert.Contains(story.Owes, o => o is Obligation.ToAgent { AgentId: "a1", Command: AgentCommand.SlotEnded { NoAnswer: false, IsOver: false } });
        story.Do(new ConversationCommand.Requeue(Chat.Id, Sofia)).NothingHappened();
    }
}
