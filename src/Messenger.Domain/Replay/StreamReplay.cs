using Messenger.Domain.Shared;

namespace Messenger.Domain.Replay;

/// <summary>
/// Lives one stream again from its first fact: each commit is cut into the decisions it is made of, and each of them is taken anew, by the
/// deciding rules, from the state before it. The facts must come out equal, byte for byte, none missing and none too many.
/// </summary>
/// <param name="key">The grain's key.</param>
/// <param name="text">A fact as the journal keeps it, without personal content.</param>
public sealed class StreamReplay<TState, TCommand, TFact, TRules, TOrigins>(string stream, string key, Func<TFact, string> text) : IStreamReplay<TFact>
    where TState : class
    where TFact : class
    where TRules : IRules<TState, TCommand, TFact>
    where TOrigins : IOrigins<TState, TCommand, TFact>
{
    private const int DifferencesKept = 100;

    /// <summary>Rows from before rules had a number were made by the first.</summary>
    private const int FirstRules = 1;

    private readonly List<ReplayDifference> _differences = [];
    private readonly SortedSet<int> _unknownRules = [];
    private TState _state = TRules.Initial(key);
    private int _rules = FirstRules;
    private bool _erased;
    private bool _unreadable;
    private long _commits;
    private long _facts;
    private long _notCompared;
    private int _differenceCount;

    public ReplayReport Report() => new(stream, _commits, _facts, _notCompared, [.. _unknownRules], _differenceCount, _differences);

    public void Walk(long version, DateTimeOffset at, IReadOnlyList<TFact> facts, bool erased = false)
    {
        _commits++;
        _facts += facts.Count;
        _erased |= erased;
        if (_unreadable)
        {
            _notCompared += facts.Count;
            return;
        }

        var states = Fold(at, facts);
        _unreadable = states.Count <= facts.Count;
        _state = states[^1];
        _rules = facts.Select(TOrigins.RulesOf).LastOrDefault(v => v is not null) ?? _rules;
        var commit = new ReplayedCommit<TState, TCommand, TFact, TOrigins>(_rules, states, [.. facts.Take(states.Count)], at, text);
        if (commit.FollowsTheRules())
        {
            return;
        }

        if (commit.RulesAreUnknown)
        {
            _unknownRules.Add(_rules);
            _notCompared += facts.Count;
        }
        else if (_erased)
        {
            _notCompared += facts.Count;
        }
        else
        {
            Differs(commit.Difference(stream, version));
        }
    }

    /// <summary>The state before each fact and after the last; it ends before a fact that makes no sense where it stands.</summary>
    private List<TState> Fold(DateTimeOffset at, IReadOnlyList<TFact> facts)
    {
        var states = new List<TState>(facts.Count + 1) { _state };
        try
        {
            foreach (var fact in facts)
            {
                states.Add(TRules.Apply(states[^1], fact, at));
            }
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            // No rules decide it either: the commit differs there at the latest.
        }

        return states;
    }

    private void Differs(ReplayDifference difference)
    {
        _differenceCount++;
        if (_differences.Count < DifferencesKept)
        {
            _differences.Add(difference);
        }
    }
}

/// <summary>The replay of one stream, whatever its kind.</summary>
public interface IStreamReplay<in TFact>
{
    /// <param name="version">The stream's row; rows come in their order, none left out.</param>
    /// <param name="facts">All of one commit.</param>
    /// <param name="erased">Personal content of the row is gone.</param>
    void Walk(long version, DateTimeOffset at, IReadOnlyList<TFact> facts, bool erased = false);

    ReplayReport Report();
}
