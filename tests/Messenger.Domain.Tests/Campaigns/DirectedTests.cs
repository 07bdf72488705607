using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>What goes to a certain agent, past the line: transfers, reopened ones, last agents, what a supervisor assigns (B2).</summary>
public sealed class DirectedTests
{
    private static readonly AgentName Sofia = new("s1", "sofia", "Sofía");

    private static CampaignStory On(params (string Agent, int Free)[] agents)
    {
        var story = Office.New().Do(new CampaignCommand.Save(CampaignSettings.Default with { Schedule = OpenInterval.AllWeek }, 0), new CampaignCommand.SetMembers([.. agents.Select(a => new Member(a.Agent))]));
        foreach (var (agent, free) in agents)
        {
            story.Do(new CampaignCommand.LimitAcknowledged(agent, story.State.LimitVersion), Office.Hint(agent, 1, free));
        }

        return story;
    }

    private static CampaignCommand.Enqueue To(string agent, int customer = 1, int epoch = 2) =>
        Office.Enqueue(customer, epoch: epoch, queueClass: QueueClass.Returned) with { Directed = agent, IsTransfer = true };

    private static Answer.Placed Placed(CampaignStory story) => Assert.IsType<Answer.Placed>(story.Answer);

    private static AgentCommand.Reserve Reserve(CampaignStory story) => story.Owes.OfType<Obligation.ToAgent>().Select(o => o.Command).OfType<AgentCommand.Reserve>().Single();

    [Fact]
    public void It_is_offered_to_him_at_once_whosever_turn_it_is()
    {
        var story = On(("a1", 1), ("a2", 1)).Do(To("a2"));
        var offered = Assert.Single(story.Last.OfType<CampaignFact.Offered>());
        Assert.Equal(("a2", OfferReason.Directed, null), (offered.AgentId, offered.Because, offered.Forced));
        Assert.Equal((QueuePlace.Directed, null), (Placed(story).Place, Placed(story).Since));
        Assert.Empty(story.State.Line);
        story.Do(To("a2")).NothingHappened();
        Assert.Equal(QueuePlace.Directed, Placed(story).Place);
    }

    [Theory]
    [InlineData("a2", RefusalCode.LimitReached)]
    [InlineData("a9", RefusalCode.NotAMember)]
    public void Who_has_no_room_or_is_no_member_is_refused_and_nothing_is_kept(string agent, string why)
    {
        var story = On(("a1", 1), ("a2", 0)).Do(To(agent));
        Assert.Equal((QueuePlace.Refused, why), (Placed(story).Place, Placed(story).Why));
        story.NothingHappened();
        Assert.True(story.Asserted);
        Assert.DoesNotContain("1-1-1", story.State.Entries.Keys);
    }

