using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>A campaign as those who wait may expect it: one line in one order, and nobody in it twice or forgotten.</summary>
internal sealed class Service(string id, Func<string, Episode> episodeOf)
{
    private readonly Dictionary<string, (int Round, long? Lease)> _known = [];
    private readonly Dictionary<string, int> _seen = [];
    private readonly Dictionary<long, (string Episode, string Agent)> _offers = [];
    private readonly HashSet<string> _recorded = [];
    private readonly Dictionary<string, DateTimeOffset> _anew = [];
    private readonly Roster _roster = new();
    private bool _enabled = true;
    private int _mostWaiting;
    private int _version;
    private long _lastLease;

    public IReadOnlyList<string> Members => _roster.Members;

    public int Limit { get; private set; } = 3;

    public bool IsPull => _roster.Strategy.IsPull;

    public Eligibility Rule => _roster.Strategy.Eligibility;

    public int Grace { get; private set; } = 60;

    /// <summary>Those who wait and are not under offer.</summary>
    public SortedSet<(int Class, DateTimeOffset Since, DateTimeOffset Came, string Id)> Line { get; } = new(PlaceOrder);

    /// <summary>Those beyond the limit of the queue, in the order in which they enter it.</summary>
    public SortedSet<(int Class, DateTimeOffset Since, DateTimeOffset Came, string Id)> Held { get; } = new(PlaceOrder);

    /// <summary>Those who came while it was switched off: nobody serves them (R19).</summary>
    public IReadOnlySet<string> Recorded => _recorded;

    public bool Offers(Lease lease) => _offers.ContainsKey(lease.Number);

    /// <summary>It is here, in this round or an earlier one.</summary>
    public bool Knows(string episode, int round) => _known.TryGetValue(episode, out var known) && known.Round <= round;

    private static Comparer<(int Class, DateTimeOffset Since, DateTimeOffset Came, string Id)> PlaceOrder { get; } =
        Comparer<(int Class, DateTimeOffset Since, DateTimeOffset Came, string Id)>.Create(
            (a, b) => (a.Class, a.Since, a.Came).CompareTo((b.Class, b.Since, b.Came)) is var order and not 0 ? order : string.CompareOrdinal(a.Id, b.Id));

    public void Of(Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        switch (d.Command)
        {
            case CampaignCommand.Enqueue c when _seen.GetValueOrDefault(c.InteractionId) < c.Epoch:
                Came(c);
                break;
            case CampaignCommand.Remove c when _known.TryGetValue(c.InteractionId, out var known) && known.Round <= c.Epoch:
                Went(c.InteractionId);
                break;
            case CampaignCommand.ReserveAnswered { Reply: Answer.NotGranted no } c when _offers.Remove(c.LeaseNumber, out var offer):
                _roster.Refused(offer.Agent, c.LeaseNumber, no.Reason, no.Hint);
                BackToLine(c.LeaseNumber, offer.Episode);
                break;
            case CampaignCommand.Outcome c when _offers.Remove(c.Lease.Number, out var offer):
                _roster.Over(offer.Agent, c.Lease.Number, c.Latest, counts: c.Result == OfferOutcome.Taken);
                Came(c, offer.Episode);
                break;
            case CampaignCommand.Save c when c.BasedOn == _version:
                Saved(c.Settings, d.At);
                break;
            case CampaignCommand.SetMembers c:
                _roster.Became([.. c.Members.Select(m => m.AgentId)]);
                break;
            case CampaignCommand.LimitAcknowledged c:
                _roster.KnowsTerms(c.AgentId, c.SettingsVersion);
                break;
            case CampaignCommand.Hint c:
                _roster.Said(c.Value);
                break;
        }

        while (Held.Count > 0 && HasRoom)
        {
            Line.Add(Held.Min);
            Held.Remove(Held.Min);
        }

        foreach (var offered in d.Facts.OfType<CampaignFact.Offered>())
        {
            Offered(offered, d);
        }

        Assert.True(
            Line.Count == 0 || IsPull || _roster.Next(d.At).Count == 0, $"{Line.Count} wait in {id} after {d.Command} and {string.Join(',', _roster.Next(d.At))} is not asked.");
        Assert.Equal(Line.Select(p => p.Id), d.After.Line.Select(p => p.InteractionId));
        Assert.Equal(Held.Select(p => p.Id), d.After.Held.Select(p => p.InteractionId));
        Assert.Equal(_offers.Keys.Order(), d.After.Offers.Keys);
    }

