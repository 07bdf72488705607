using Messenger.Domain.Campaigns;

namespace Messenger.Cluster.Tests.Proof;

/// <summary>Walks a campaign's facts with a model of its own: leases gap-free, each offer the first in line, one outcome per lease.</summary>
internal sealed class CampaignProof
{
    private readonly Dictionary<string, (QueueClass Class, DateTimeOffset Since)> _waiting = [];
    private readonly Dictionary<string, long> _leaseOf = [];
    private readonly Dictionary<long, (string InteractionId, (QueueClass Class, DateTimeOffset Since) Place)> _open = [];

    /// <summary>Leases whose offer was taken.</summary>
    public HashSet<long> Assigned { get; } = [];

    public Dictionary<long, (string InteractionId, int Epoch, string AgentId)> Offers { get; } = [];

    public IReadOnlyCollection<string> Waiting => _waiting.Keys;

    public int OpenOffers => _open.Count;

    public CampaignProof(IEnumerable<CampaignFact> facts)
    {
        foreach (var fact in facts)
        {
            Walk(fact);
        }
    }

    private void Walk(CampaignFact fact)
    {
        switch (fact)
        {
            case CampaignFact.Queued f:
                _waiting[f.InteractionId] = (f.Class, f.Since);
                _leaseOf.Remove(f.InteractionId);
                break;
            case CampaignFact.Offered f:
                Offered(f);
                break;
            case CampaignFact.OfferRefused f:
                Back(f.Lease, place => place);
                break;
            case CampaignFact.OfferReturned f:
                Back(f.Lease, place => (QueueClass.Returned, place.Since));
                break;
            case CampaignFact.OfferGone f:
                Closed(f.Lease);
                break;
            case CampaignFact.Assigned f:
                Closed(f.Lease);
                Assigned.Add(f.Lease);
                break;
            case CampaignFact.Removed f:
                _waiting.Remove(f.InteractionId);
                _leaseOf.Remove(f.InteractionId);
                break;
        }
    }

    private void Offered(CampaignFact.Offered f)
    {
        Assert.Equal(Offers.Count + 1, f.Lease);
        var first = _waiting.OrderBy(w => w.Value.Class).ThenBy(w => w.Value.Since).ThenBy(w => w.Key, StringComparer.Ordinal).First();
        Assert.Equal(first.Key, f.InteractionId);
        _waiting.Remove(f.InteractionId);
        _open.Add(f.Lease, (f.InteractionId, first.Value));
        _leaseOf[f.InteractionId] = f.Lease;
        Offers.Add(f.Lease, (f.InteractionId, f.Epoch, f.AgentId));
    }

    private void Back(long lease, Func<(QueueClass Class, DateTimeOffset Since), (QueueClass Class, DateTimeOffset Since)> place)
    {
        Assert.True(_open.Remove(lease, out var offer), $"Lease {lease} has two outcomes, or none was offered.");
        if (_leaseOf.GetValueOrDefault(offer.InteractionId) == lease)
        {
            _waiting.Add(offer.InteractionId, place(offer.Place));
            _leaseOf.Remove(offer.InteractionId);
        }
    }

    private void Closed(long lease) => Assert.True(_open.Remove(lease), $"Lease {lease} has two outcomes, or none was offered.");
}
