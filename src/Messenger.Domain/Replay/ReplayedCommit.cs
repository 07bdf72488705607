namespace Messenger.Domain.Replay;

/// <summary>
/// One commit: a row of decisions, of which only the facts are known. It follows the rules when it can be cut so that each piece is the
/// whole decision of some command on the state before it.
/// </summary>
/// <param name="states">Before each fact, and after the last.</param>
internal sealed class ReplayedCommit<TState, TCommand, TFact, TOrigins>(int rules, IReadOnlyList<TState> states, TFact[] facts, DateTimeOffset at, Func<TFact, string> text)
    where TState : class
    where TFact : class
    where TOrigins : IOrigins<TState, TCommand, TFact>
{
    private readonly HashSet<int> _deadEnds = [];
    private int _furthest = -1;
    private TFact? _decided;

    public bool RulesAreUnknown { get; private set; }

    public bool FollowsTheRules() => FollowsFrom(0);

    /// <summary>Where the attempt that came furthest ended.</summary>
    public ReplayDifference Difference(string stream, long version)
    {
        var stored = _furthest < facts.Length ? facts[_furthest] : null;
        return new ReplayDifference(
            stream, version, at, _furthest, (stored ?? _decided!).GetType().Name, stored is null ? null : text(stored), _decided is null ? null : text(_decided));
    }

    /// <summary>The state at a place is the same however one came there, so each is tried once.</summary>
    private bool FollowsFrom(int from)
    {
        if (from == facts.Length)
        {
            return true;
        }

        if (!_deadEnds.Add(from))
        {
            return false;
        }

        foreach (var command in TOrigins.Of(states[from], new ArraySegment<TFact>(facts, from, facts.Length - from), at))
        {
            if (TOrigins.Decide(rules, states[from], command, at) is not { } decision)
            {
                RulesAreUnknown = true;
                return false;
            }

            var equal = EqualFacts(decision.Facts, from);
            if (equal == decision.Facts.Count && equal > 0 && FollowsFrom(from + equal))
            {
                return true;
            }

            if (equal < decision.Facts.Count && from + equal > _furthest)
            {
                (_furthest, _decided) = (from + equal, decision.Facts[equal]);
            }
        }

        if (from > _furthest)
        {
            (_furthest, _decided) = (from, null);
        }

        return false;
    }

    private int EqualFacts(IReadOnlyList<TFact> decided, int from)
    {
        var n = 0;
        while (n < decided.Count && from + n < facts.Length && IsEqual(decided[n], facts[from + n]))
        {
            n++;
        }

        return n;
    }

    private bool IsEqual(TFact decided, TFact stored) =>
        decided.GetType() == stored.GetType() && text(TOrigins.WithGiven(decided, stored)) == text(stored);
}