    private void Saved(CampaignSettings settings, DateTimeOffset at)
    {
        if (settings.Enabled && !_enabled)
        {
            // Those who wrote meanwhile begin to wait now.
            foreach (var recorded in _recorded.ToArray())
            {
                _anew[recorded] = at;
                _recorded.Remove(recorded);
                Held.Add(PlaceOf(episodeOf(recorded), _known[recorded].Round));
            }
        }

        if ((Limit, Grace, _roster.Strategy.Eligibility) != (settings.MaxPerAgent, settings.ConnectionGraceSeconds, settings.Strategy.Eligibility))
        {
            _roster.NewTerms();
        }

        _roster.Strategy = settings.Strategy;
        _mostWaiting = settings.QueueLimit;
        (_enabled, Limit, Grace) = (settings.Enabled, settings.MaxPerAgent, settings.ConnectionGraceSeconds);
        _version++;
    }

    private void Came(CampaignCommand.Enqueue c)
    {
        var e = episodeOf(c.InteractionId);
        Went(e.Id);
        _seen[e.Id] = c.Epoch;
        _known[e.Id] = (c.Epoch, null);
        if (!_enabled && c.Epoch == 1)
        {
            _recorded.Add(e.Id);
        }
        else
        {
            (c.Epoch > 1 || (HasRoom && Held.Count == 0) ? Line : Held).Add(PlaceOf(e, c.Epoch));
        }
    }

    /// <summary>Always the first in line, and always to a member whose turn it may be; where they take for themselves, to who asked for it.</summary>
    private void Offered(CampaignFact.Offered f, Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        Assert.Equal(++_lastLease, f.Lease);
        Assert.Equal(IsPull, f.Pulled);
        if (IsPull)
        {
            var pull = Assert.IsType<CampaignCommand.Pull>(d.Command);
            Assert.Equal((pull.AgentId, pull.InteractionId), (f.AgentId, f.InteractionId));
            Assert.True(_roster.CanBeOffered(f.AgentId), $"{f.AgentId} has no room for what he took.");
        }
        else
        {
            Assert.Contains(f.AgentId, _roster.Next(d.At));
        }

        if (_roster.Strategy.Eligibility != Eligibility.RingAllMultiple)
        {
            Assert.Equal(Line.Min.Id, f.InteractionId);
        }

        Assert.Equal(_known[f.InteractionId].Round, f.Epoch);
        _roster.Offered(f.AgentId, f.Lease, d.At);
        Assert.Equal(1, Line.RemoveWhere(p => p.Id == f.InteractionId));
        _known[f.InteractionId] = (f.Epoch, f.Lease);
        _offers.Add(f.Lease, (f.InteractionId, f.AgentId));
    }

    /// <summary>To the place it had, unless it is about another round by now.</summary>
    private void BackToLine(long lease, string episode)
    {
        if (_known.TryGetValue(episode, out var known) && known.Lease == lease)
        {
            _known[episode] = (known.Round, null);
            Line.Add(PlaceOf(episodeOf(episode), known.Round));
        }
    }

    private void Came(CampaignCommand.Outcome c, string episode)
    {
        if (c.Result == OfferOutcome.Gone && _known.TryGetValue(episode, out var known) && known.Lease == c.Lease.Number)
        {
            Went(episode);
        }
    }

    private void Went(string episode)
    {
        _known.Remove(episode);
        _recorded.Remove(episode);
        Line.RemoveWhere(p => p.Id == episode);
        Held.RemoveWhere(p => p.Id == episode);
    }

    /// <summary>Those under offer wait, too (R16).</summary>
    private bool HasRoom => _mostWaiting == 0 || Line.Count + _offers.Count < _mostWaiting;

    /// <summary>The place belongs to the round in which it came, which may not be the newest any more.</summary>
    private (int, DateTimeOffset, DateTimeOffset, string) PlaceOf(Episode e, int round) =>
        (round > 1 ? 0 : 1, _anew.GetValueOrDefault(e.Id, e.Place.Since), e.Place.Since, e.Id);

    public override string ToString() => id;
}
