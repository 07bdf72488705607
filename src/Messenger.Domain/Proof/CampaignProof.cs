using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Proof;

/// <summary>
/// Walks the facts of one campaign with a queue of its own: lease numbers without gaps, one outcome each, everybody in the place that the
/// facts give him, and each offer to the first in line (B2).
/// </summary>
public sealed class CampaignProof(string campaignId, Action<Violation> found)
{
    private readonly Dictionary<string, Standing> _known = [];
    private readonly SortedSet<Standing> _line = new(InLine);
    private readonly SortedSet<Standing> _held = new(InLine);
    private readonly Dictionary<long, (string InteractionId, int Epoch, string AgentId)> _offers = [];
    private readonly Dictionary<long, Standing?> _open = [];
    private readonly Dictionary<string, long> _leaseOf = [];
    private readonly Dictionary<string, DateTimeOffset> _cameAt = [];
    private readonly HashSet<long> _assigned = [];
    private readonly Dictionary<string, DateTimeOffset> _queuedAt = [];
    private readonly HashSet<string> _recorded = [];
    private Strategy _strategy = CampaignSettings.Default.Strategy;
    private JournalPoint _last;
    private bool _isOpen;

    /// <summary>Leases whose offer was taken.</summary>
    public IReadOnlySet<long> Assigned => _assigned;

    public IReadOnlyDictionary<long, (string InteractionId, int Epoch, string AgentId)> Offers => _offers;

    /// <summary>Since when each interaction that ever was in the queue waits or waited: q of the formulas. An opening begins it anew, a return does not.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> QueuedAt => _queuedAt;

    /// <summary>It was given a place here at some time, in the queue or not.</summary>
    public bool HasPlaced(string interactionId) => _queuedAt.ContainsKey(interactionId) || _recorded.Contains(interactionId);

    /// <summary>Everybody who waits here for anything, in whatever place; those under offer apart.</summary>
    public IEnumerable<string> Waiting => _known.Keys;

    public int OpenOffers => _open.Count;

    public string TimeZone { get; private set; } = CampaignSettings.Default.TimeZone;

    private static Comparer<Standing> InLine { get; } = Comparer<Standing>.Create((a, b) =>
        (a.Class, a.Since, a.CameAt).CompareTo((b.Class, b.Since, b.CameAt)) is var order and not 0 ? order : string.CompareOrdinal(a.Id, b.Id));

    public void Walk(JournalPoint at, CampaignFact fact)
    {
        _last = at;
        switch (fact)
        {
            case CampaignFact.SettingsChanged f:
                (_strategy, TimeZone) = (f.Settings.Strategy, f.Settings.TimeZone);
                break;
            case CampaignFact.Queued f:
                Stand(new Standing(f.InteractionId, f.Epoch, f.Class, f.Since, CameAt(f.InteractionId, f.Since), QueuePlace.Queued, f.Preferred));
                break;
            case CampaignFact.Directed f:
                Stand(new Standing(f.InteractionId, f.Epoch, QueueClass.Returned, f.Since, CameAt(f.InteractionId, f.Since), QueuePlace.Directed, f.AgentId));
                break;
            case CampaignFact.NotQueued f:
                Stand(new Standing(f.InteractionId, f.Epoch, f.Class ?? QueueClass.Normal, f.Since ?? at.At, CameAt(f.InteractionId, f.Since ?? at.At), f.Place, f.Preferred));
                break;
            case CampaignFact.ScheduleTurned f:
                Turned(f);
                break;
            case CampaignFact.Admitted f:
                Check(f.Count <= _held.Count, ViolationCode.Order, null, $"{f.Count} were admitted of {_held.Count} held.");
                _held.Take(f.Count).ToList().ForEach(s => Stand(s with { Place = QueuePlace.Queued }));
                break;
            case CampaignFact.RecordedReleased f:
                Release(QueuePlace.Disabled, f.IntoQueue ? f.At : null);
                break;
            case CampaignFact.WindowPassed f when _known.TryGetValue(f.InteractionId, out var standing):
                Stand(standing with { Place = QueuePlace.WindowClosed });
                break;
            case CampaignFact.Offered f:
                Offered(f);
                break;
            case CampaignFact.OfferRefused f:
                Back(f.Lease, s => s);
                break;
            case CampaignFact.OfferReturned f:
                Back(f.Lease, s => s with { Class = QueueClass.Returned });
                break;
            case CampaignFact.OfferGone f:
                Gone(f.Lease);
                break;
            case CampaignFact.Assigned f:
                Closed(f.Lease);
                _assigned.Add(f.Lease);
                break;
            case CampaignFact.Removed f:
                Forget(f.InteractionId);
                break;
            case CampaignFact.Deleted:
                Deleted();
                break;
        }
    }

    /// <summary>At an opening the backlog begins to wait, behind those who were held before; who was only answered goes.</summary>
    private void Turned(CampaignFact.ScheduleTurned f)
    {
        if (f.Open && !_isOpen)
        {
            Release(QueuePlace.ClosedHours, f.At);
            Release(QueuePlace.OutOfHours, null);
        }

        _isOpen = f.Open;
    }

