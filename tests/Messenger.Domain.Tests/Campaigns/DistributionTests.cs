using CsCheck;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>R9, second axis: who of those that may be given one gets it, and how fair that is.</summary>
public sealed class DistributionTests
{
    /// <summary>A campaign of this strategy with room for many at everybody.</summary>
    private static CampaignStory Under(Strategy strategy, params Member[] members)
    {
        var story = Office.New().Do(new CampaignCommand.Save(CampaignSettings.Default with { Strategy = strategy }, 0), new CampaignCommand.SetMembers(members));
        foreach (var member in members)
        {
            story.Do(new CampaignCommand.LimitAcknowledged(member.AgentId, story.State.LimitVersion), Office.Hint(member.AgentId, 1, 1_000_000));
        }

        return story;
    }

    private static CampaignStory Under(Distribution distribution, int members = 3) =>
        Under(Strategy.Default with { Distribution = distribution }, [.. Enumerable.Range(1, members).Select(n => new Member($"a{n}"))]);

    /// <summary>So many customers come one after the other; the agents they were offered to.</summary>
    private static List<string> Offered(CampaignStory story, int customers, int from = 0)
    {
        var agents = new List<string>();
        for (var n = from; n < from + customers; n++)
        {
            story.Do(Office.Enqueue(n + 1, n));
            agents.Add(Assert.Single(story.Last.OfType<CampaignFact.Offered>()).AgentId);
            story.Do(Office.Outcome(story.State.LastLease, OfferOutcome.Taken, agents[^1], n + 2, 1_000_000));
        }

        return agents;
    }

    [Theory]
    [InlineData(Distribution.RoundRobin)]
    [InlineData(Distribution.LeastRecent)]
    [InlineData(Distribution.FewestToday)]
    public void Nobody_has_a_second_before_everybody_had_a_first(Distribution distribution) => Gen.Int[1, 12].Sample(
        members => Offered(Under(distribution, members), members * 3).Chunk(members).All(round => round.Distinct().Count() == members),
        iter: 40);

    [Fact]
    public void The_round_goes_through_the_member_list_and_skips_who_may_not()
    {
        var story = Under(Distribution.RoundRobin, 4);
        Assert.Equal(["a1", "a2"], Offered(story, 2));
        story.Do(Office.Hint("a3", 90, 0));
        Assert.Equal(["a4", "a1"], Offered(story, 2, 2));
        story.Do(Office.Hint("a3", 91, 5));
        Assert.Equal(["a2", "a3", "a4"], Offered(story, 3, 4));
    }

    [Fact]
    public void The_round_goes_on_after_the_last_one_when_the_list_changes()
    {
        var story = Under(Distribution.RoundRobin, 4);
        Assert.Equal(["a1", "a2"], Offered(story, 2));
        story.Do(new CampaignCommand.SetMembers([new Member("a1"), new Member("a3"), new Member("a4")]));
        foreach (var agent in new[] { "a1", "a3", "a4" })
        {
            story.Do(new CampaignCommand.LimitAcknowledged(agent, story.State.LimitVersion));
        }

        Assert.Equal(["a3", "a4", "a1"], Offered(story, 3, 2));
    }

    [Fact]
    public void Who_refuses_keeps_his_turn_in_the_round()
    {
        var story = Under(Distribution.RoundRobin, 3).Do(Office.Enqueue(1), Office.Refuses(1, RefusalReason.StaleSettings, "a1", 1, 1_000_000));
        Assert.Equal(["1>a1"], story.Offers());
    }

    [Fact]
    public void Fewest_counts_the_campaigns_local_day()
    {
        var story = Under(Distribution.FewestToday, 2);
        story.Do(Office.Hint("a2", 50, 0));
        Assert.Equal(["a1", "a1", "a1"], Offered(story, 3));
        story.Do(Office.Hint("a2", 51, 100));
        Assert.Equal(["a2", "a2"], Offered(story, 2, 3));
        story.After(TimeSpan.FromDays(1));
        Assert.Equal(["a1", "a2"], Offered(story, 2, 5));
        Assert.Equal(new DateOnly(2026, 3, 3), story.State.CountedDay);
    }

