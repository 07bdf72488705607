using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>A campaign as those who wait may expect it: each stands in one place, the line has one order, nobody is in it twice or forgotten.</summary>
internal sealed partial class Service(string id, Func<string, Episode> episodeOf)
{
    private readonly SortedDictionary<string, Standing> _standing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _seen = [];
    private readonly Dictionary<string, (DateTimeOffset Since, DateTimeOffset Came)> _waited = [];
    private readonly Dictionary<long, (string Episode, string Agent)> _offers = [];
    private readonly Roster _roster = new();
    private CampaignSettings _settings = CampaignSettings.Default;
    private GlobalRules _globals = GlobalRules.Default;
    private int _version;
    private long _lastLease;

    public IReadOnlyList<string> Members => _roster.Members;

    public int Limit => _settings.MaxPerAgent;

    public bool IsPull => _roster.Strategy.IsPull;

    public int Grace => _settings.ConnectionGraceSeconds;

    public bool NeedsVoice => _globals.NeedsVoice;

    public bool IsVoice => _settings.Type == CampaignType.Voice;

    public bool Offers(Lease lease) => _offers.ContainsKey(lease.Number);

    /// <summary>It is here, in this round or an earlier one.</summary>
    public bool Knows(string episode, int round) => _standing.TryGetValue(episode, out var s) && s.Round <= round;

    /// <summary>It stands here, and when its window closes now is not known.</summary>
    public bool Overlooks(CampaignCommand.WindowMoved news) =>
        Find(news.InteractionId) is { } standing && standing.Place != Place.Given && standing.Round == news.Epoch && standing.WindowUntil < news.Until;

    public Standing? Find(string episode) => _standing.GetValueOrDefault(episode);

    /// <summary>Ids of those who stand there, in their order.</summary>
    public IReadOnlyList<string> In(Place place) => [.. Ordered(place).Select(s => s.Order.Id)];

    public void Of(Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        Turns(d.At);
        WindowsClose(d.At);
        switch (d.Command)
        {
            case CampaignCommand.Enqueue c:
                Comes(c, d);
                break;
            case CampaignCommand.WindowMoved c:
                Moved(c.InteractionId, c.Epoch, c.Until, d.At);
                break;
            case CampaignCommand.Remove c:
                _seen[c.InteractionId] = Math.Max(_seen.GetValueOrDefault(c.InteractionId), c.Epoch);
                if (Knows(c.InteractionId, c.Epoch))
                {
                    _standing.Remove(c.InteractionId);
                    _waited.Remove(c.InteractionId);
                }

                break;
            case CampaignCommand.ReserveAnswered { Reply: Answer.NotGranted no } c when _offers.Remove(c.LeaseNumber, out var offer):
                _roster.Refused(offer.Agent, c.LeaseNumber, no.Reason, no.Hint);
                BackToLine(c.LeaseNumber, offer.Episode, lapsed: false);
                break;
            case CampaignCommand.Outcome c when _offers.Remove(c.Lease.Number, out var offer):
                _roster.Over(offer.Agent, c.Lease.Number, c.Latest, counts: c.Result == OfferOutcome.Taken);
                if (c.Result == OfferOutcome.Gone && Find(offer.Episode)?.Lease == c.Lease.Number)
                {
                    _standing.Remove(offer.Episode);
                }
                else if (c.Result == OfferOutcome.Lapsed)
                {
                    BackToLine(c.Lease.Number, offer.Episode, lapsed: true);
                }

                break;
            case CampaignCommand.Outcome c:
                _roster.Said(c.Latest);
                break;
            case CampaignCommand.Delete c:
                Deleted(c, d);
                break;
            case CampaignCommand.Save or CampaignCommand.SetMembers when _deleted:
                Assert.IsType<Answer.Refused>(d.Answer);
                break;
            case CampaignCommand.Save c when c.BasedOn == _version:
                Saved(c, d.At);
                break;
            case CampaignCommand.SetGlobals c when c.Rules.Version > _globals.Version:
                // Whoever it knows when it hears of the rules for the first time is told of them, whatever they are.
                if (c.Rules.NeedsVoice != _globals.NeedsVoice || (_globals == GlobalRules.Default && _roster.KnowsAnybody))
                {
                    _roster.NewTerms();
                }

                _globals = c.Rules;
                Looks(d.At);
                break;
            case CampaignCommand.SetMembers c:
                _roster.Became([.. c.Members.Select(m => m.AgentId)]);
                break;
            case CampaignCommand.LimitAcknowledged c:
                _roster.KnowsTerms(c.AgentId, c.SettingsVersion);
                break;
            case CampaignCommand.Hint c:
                _roster.Offers(c.Value, c.OlderThan is null || IsPull ? null : [.. Ordered(Place.Line).Select(s => s.Order.Class == 0 || s.Since <= c.OlderThan)]);
                break;
        }

        WindowsClose(d.At);
        Admit();
        foreach (var offered in d.Facts.OfType<CampaignFact.Offered>())
        {
            Offered(offered, d);
        }

        IsAsExpected(d);
    }

