using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>
/// Whom a campaign may offer to, and who is next, from what its agents told it: only a member who knows the newest terms, who said
/// that he has room for more than what is on its way to him, and who has said something new since he refused.
/// </summary>
internal sealed class Roster
{
    private readonly Dictionary<string, Candidate> _candidates = [];
    private int _terms;
    private int _round = -1;
    private int _roundBefore = -1;
    private long _lastLease;

    public IReadOnlyList<string> Members { get; private set; } = [];

    public bool KnowsAnybody => _candidates.Count > 0;

    public Strategy Strategy { get; set; } = Strategy.Default;

    /// <summary>Those who may be next at this instant, one only unless chance decides; none = nobody can be offered anything.</summary>
    public IReadOnlyList<string> Next(DateTimeOffset now)
    {
        var ready = Members.Where(CanBeOffered).ToList();
        var idle = Strategy.Eligibility == Eligibility.Omni ? ready.Where(m => _candidates[m] is { Idle: true, Offers.Count: 0 }).ToList() : [];
        var first = idle.Count > 0 ? idle : ready;
        var next = Strategy.Distribution switch
        {
            Distribution.LeastRecent => first.MinBy(m => _candidates[m].LastTurn),
            Distribution.FewestToday => first.MinBy(m => _candidates[m].Days.Values.Count(day => day == now.Date)),
            Distribution.Linear => first.FirstOrDefault(),
            Distribution.RoundRobin => first.Find(m => PlaceOf(m) > _round) ?? first.FirstOrDefault(),
            _ => null,
        };
        return next is null ? first : [next];
    }

    /// <summary>Terms are others than before: each must hear of it first.</summary>
    public void NewTerms() => _terms++;

    public bool KnowsNewTerms(string member) => _candidates.GetValueOrDefault(member)?.Terms == _terms;

    /// <summary>Who left is remembered while an offer to him is open, and is offered nothing.</summary>
    public bool CanBeOffered(string member) =>
        Members.Contains(member) && _candidates.GetValueOrDefault(member) is { } c && c.Terms == _terms && c.Room > c.Offers.Count && c.Said > c.RefusedAt;

    public void Became(IReadOnlyList<string> members)
    {
        if (members.SequenceEqual(Members))
        {
            return;
        }

        var last = Members.ElementAtOrDefault(_round);
        Members = members;
        _round = last is not null && PlaceOf(last) is var place and >= 0 ? place : Math.Max(-1, _round - 1);
        NewTerms();
        foreach (var member in members)
        {
            _candidates.TryAdd(member, new Candidate());
        }
    }

    /// <summary>Who left and has heard of it is forgotten, with his turns.</summary>
    public void KnowsTerms(string agent, int terms)
    {
        if (_candidates.GetValueOrDefault(agent) is not { } c || c.Terms >= terms)
        {
            return;
        }

        c.Terms = terms;
        if (terms == _terms && !Members.Contains(agent) && c.Offers.Count == 0)
        {
            _candidates.Remove(agent);
        }
    }

    /// <summary>What he said last counts, in whichever order it arrives.</summary>
    public void Said(AgentHint hint)
    {
        if (_candidates.GetValueOrDefault(hint.AgentId) is { } c && hint.Version > c.Said)
        {
            (c.Said, c.Room, c.Idle) = (hint.Version, hint.Free, hint.Idle);
        }
    }

    /// <summary>All the room he offers is for this campaign, unless one of those who wait (in their order) must let others go first.</summary>
    /// <param name="goFirst">Of each who waits, whether he has waited as long as who waits elsewhere; null = nobody waits elsewhere.</param>
    public void Offers(AgentHint hint, IReadOnlyList<bool>? goFirst)
    {
        if (goFirst is { Count: > 0 } && _candidates.GetValueOrDefault(hint.AgentId) is { } c && hint.Free > c.Offers.Count)
        {
            var entitled = goFirst.TakeWhile(first => first).Count();
            if (entitled == 0)
            {
                return;
            }

            hint = entitled < goFirst.Count ? hint with { Free = Math.Min(hint.Free, c.Offers.Count + entitled) } : hint;
        }

        Said(hint);
    }

    /// <param name="inTurn">It was his turn; else the round through the list goes on where it stood.</param>
    public void Offered(string agent, long lease, DateTimeOffset at, bool inTurn)
    {
        var c = _candidates[agent];
        c.Offers.Add(lease);
        c.Turns.Add(lease);
        c.Days.Add(lease, at.Date);
        (_lastLease, _roundBefore, _round) = (lease, _round, inTurn ? PlaceOf(agent) : _round);
    }

    /// <summary>A refused offer is no turn: he is still as long without one as before.</summary>
    public void Refused(string agent, long lease, string reason, AgentHint hint)
    {
        Over(agent, lease, hint, counts: false);
        _candidates[agent].Turns.Remove(lease);
        _round = lease == _lastLease ? _roundBefore : _round;
        if (reason is not (RefusalReason.Expired or RefusalReason.StaleSettings or RefusalReason.Gone))
        {
            _candidates[agent].RefusedAt = Math.Max(_candidates[agent].RefusedAt, hint.Version);
        }
    }

    /// <param name="counts">It was an assignment.</param>
    public void Over(string agent, long lease, AgentHint hint, bool counts)
    {
        Said(hint);
        if (!counts)
        {
            _candidates[agent].Days.Remove(lease);
        }

        Assert.True(_candidates[agent].Offers.Remove(lease), $"Offer {lease} to {agent} was over twice.");
    }

    private int PlaceOf(string member) => Members.ToList().IndexOf(member);

    private sealed class Candidate
    {
        public int Terms { get; set; }

        public long Said { get; set; } = -1;

        public int Room { get; set; }

        public bool Idle { get; set; }

        /// <summary>Each offer that counts, and its day.</summary>
        public Dictionary<long, DateTime> Days { get; } = [];

        public long RefusedAt { get; set; } = -1;

        public HashSet<long> Offers { get; } = [];

        public SortedSet<long> Turns { get; } = [];

        public long LastTurn => Turns.Max;
    }
}
