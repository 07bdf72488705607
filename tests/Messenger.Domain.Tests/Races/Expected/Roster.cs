using Messenger.Domain.Agents;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>
/// Whom a campaign may offer to, and who is next, from what its agents told it: only a member who knows the newest terms, who said
/// that he has room for more than what is on its way to him, and who has said something new since he refused.
/// </summary>
internal sealed class Roster
{
    private readonly Dictionary<string, Candidate> _candidates = [];
    private int _terms;

    public IReadOnlyList<string> Members { get; private set; } = [];

    /// <summary>Who is longest without an interaction, then in the order of the list; null = nobody can be offered anything.</summary>
    public string? Next => Members.Where(m => CanBeOffered(_candidates[m])).MinBy(m => _candidates[m].LastTurn);

    /// <summary>Limit or grace are others than before: each must hear of it first.</summary>
    public void NewTerms() => _terms++;

    public void Became(IReadOnlyList<string> members)
    {
        if (members.SequenceEqual(Members))
        {
            return;
        }

        Members = members;
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
            (c.Said, c.Room) = (hint.Version, hint.Free);
        }
    }

    public void Offered(string agent, long lease)
    {
        var c = _candidates[agent];
        c.Offers.Add(lease);
        c.Turns.Add(lease);
    }

    /// <summary>A refused offer is no turn: he is still as long without one as before.</summary>
    public void Refused(string agent, long lease, string reason, AgentHint hint)
    {
        Over(agent, lease, hint);
        _candidates[agent].Turns.Remove(lease);
        if (reason is not (RefusalReason.Expired or RefusalReason.StaleSettings))
        {
            _candidates[agent].RefusedAt = Math.Max(_candidates[agent].RefusedAt, hint.Version);
        }
    }

    public void Over(string agent, long lease, AgentHint hint)
    {
        Said(hint);
        Assert.True(_candidates[agent].Offers.Remove(lease), $"Offer {lease} to {agent} was over twice.");
    }

    private bool CanBeOffered(Candidate c) => c.Terms == _terms && c.Room > c.Offers.Count && c.Said > c.RefusedAt;

    private sealed class Candidate
    {
        public int Terms { get; set; }

        public long Said { get; set; } = -1;

        public int Room { get; set; }

        public long RefusedAt { get; set; } = -1;

        public HashSet<long> Offers { get; } = [];

        public SortedSet<long> Turns { get; } = [];

        public long LastTurn => Turns.Max;
    }
}
