using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>R9, ringall and ringallmultiple: nothing is offered, agents take for themselves.</summary>
public sealed class PullTests
{
    private static CampaignStory Under(Eligibility rule)
    {
        var story = Office.New().Do(
            new CampaignCommand.Save(CampaignSettings.Default with { Strategy = new Strategy(rule, Distribution.LeastRecent) }, 0),
            new CampaignCommand.SetMembers([new Member("a1"), new Member("a2")]));
        foreach (var agent in new[] { "a1", "a2" })
        {
            story.Do(new CampaignCommand.LimitAcknowledged(agent, story.State.LimitVersion), Office.Hint(agent, 1, 2));
        }

        return story.Do(Office.Enqueue(1, 1), Office.Enqueue(2, 2), Office.Enqueue(3, 3));
    }

    private static CampaignCommand.Pull Pull(string agent, int customer) => new(agent, $"1-{customer}-1");

    [Theory]
    [InlineData(Eligibility.RingAll)]
    [InlineData(Eligibility.RingAllMultiple)]
    public void Nothing_is_offered_by_itself(Eligibility rule)
    {
        var story = Under(rule);
        Assert.Empty(story.State.Offers);
        Assert.Equal(["1", "2", "3"], story.Line());
    }

    [Fact]
    public void Ringall_gives_the_head_and_nothing_else()
    {
        var story = Under(Eligibility.RingAll).Do(Pull("a2", 2));
        story.WasRefused(RefusalCode.NotYours);
        story.Do(Pull("a2", 1));
        Assert.Equal(["1>a2"], story.Offers());
        Assert.True(Assert.Single(story.Last.OfType<CampaignFact.Offered>()).Pulled);
        Assert.Equal(["2", "3"], story.Line());
        Assert.Equal("a2", Assert.Single(story.Owes.OfType<Obligation.ToAgent>(), o => o.Command is AgentCommand.Reserve).AgentId);
    }

    [Fact]
    public void Ringallmultiple_gives_any()
    {
        var story = Under(Eligibility.RingAllMultiple).Do(Pull("a1", 3));
        Assert.Equal(["3>a1"], story.Offers());
    }

    [Fact]
    public void The_first_to_ask_has_it_and_the_same_one_may_ask_again()
    {
        var story = Under(Eligibility.RingAllMultiple).Do(Pull("a1", 1), Pull("a2", 1));
        story.WasRefused(RefusalCode.AlreadyTaken);
        story.Do(Pull("a1", 1)).NothingHappened();
        Assert.Equal(Answer.Done, story.Answer);
        story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 1), Pull("a2", 1)).WasRefused(RefusalCode.AlreadyTaken);
        story.Do(Pull("a2", 99)).WasRefused(RefusalCode.AlreadyTaken);
    }

    [Fact]
    public void Who_has_no_room_or_is_no_member_is_told_so()
    {
        var story = Under(Eligibility.RingAllMultiple).Do(Office.Hint("a1", 2, 0), Pull("a1", 1));
        story.WasRefused(RefusalCode.LimitReached);
        story.Do(Pull("a9", 1)).WasRefused(RefusalCode.NotAMember);
        story.Do(Pull("a2", 1), Pull("a2", 2), Pull("a2", 3)).WasRefused(RefusalCode.LimitReached);
    }

    [Fact]
    public void What_he_refuses_after_all_goes_back_to_its_place()
    {
        var story = Under(Eligibility.RingAllMultiple).Do(Pull("a1", 2), Office.Refuses(1, RefusalReason.OnBreak, "a1", 2, 0));
        Assert.Equal(["1", "2", "3"], story.Line());
        Assert.Empty(story.Offers());
    }

    [Fact]
    public void Where_offers_are_made_nobody_takes() => Office.With(("a1", 0)).Do(Office.Enqueue(1), Pull("a1", 1)).WasRefused(RefusalCode.AlreadyTaken);

    [Fact]
    public void Those_who_wait_are_offered_as_soon_as_the_strategy_offers()
    {
        var story = Under(Eligibility.RingAllMultiple);
        story.Do(new CampaignCommand.Save(story.State.Settings with { Strategy = Strategy.Default }, story.State.Settings.Version));
        Assert.Empty(story.Offers());
        story.Do(new CampaignCommand.LimitAcknowledged("a2", story.State.LimitVersion));
        Assert.Equal(["1>a2", "2>a2"], story.Offers());
    }
}
