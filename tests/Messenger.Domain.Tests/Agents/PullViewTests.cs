using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Tests.Agents;

/// <summary>What his desk knows of the campaigns in which he takes for himself (R9).</summary>
public sealed class PullViewTests
{
    private static AgentCommand.LimitChanged Rule(int version, Eligibility rule, string campaign = Desk.Campaign, bool needsVoice = false) =>
        Desk.Limit(version, 2, campaign: campaign) with { Eligibility = rule, NeedsVoice = needsVoice };

    private static PullCampaign Only(AgentStory story) => Assert.Single(story.View().Pulls);

    [Fact]
    public void It_names_campaigns_of_that_kind_with_their_rule_and_no_others()
    {
        var story = Desk.Ready().Do(
            Rule(1, Eligibility.RingAllMultiple, "c3"), Rule(1, Eligibility.RingAll, "c2"), Rule(1, Eligibility.Omni, "c4"),
            Rule(1, Eligibility.RingAll, "c5") with { IsMember = false }, Rule(1, Eligibility.RingAll, "v1") with { IsVoice = true });
        Assert.Equal(
            [new PullCampaign("c2", Eligibility.RingAll, null), new PullCampaign("c3", Eligibility.RingAllMultiple, null)], story.View().Pulls);
    }

    [Fact]
    public void A_strategy_that_changes_brings_it_and_takes_it_away()
    {
        var story = Desk.Ready();
        Assert.Empty(story.View().Pulls);
        story.Do(Rule(2, Eligibility.RingAll));
        Assert.Equal(Eligibility.RingAll, Only(story).Rule);
        story.Do(Rule(3, Eligibility.RingAllMultiple));
        Assert.Equal(Eligibility.RingAllMultiple, Only(story).Rule);
        story.Do(Rule(4, Eligibility.NoCall));
        Assert.Empty(story.View().Pulls);
    }

    [Fact]
    public void It_says_why_he_can_take_none()
    {
        var story = Desk.Ready().Do(Rule(2, Eligibility.RingAllMultiple));
        Assert.Null(Only(story).Hindrance);
        story.Do(new AgentCommand.StartBreak(Desk.Coffee, false));
        Assert.Equal("on-break", Only(story).Hindrance);
        story.Do(new AgentCommand.EndBreak(), new AgentCommand.SetOffline(false));
        Assert.Equal("offline", Only(story).Hindrance);
        story.Do(new AgentCommand.SetAvailable());
        Assert.Null(Only(story).Hindrance);
        story.Do(new AgentCommand.SetCall(true));
        Assert.Null(Only(story).Hindrance);
    }

    [Theory]
    [InlineData(Eligibility.RingAll, 1)]
    [InlineData(Eligibility.RingAllMultiple, 2)]
    public void He_is_full_with_one_or_with_as_many_as_he_may_hold(Eligibility rule, int most)
    {
        var story = Desk.Ready().Do(Rule(2, rule));
        for (var n = 1; n <= most; n++)
        {
            Assert.Null(Only(story).Hindrance);
            story.Do(Desk.Reserve(story, n, settings: 2), Desk.Taken(n));
        }

        Assert.Equal("full", Only(story).Hindrance);
    }

    [Fact]
    public void Without_a_voice_campaign_he_takes_none_where_one_is_needed()
    {
        var story = Desk.Ready().Do(Rule(2, Eligibility.RingAll, needsVoice: true));
        Assert.Equal("not-in-voice-campaign", Only(story).Hindrance);
        story.Do(Desk.Limit(1, 1, campaign: "v1") with { IsVoice = true });
        Assert.Null(Only(story).Hindrance);
    }
}
