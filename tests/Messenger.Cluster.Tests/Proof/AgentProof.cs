using Messenger.Domain.Agents;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Proof;

/// <summary>Walks an agent's facts: at each reservation his load, counted anew, was below the limit in force.</summary>
internal sealed class AgentProof
{
    private readonly Dictionary<string, int> _limits = [];

    public Dictionary<Lease, string> Slots { get; } = [];

    /// <summary>Every lease he ever granted a slot.</summary>
    public HashSet<Lease> Reserved { get; } = [];

    public int HighestLoad { get; private set; }

    public AgentProof(IEnumerable<AgentFact> facts)
    {
        foreach (var fact in facts)
        {
            Walk(fact);
        }
    }

    private void Walk(AgentFact fact)
    {
        switch (fact)
        {
            case AgentFact.LimitSet f:
                _limits[f.CampaignId] = f.Limit;
                break;
            case AgentFact.Reserved f:
                var load = Slots.Keys.Count(l => l.CampaignId == f.Lease.CampaignId);
                Assert.Equal(load, f.CampaignLoad);
                Assert.Equal(Slots.Count, f.TotalLoad);
                Assert.Equal(_limits[f.Lease.CampaignId], f.CampaignLimit);
                Assert.True(load < f.CampaignLimit && f.TotalLoad < f.TotalLimit, $"{f.Lease} was granted over the limit.");
                Assert.True(Reserved.Add(f.Lease), $"{f.Lease} was granted twice.");
                Slots.Add(f.Lease, f.InteractionId);
                HighestLoad = Math.Max(HighestLoad, Slots.Count);
                break;
            case AgentFact.Activated f:
                Assert.Contains(f.Lease, Slots.Keys);
                break;
            case AgentFact.Released f:
                Assert.True(Slots.Remove(f.Lease));
                break;
            case AgentFact.Freed f:
                Assert.True(Slots.Remove(f.Lease));
                break;
        }
    }
}