    [Fact]
    public void Fewest_does_not_count_what_was_refused_passed_or_gone()
    {
        var story = Under(Distribution.FewestToday, 1);
        story.Do(Office.Enqueue(1), Office.Refuses(1, RefusalReason.Expired, "a1", 2, 9));
        Assert.Equal(1, story.State.Agents["a1"].Today);
        story.Do(Office.Outcome(2, OfferOutcome.Lapsed, "a1", 3, 9));
        Assert.Equal(1, story.State.Agents["a1"].Today);
        story.Do(Office.Outcome(3, OfferOutcome.Gone, "a1", 4, 9));
        Assert.Equal(0, story.State.Agents["a1"].Today);
    }

    [Fact]
    public void Linear_is_always_the_first_of_the_list_who_may()
    {
        var story = Under(Distribution.Linear, 3);
        Assert.Equal(["a1", "a1", "a1"], Offered(story, 3));
        story.Do(Office.Hint("a1", 90, 0));
        Assert.Equal(["a2", "a2"], Offered(story, 2, 3));
    }

    [Fact]
    public void Random_is_equal_for_all_whatever_their_penalty()
    {
        Member[] members = [.. Enumerable.Range(0, 10).Select(n => new Member($"a{n}", n * 10))];
        var counts = Offered(Under(Strategy.Default with { Distribution = Distribution.Random }, members), 5_000).CountBy(a => a).ToDictionary();
        Assert.Equal(10, counts.Count);
        Assert.All(counts.Values, n => Assert.InRange(n, 400, 600));
    }

    [Fact]
    public void Weighted_random_is_in_proportion_to_101_less_the_penalty()
    {
        Member[] members = [new("a1", 0), new("a2", 51), new("a3", 100)];
        var counts = Offered(Under(Strategy.Default with { Distribution = Distribution.WeightedRandom }, members), 15_200).CountBy(a => a).ToDictionary();
        // 101 : 50 : 1 of 152.
        Assert.InRange(counts["a1"], 9_700, 10_500);
        Assert.InRange(counts["a2"], 4_700, 5_300);
        Assert.InRange(counts["a3"], 60, 145);
    }

    [Fact]
    public void Draws_are_the_same_when_they_are_made_again()
    {
        Member[] members = [.. Enumerable.Range(0, 7).Select(n => new Member($"a{n}", n))];
        var strategy = Strategy.Default with { Distribution = Distribution.WeightedRandom };
        Assert.Equal(Offered(Under(strategy, members), 200), Offered(Under(strategy, members), 200));
    }

    [Fact]
    public void Omni_asks_the_idle_first_and_among_them_the_distribution_decides()
    {
        var story = Under(new Strategy(Eligibility.Omni, Distribution.LeastRecent), new Member("a1"), new Member("a2"), new Member("a3"));
        story.Do(Idle("a2", 10), Idle("a3", 10), Office.Enqueue(1));
        Assert.Equal(["1>a2"], story.Offers());
        story.Do(Office.Enqueue(2));
        Assert.Equal(["2>a3"], story.Offers());
        // Nobody is idle any more: whoever has been without one for longest.
        story.Do(Office.Enqueue(3));
        Assert.Equal(["3>a1"], story.Offers());
    }

    [Theory]
    [InlineData(Distribution.Random)]
    [InlineData(Distribution.WeightedRandom)]
    [InlineData(Distribution.RoundRobin)]
    [InlineData(Distribution.Linear)]
    [InlineData(Distribution.FewestToday)]
    public void Omni_never_passes_over_the_idle_whatever_the_distribution(Distribution distribution)
    {
        var story = Under(new Strategy(Eligibility.Omni, distribution), [.. Enumerable.Range(1, 6).Select(n => new Member($"a{n}"))]);
        for (var n = 0; n < 60; n++)
        {
            var idle = $"a{(n % 6) + 1}";
            story.Do(Idle(idle, 100 + (n * 2)), Office.Enqueue(n + 1, n));
            Assert.Equal(idle, Assert.Single(story.Last.OfType<CampaignFact.Offered>()).AgentId);
            story.Do(Office.Outcome(story.State.LastLease, OfferOutcome.Taken, idle, 101 + (n * 2), 1_000));
        }
    }

    [Fact]
    public void Another_distribution_counts_from_the_next_offer_on()
    {
        var story = Under(Distribution.Linear, 3);
        Offered(story, 3);
        story.Do(new CampaignCommand.Save(story.State.Settings with { Strategy = Strategy.Default }, story.State.Settings.Version));
        Assert.Equal(["a2", "a3", "a1"], Offered(story, 3, 3));
    }

    private static CampaignCommand.Hint Idle(string agent, long version) => new(new AgentHint(agent, version, 1_000) { Idle = true });
}
