using System.Collections.Immutable;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Explaining;

/// <summary>A campaign as it was after one row of its journal, and when its agents were given their last ones.</summary>
public sealed record CampaignPast(string CampaignId, long Version, DateTimeOffset At, CampaignState State, ImmutableDictionary<string, ImmutableList<GivenTurn>> Turns)
{
    /// <summary>A refusal gives back the turn before it; more than a few in a row do not happen.</summary>
    private const int TurnsKept = 8;

    public static CampaignPast Beginning(string campaignId) =>
        new(campaignId, 0, DateTimeOffset.MinValue, CampaignRules.Initial(campaignId), ImmutableDictionary<string, ImmutableList<GivenTurn>>.Empty);

    /// <summary>When he was given the one that his turn is counted from; null = never, or longer ago than is kept.</summary>
    public DateTimeOffset? LastTurnOf(KnownAgent agent) => Turns.GetValueOrDefault(agent.AgentId)?.Find(t => t.Lease == agent.LastTurn)?.At;

    internal CampaignPast After(CampaignFact fact, DateTimeOffset at)
    {
        var turns = Turns;
        if (fact is CampaignFact.Offered f)
        {
            var his = turns.GetValueOrDefault(f.AgentId, []).Add(new GivenTurn(f.Lease, at));
            turns = turns.SetItem(f.AgentId, his.Count > TurnsKept ? his.RemoveAt(0) : his);
        }

        return this with { State = CampaignRules.Apply(State, fact, at), Turns = turns };
    }
}

public sealed record GivenTurn(long Lease, DateTimeOffset At);
