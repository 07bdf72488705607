using Messenger.Domain.Agents;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Proof;

/// <summary>Walks the facts of one agent: at each reservation his load, counted anew, was below both limits that were in force (R17).</summary>
public sealed class AgentProof(Action<Violation> found)
{
    private readonly Dictionary<string, int> _limits = [];
    private readonly Dictionary<Lease, string> _slots = [];
    private readonly HashSet<Lease> _granted = [];
    private JournalPoint _last;
    private int? _cap;

    /// <summary>Every lease he ever granted a slot.</summary>
    public IReadOnlySet<Lease> Granted => _granted;

    /// <summary>What he holds now, by lease.</summary>
    public IReadOnlyDictionary<Lease, string> Slots => _slots;

    public int HighestLoad { get; private set; }

    public void Walk(JournalPoint at, AgentFact fact)
    {
        _last = at;
        switch (fact)
        {
            case AgentFact.LimitSet f:
                _limits[f.CampaignId] = f.Limit;
                break;
            case AgentFact.CapSet f:
                _cap = f.Cap;
                break;
            case AgentFact.Reserved f:
                Reserved(f);
                break;
            case AgentFact.Activated f:
                Check(_slots.ContainsKey(f.Lease), ViolationCode.Lease, f.Card.InteractionId, $"{f.Lease} came to his desk without a slot.");
                break;
            case AgentFact.Released f:
                Free(f.Lease);
                break;
            case AgentFact.Lapsed f:
                Free(f.Lease);
                break;
            case AgentFact.Freed f:
                Free(f.Lease);
                break;
        }
    }

    private void Reserved(AgentFact.Reserved f)
    {
        var load = _slots.Keys.Count(l => l.CampaignId == f.Lease.CampaignId);
        var counted = (load, _slots.Count) == (f.CampaignLoad, f.TotalLoad);
        Check(counted, ViolationCode.Limit, f.InteractionId, $"He held {load} of the campaign, {_slots.Count} in all, and counted {f.CampaignLoad}, {f.TotalLoad}.");
        Check(_limits.GetValueOrDefault(f.Lease.CampaignId) == f.CampaignLimit, ViolationCode.Limit, f.InteractionId, $"The limit {f.CampaignLimit} was not the one he had been told.");
        Check(_cap is null || _cap == f.TotalLimit, ViolationCode.Limit, f.InteractionId, $"The cap {f.TotalLimit} was not the one he had been told.");
        Check(f.ForcedBy is not null || load < f.CampaignLimit, ViolationCode.Limit, f.InteractionId, $"{f.Lease} is his {load + 1} of at most {f.CampaignLimit} of the campaign.");
        Check(f.ForcedBy is not null || _slots.Count < f.TotalLimit, ViolationCode.Limit, f.InteractionId, $"{f.Lease} is his {_slots.Count + 1} of at most {f.TotalLimit} in all.");
        Check(_granted.Add(f.Lease), ViolationCode.Lease, f.InteractionId, $"{f.Lease} was granted twice.");
        _slots[f.Lease] = f.InteractionId;
        HighestLoad = Math.Max(HighestLoad, _slots.Count);
    }

    private void Free(Lease lease) => Check(_slots.Remove(lease), ViolationCode.Lease, null, $"The slot of {lease} became free and was not taken.");

    private void Check(bool holds, string code, string? interactionId, string detail)
    {
        if (!holds)
        {
            found(_last.Violates(code, interactionId, detail));
        }
    }
}