    private void IsAsExpected(Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        var line = In(Place.Line);
        Assert.True(
            line.Count == 0 || IsPull || _roster.Next(d.At).Count == 0, $"{line.Count} wait in {id} after {d.Command} and {string.Join(',', _roster.Next(d.At))} is not asked.");
        Assert.Equal(line, d.After.Line.Select(p => p.InteractionId));
        Assert.Equal(In(Place.Held), d.After.Held.Select(p => p.InteractionId));
        Assert.Equal(In(Place.Backlog), d.After.Backlog.Select(p => p.InteractionId));
        Assert.Equal(_offers.Keys.Order(), d.After.Offers.Keys);
        Assert.Equal(_standing.Count, d.After.Entries.Count);
        foreach (var entry in d.After.Entries.Values)
        {
            var mine = Find(entry.InteractionId);
            Assert.True(mine is not null && PlaceOf(entry.Stage) == mine.Place, $"{entry.InteractionId} stands at {entry.Stage} in {id} and should at {mine?.Place}.");
            Assert.True(mine!.Place == Place.Given || mine.WindowUntil == entry.WindowUntil, $"{id} believes that the window of {entry.InteractionId} closes at {entry.WindowUntil:O} and heard {mine.WindowUntil:O}.");
        }
    }

    private static Place PlaceOf(EntryStage stage) => stage switch
    {
        EntryStage.Waiting => Place.Line,
        EntryStage.Held => Place.Held,
        EntryStage.Backlog => Place.Backlog,
        EntryStage.OutOfHours => Place.AnsweredOnly,
        EntryStage.Disabled => Place.Recorded,
        EntryStage.WindowClosed => Place.WindowClosed,
        _ => Place.Given,
    };

    private void Saved(CampaignCommand.Save c, DateTimeOffset at)
    {
        var (before, after) = (_settings, c.Settings);
        if ((before.MaxPerAgent, before.ConnectionGraceSeconds, before.Strategy.Eligibility, before.Type, before.Priority, before.WrapUpSeconds)
            != (after.MaxPerAgent, after.ConnectionGraceSeconds, after.Strategy.Eligibility, after.Type, after.Priority, after.WrapUpSeconds))
        {
            _roster.NewTerms();
        }

        _roster.Strategy = after.Strategy;
        _settings = after;
        _version++;
        Looks(at);
        if (after.Enabled && !before.Enabled)
        {
            SwitchedOn(c.QueueRecorded, at);
        }
    }

    /// <summary>Always the first in line, and always to a member whose turn it may be; where they take for themselves, to who asked for it.</summary>
    private void Offered(CampaignFact.Offered f, Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        Assert.Equal(++_lastLease, f.Lease);
        var standing = _standing[f.InteractionId];
        if (f.Because is OfferReason.Directed or OfferReason.Assigned)
        {
            OfferedOnPurpose(f, standing, d);
            return;
        }

        Assert.Equal(IsPull, f.Pulled);
        Assert.Equal(!IsPull && standing.Preferred is { } last && _roster.CanBeOffered(last) ? OfferReason.Sticky : null, f.Because);
        if (f.Because is not null)
        {
            Assert.Equal(standing.Preferred, f.AgentId);
        }
        else if (IsPull)
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
            Assert.Equal(In(Place.Line)[0], f.InteractionId);
        }

        Assert.Equal(Place.Line, standing.Place);
        Give(f, standing, d);
    }

    /// <summary>Whosever turn it is: to him it was handed over, who reopened it, or whom a supervisor chose.</summary>
    private void OfferedOnPurpose(CampaignFact.Offered f, Standing standing, Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        Assert.True(f.Forced == true || _roster.CanBeOffered(f.AgentId), $"{f.AgentId} has no room for {f.InteractionId}.");
        Assert.True(f.Forced is null || f.By is not null, $"Nobody forces {f.InteractionId} upon {f.AgentId}.");
        if (f.Because == OfferReason.Directed)
        {
            Assert.Equal((f.AgentId, Place.Given), (standing.For, standing.Place));
        }
        else
        {
            var assign = Assert.IsType<CampaignCommand.Assign>(d.Command);
            Assert.Equal((assign.InteractionId, assign.AgentId), (f.InteractionId, f.AgentId));
            Assert.Contains(standing.Place, new[] { Place.Line, Place.Held });
        }

        Give(f, standing, d);
    }

    private void Give(CampaignFact.Offered f, Standing standing, Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        Assert.Equal(standing.Round, f.Epoch);
        Assert.True(episodeOf(f.InteractionId).CanBeAnswered(d.At), $"Nobody may answer {f.InteractionId} any more, which is offered to {f.AgentId}.");
        _roster.Offered(f.AgentId, f.Lease, d.At, inTurn: f.Because is null);
        (standing.From, standing.Place, standing.Lease) = (standing.Place, Place.Given, f.Lease);
        _offers.Add(f.Lease, (f.InteractionId, f.AgentId));
    }

    /// <summary>To the place it had, unless it is about another round by now; what was for him alone has none.</summary>
    private void BackToLine(long lease, string episode, bool lapsed)
    {
        if (Find(episode) is not { } standing || standing.Lease != lease)
        {
            return;
        }

        if (standing.For is not null)
        {
            _standing.Remove(episode);
            return;
        }

        (standing.Place, standing.Lease) = (standing.From, null);
        standing.Returned |= lapsed;
    }

    private IEnumerable<Standing> Ordered(Place place) => _standing.Values.Where(s => s.Place == place)
        .OrderBy(s => s.Order.Class).ThenBy(s => s.Order.Since).ThenBy(s => s.Order.Came).ThenBy(s => s.Order.Id, StringComparer.Ordinal);

    public override string ToString() => id;
}