    /// <summary>Nobody may stand in the queue then, or before it; who was only recorded goes.</summary>
    private void Deleted()
    {
        var left = _known.Values.Where(s => s.Place is not (QueuePlace.Disabled or QueuePlace.OutOfHours or QueuePlace.WindowClosed)).Select(s => s.Id).ToList();
        Check(left.Count == 0, ViolationCode.Place, left.FirstOrDefault(), $"The campaign was deleted while {left.Count} waited in it.");
        _known.Keys.ToList().ForEach(Forget);
    }

    private void Release(QueuePlace from, DateTimeOffset? waitsSince)
    {
        foreach (var standing in _known.Values.Where(s => s.Place == from).ToList())
        {
            if (waitsSince is { } since)
            {
                Stand(standing with { Place = QueuePlace.Held, Since = since });
            }
            else
            {
                Forget(standing.Id);
            }
        }
    }

    private void Offered(CampaignFact.Offered f)
    {
        Check(f.Lease == _offers.Count + 1, ViolationCode.Lease, f.InteractionId, $"Lease {f.Lease} is the {_offers.Count + 1}.");
        var standing = _known.GetValueOrDefault(f.InteractionId);
        Check(MayBeOffered(f, standing), ViolationCode.Order, f.InteractionId, $"It was offered as {f.Because ?? "the first"} and stood at {standing?.Place}, meant for {standing?.For ?? "nobody"}.");
        Check(f.Forced != true || f.By is not null, ViolationCode.Limit, f.InteractionId, "It may pass limits, and no supervisor said so.");
        if (f.Because is null or OfferReason.Sticky && (_strategy.Eligibility != Eligibility.RingAllMultiple || !f.Pulled))
        {
            Check(_line.Min?.Id == f.InteractionId, ViolationCode.Order, f.InteractionId, $"It was offered and {_line.Min?.Id} is before it.");
        }

        Leave(f.InteractionId);
        _leaseOf[f.InteractionId] = f.Lease;
        _offers[f.Lease] = (f.InteractionId, f.Epoch, f.AgentId);
        _open[f.Lease] = standing;
    }

    private static bool MayBeOffered(CampaignFact.Offered f, Standing? standing) => standing?.Epoch == f.Epoch && f.Because switch
    {
        null => standing.Place == QueuePlace.Queued,
        OfferReason.Sticky => standing.Place == QueuePlace.Queued && standing.For == f.AgentId,
        OfferReason.Directed => standing.Place == QueuePlace.Directed && standing.For == f.AgentId,
        OfferReason.Assigned => standing.Place is QueuePlace.Queued or QueuePlace.Held && f.By is not null,
        _ => false,
    };

    /// <summary>To its place, unless it came anew meanwhile or ended.</summary>
    private void Back(long lease, Func<Standing, Standing> change)
    {
        if (_open.GetValueOrDefault(lease) is { } standing && _leaseOf.GetValueOrDefault(standing.Id) == lease)
        {
            if (standing.Place == QueuePlace.Directed)
            {
                Forget(standing.Id);
            }
            else
            {
                Stand(change(standing));
            }
        }

        Closed(lease);
    }

    private void Gone(long lease)
    {
        if (_open.GetValueOrDefault(lease) is { } standing && _leaseOf.GetValueOrDefault(standing.Id) == lease)
        {
            Forget(standing.Id);
        }

        Closed(lease);
    }

    private void Closed(long lease) => Check(_open.Remove(lease), ViolationCode.Lease, null, $"Lease {lease} has two outcomes, or was not offered.");

    private void Stand(Standing standing)
    {
        Leave(standing.Id);
        _known[standing.Id] = standing;
        if (standing.Place == QueuePlace.Queued)
        {
            _line.Add(standing);
        }
        else if (standing.Place == QueuePlace.Held)
        {
            _held.Add(standing);
        }

        if (standing.Place is QueuePlace.Queued or QueuePlace.Held)
        {
            _queuedAt[standing.Id] = standing.Since;
        }
        else
        {
            _recorded.Add(standing.Id);
        }
    }

    private void Leave(string interactionId)
    {
        _leaseOf.Remove(interactionId);
        if (_known.Remove(interactionId, out var standing))
        {
            _line.Remove(standing);
            _held.Remove(standing);
        }
    }

    private void Forget(string interactionId)
    {
        Leave(interactionId);
        _cameAt.Remove(interactionId);
    }

    /// <summary>Its first arrival here, for as long as the campaign knows it.</summary>
    private DateTimeOffset CameAt(string interactionId, DateTimeOffset since)
    {
        _cameAt.TryAdd(interactionId, since);
        return _cameAt[interactionId];
    }

    private void Check(bool holds, string code, string? interactionId, string detail)
    {
        if (!holds)
        {
            found(_last.Violates(code, interactionId, detail));
        }
    }

    public override string ToString() => campaignId;

    private sealed record Standing(string Id, int Epoch, QueueClass Class, DateTimeOffset Since, DateTimeOffset CameAt, QueuePlace Place, string? For = null);
}
