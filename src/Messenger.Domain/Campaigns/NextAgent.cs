using System.Collections.Immutable;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Campaigns;

/// <summary>Whose turn it is (R9), among those ready. Logarithmic in their number, except where chance weighs each of them.</summary>
internal static class NextAgent
{
    /// <param name="draw">Number of the decision: with the campaign's id it makes every draw the same again (replay).</param>
    public static string Of(CampaignState campaign, long draw)
    {
        var ready = campaign.Ready;
        var candidates = FirstChoices(ready);
        var chosen = campaign.Settings.Strategy.Distribution switch
        {
            Distribution.LeastRecent or Distribution.FewestToday or Distribution.Linear => 0,
            Distribution.RoundRobin => After(ready, campaign.Round, candidates),
            Distribution.Random => (int)Draw.Below(candidates, campaign.Id, draw),
            Distribution.WeightedRandom => Weighted(campaign, candidates, draw),
            var unknown => throw new NotSupportedException($"No rule for {unknown}."),
        };
        return ready[chosen].AgentId;
    }

    /// <summary>How many from the front are of the first choice; all when nobody is.</summary>
    private static int FirstChoices(ImmutableSortedSet<Turn> ready) =>
        ready.Min.IsSecondChoice || !ready.Max.IsSecondChoice ? ready.Count : Index(ready, new Turn(true, long.MinValue, int.MinValue, ""));

    /// <summary>The next one in the member list after the last who was served, round and round.</summary>
    private static int After(ImmutableSortedSet<Turn> ready, int last, int candidates)
    {
        var next = Index(ready, new Turn(ready.Min.IsSecondChoice, 0, last + 1, ""));
        return next < candidates ? next : 0;
    }

    private static int Weighted(CampaignState campaign, int candidates, long draw)
    {
        long total = 0;
        for (var n = 0; n < candidates; n++)
        {
            total += WeightOf(campaign, n);
        }

        var drawn = Draw.Below(total, campaign.Id, draw);
        var index = 0;
        while ((drawn -= WeightOf(campaign, index)) >= 0)
        {
            index++;
        }

        return index;
    }

    /// <summary>How much chance leans to him where it decides by weight.</summary>
    public static int WeightOf(KnownAgent agent) => 101 - agent.Penalty;

    private static int WeightOf(CampaignState campaign, int index) => WeightOf(campaign.Agents[campaign.Ready[index].AgentId]);

    /// <summary>Where this one stands or would stand.</summary>
    private static int Index(ImmutableSortedSet<Turn> ready, Turn turn)
    {
        var index = ready.IndexOf(turn);
        return index < 0 ? ~index : index;
    }
}
