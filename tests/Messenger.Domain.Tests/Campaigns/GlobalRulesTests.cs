using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>How a campaign hears what the whole installation sets, and what its agents hear of it.</summary>
public sealed class GlobalRulesTests
{
    private static CampaignCommand.SetGlobals Told(int version, bool needsVoice) => new(new GlobalRules(version, needsVoice, []));

    private static CampaignCommand.Save Save(int basedOn) => new(CampaignSettings.Default with { Name = "A", Schedule = OpenInterval.AllWeek }, basedOn);

    private static IEnumerable<AgentCommand.LimitChanged> Limits(CampaignStory story) =>
        story.Owes.OfType<Obligation.ToAgent>().Select(o => o.Command).OfType<AgentCommand.LimitChanged>();

    [Fact]
    public void From_its_first_save_on_it_says_that_it_exists_until_that_is_known()
    {
        var story = Office.New();
        Assert.Empty(story.Owes);
        var owed = Assert.IsType<Obligation.ToConfiguration>(Assert.Single(story.Do(Save(0)).Owes));
        Assert.Equal(new ConfigurationCommand.CampaignJoined("c1"), owed.Command);
        Assert.Equal(owed, Assert.Single(story.Do(Save(1)).Owes));
        Assert.Empty(story.Do(CampaignRules.Answered(owed, Answer.Done)!).Owes);
        story.Do(new CampaignCommand.JoinAcknowledged()).NothingHappened();
    }

    [Fact]
    public void Before_it_was_told_anything_the_strict_rule_holds()
    {
        var story = Office.New().Do(Save(0), new CampaignCommand.SetMembers([new Member("a1")]));
        Assert.True(Assert.Single(Limits(story)).NeedsVoice);
    }

    [Fact]
    public void Agents_hear_of_the_rule_when_it_changes_and_of_nothing_else()
    {
        var story = Office.New().Do(Told(1, true), Save(0), new CampaignCommand.SetMembers([new Member("a1")]));
        story.Do(new CampaignCommand.LimitAcknowledged("a1", story.State.LimitVersion), Told(2, true));
        Assert.Empty(Limits(story));
        Assert.False(Assert.Single(Limits(story.Do(Told(3, false)))).NeedsVoice);
        story.Do(Told(2, true)).NothingHappened();
    }

    /// <summary>In a journal from before the rule its agents were told that there is none, and the default says nothing about them.</summary>
    [Fact]
    public void When_it_hears_of_the_rule_for_the_first_time_its_agents_hear_of_it_too()
    {
        var story = Office.With(("a1", 1)).Do(Told(0, true));
        Assert.True(Assert.Single(Limits(story)).NeedsVoice);
        Assert.Empty(story.Do(Office.Enqueue(1)).Offers());
    }
}
