using System.Diagnostics;
using Messenger.Domain.Shared;

namespace Messenger.Bench.Routing;

/// <summary>What the machinery does around one grain's rules, without storage: decide, apply, and say what is to be sent.</summary>
internal interface IStand
{
    /// <summary>Obligations that follow from the state and are not on their way.</summary>
    IEnumerable<Obligation> ToSend();

    Answer Tell(object command, DateTimeOffset now);

    /// <summary>The command that brings an answer home; null = none.</summary>
    object? Answered(Obligation obligation, Answer answer);

    /// <summary>Nothing of this obligation is on its way any more.</summary>
    void Arrived(Obligation obligation);
}

internal sealed class Stand<TState, TCommand, TFact, TRules>(string key, Effort effort, Action<TFact> happened) : IStand
    where TState : class
    where TCommand : class
    where TFact : notnull
    where TRules : IRules<TState, TCommand, TFact>
{
    private readonly Dictionary<string, Obligation> _answered = [];
    private readonly HashSet<string> _underWay = [];
    private Dictionary<string, Obligation> _owed = [];

    public TState State { get; private set; } = TRules.Initial(key);

    public IEnumerable<Obligation> ToSend()
    {
        foreach (var obligation in _owed.Values)
        {
            if (!(_answered.TryGetValue(obligation.Key, out var known) && known.Equals(obligation)) && _underWay.Add(obligation.Key))
            {
                yield return obligation;
            }
        }
    }

    public Answer Tell(object command, DateTimeOffset now)
    {
        var began = Stopwatch.GetTimestamp();
        var decision = TRules.Decide(State, (TCommand)command, now);
        foreach (var fact in decision.Facts)
        {
            State = TRules.Apply(State, fact, now);
        }

        _owed = TRules.Pending(State).ToDictionary(o => o.Key);
        foreach (var gone in _answered.Keys.Where(k => !_owed.ContainsKey(k)).ToArray())
        {
            _answered.Remove(gone);
        }

        effort.Spent(Stopwatch.GetTimestamp() - began);
        foreach (var fact in decision.Facts)
        {
            happened(fact);
        }

        return decision.Answer;
    }

    public object? Answered(Obligation obligation, Answer answer)
    {
        _answered[obligation.Key] = obligation;
        return TRules.Answered(obligation, answer);
    }

    public void Arrived(Obligation obligation) => _underWay.Remove(obligation.Key);
}

/// <summary>What deciding took, all grains of a kind together.</summary>
internal sealed class Effort
{
    private long _ticks;
    private int _decisions;

    public double MicrosecondsPerDecision => _ticks * 1_000_000.0 / Stopwatch.Frequency / _decisions;

    public void Spent(long ticks)
    {
        _ticks += ticks;
        _decisions++;
    }

    public void Forget() => (_ticks, _decisions) = (0, 0);
}