    [Fact]
    public void A_supervisor_forces_it_past_his_limits()
    {
        var story = On(("a1", 0)).Do(To("a1") with { ForcedBy = Sofia });
        var offered = Assert.Single(story.Last.OfType<CampaignFact.Offered>());
        Assert.Equal((Sofia, true), (offered.By, offered.Forced));
        Assert.Equal((Sofia, 0), (Reserve(story).ForcedBy, Reserve(story).RingSeconds));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Not_taken_it_goes_to_nobody_else_and_its_conversation_hears_why(bool refused)
    {
        var story = On(("a1", 1), ("a2", 1)).Do(To("a2"));
        story.Do(refused ? Office.Refuses(1, RefusalReason.OnBreak, "a2", 2, 0) : Office.Outcome(1, OfferOutcome.Lapsed, "a2", 2, 0));
        Assert.Empty(story.State.Entries);
        Assert.Empty(story.Offers());
        var told = Assert.IsType<ConversationCommand.PlaceChanged>(Assert.Single(story.Owes.OfType<Obligation.ToConversation>()).Command);
        Assert.Equal((QueuePlace.Refused, 2, refused ? RefusalReason.OnBreak : RefusalCode.NotTaken), (told.Place, told.Epoch, told.Why));
    }

    [Fact]
    public void Withdrawn_while_it_is_offered_its_agent_is_told_and_what_he_says_closes_the_offer()
    {
        var story = On(("a1", 1), ("a2", 1)).Do(To("a2"), new CampaignCommand.Remove("1-1-1", 2));
        Assert.Equal([new AgentCommand.Cancel(new Lease("c1", 1))], story.Owes.OfType<Obligation.ToAgent>().Select(o => o.Command));
        story.Do(Office.Refuses(1, RefusalReason.Gone, "a2", 1, 1));
        Assert.Empty(story.State.Offers);
        Assert.Equal(["2>a1", "3>a2"], story.Do(Office.Enqueue(2)).Offers().Concat(story.Do(Office.Enqueue(3)).Offers()));
    }

    [Fact]
    public void A_transfer_into_a_campaign_that_is_off_is_refused_and_into_one_that_is_on_it_waits_in_front()
    {
        var transfer = Office.Enqueue(1, second: 50, epoch: 2, queueClass: QueueClass.Returned) with { IsTransfer = true };
        var story = On(("a1", 0)).Do(Office.Enqueue(2), transfer);
        Assert.Equal(["1", "2"], story.Line());
        var off = On(("a1", 0));
        off.Do(new CampaignCommand.Save(off.State.Settings with { Enabled = false }, 1), transfer);
        Assert.Equal(QueuePlace.Refused, Placed(off).Place);
    }

    [Fact]
    public void Reopened_it_needs_no_acceptance_and_transferred_it_does_where_that_is_by_hand()
    {
        var story = On(("a1", 2));
        story.Do(
            new CampaignCommand.Save(story.State.Settings with { Acceptance = Acceptance.ByHand, AcceptSeconds = 25 }, 1),
            To("a1", epoch: 1) with { IsTransfer = false });
        Assert.Equal((true, 0), (Reserve(story).Asked, Reserve(story).RingSeconds));
        story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 1), To("a1", customer: 2));
        Assert.Equal((false, 25), (Reserve(story).Asked, Reserve(story).RingSeconds));
    }

    [Fact]
    public void His_last_agent_has_it_when_he_has_room_and_the_round_goes_on_where_it_stood()
    {
        var story = On(("a1", 1), ("a2", 2));
        story.Do(Office.Enqueue(1) with { Preferred = new PreferredAgent("a2", story.Now.AddDays(-6)) });
        Assert.Equal(("a2", OfferReason.Sticky), story.Last.OfType<CampaignFact.Offered>().Select(o => (o.AgentId, o.Because)).Single());
        Assert.Equal(-1, story.State.Round);
        Assert.Equal(["2>a1"], story.Do(Office.Enqueue(2)).Offers());
    }

    [Theory]
    [InlineData("a2", 8, "a1")]
    [InlineData("a3", 1, "a1")]
    [InlineData("a9", 1, "a1")]
    public void Too_long_ago_without_room_or_no_member_it_is_the_next_ones_turn_at_once(string last, int days, string expected)
    {
        var story = On(("a1", 1), ("a2", 1), ("a3", 0));
        story.Do(Office.Enqueue(1) with { Preferred = new PreferredAgent(last, story.Now.AddDays(-days)) });
        Assert.Equal([$"1>{expected}"], story.Offers());
    }

    [Fact]
    public void A_supervisor_assigns_one_from_the_middle_of_the_line()
    {
        var story = On(("a1", 0)).Do(Office.Enqueue(1), Office.Enqueue(2, 1), new CampaignCommand.Assign("1-2-1", "a1", Sofia));
        story.WasRefused(RefusalCode.LimitReached);
        story.Do(new CampaignCommand.Assign("1-2-1", "a1", Sofia) { Force = true });
        var offered = Assert.Single(story.Last.OfType<CampaignFact.Offered>());
        Assert.Equal(("1-2-1", OfferReason.Assigned, Sofia, true), (offered.InteractionId, offered.Because, offered.By, offered.Forced));
        story.Do(new CampaignCommand.Assign("1-2-1", "a1", Sofia) { Force = true }).NothingHappened();
        Assert.Equal(Answer.Done, story.Answer);
        story.Do(Office.Refuses(1, RefusalReason.Offline, "a1", 2, 0));
        Assert.Equal(["1", "2"], story.Line());
    }

    [Fact]
    public void One_that_is_held_goes_back_to_be_held_when_he_does_not_take_it()
    {
        var story = On(("a1", 0));
        story.Do(new CampaignCommand.Save(story.State.Settings with { QueueLimit = 1 }, 1), Office.Enqueue(1), Office.Enqueue(2, 1));
        Assert.Equal(EntryStage.Held, story.State.Entries["1-2-1"].Stage);
        story.Do(new CampaignCommand.Assign("1-2-1", "a1", Sofia) { Force = true }, Office.Refuses(1, RefusalReason.Offline, "a1", 2, 0));
        Assert.Equal(EntryStage.Held, story.State.Entries["1-2-1"].Stage);
    }

    [Fact]
    public void What_is_not_there_or_taken_cannot_be_assigned()
    {
        var story = On(("a1", 1)).Do(Office.Enqueue(1));
        story.Do(new CampaignCommand.Assign("1-1-1", "a2", Sofia)).WasRefused(RefusalCode.AlreadyTaken);
        story.Do(new CampaignCommand.Assign("1-9-1", "a1", Sofia)).WasRefused(RefusalCode.AlreadyTaken);
    }
}
