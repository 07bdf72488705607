using Messenger.Domain.Shared;
using Messenger.Domain.Tests.Replay;

namespace Messenger.Domain.Tests;

/// <summary>Tells a grain's life as the machinery would: decide, apply each fact, show it to watchers, keep the answer.</summary>
public sealed class Story<TState, TCommand, TFact, TRules>(string key)
    where TState : class
    where TFact : class
    where TRules : IRules<TState, TCommand, TFact>
{
    private readonly StoryReplay<TFact> _replay = new(key);

    public TState State { get; private set; } = TRules.Initial(key);

    public DateTimeOffset Now { get; private set; } = Day.Start;

    /// <summary>Everything that ever happened.</summary>
    public List<TFact> Facts { get; } = [];

    /// <summary>What the last command brought about.</summary>
    public IReadOnlyList<TFact> Last { get; private set; } = [];

    /// <summary>What watchers saw of the last command.</summary>
    public List<ViewEvent> Seen { get; } = [];

    public Answer Answer { get; private set; } = Answer.Done;

    public bool Asserted { get; private set; }

    public IReadOnlyList<Obligation> Owes => [.. TRules.Pending(State)];

    public DateTimeOffset? Due => TRules.NextDue(State);

    public Story<TState, TCommand, TFact, TRules> Do(params ReadOnlySpan<TCommand> commands)
    {
        foreach (var command in commands)
        {
            var decision = TRules.Decide(State, command, Now);
            (Last, Answer, Asserted) = (decision.Facts, decision.Answer, decision.Asserted);
            Seen.Clear();
            foreach (var fact in decision.Facts)
            {
                Became(fact);
            }

            _replay.Follows(decision.Facts, Now);
        }

        return this;
    }

    /// <summary>A fact of the journal, without a decision.</summary>
    public Story<TState, TCommand, TFact, TRules> Happen(TFact fact)
    {
        Became(fact);
        _replay.Happens(fact, Now);
        return this;
    }

    public Story<TState, TCommand, TFact, TRules> After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public Story<TState, TCommand, TFact, TRules> After(double seconds) => After(TimeSpan.FromSeconds(seconds));

    /// <summary>The grain's own timer fires when it is due.</summary>
    public Story<TState, TCommand, TFact, TRules> WhenDue()
    {
        Now = TRules.NextDue(State) ?? throw new InvalidOperationException("Nothing is due.");
        return Do(TRules.Tick());
    }

    private void Became(TFact fact)
    {
        var after = TRules.Apply(State, fact, Now);
        Seen.AddRange(TRules.View(State, after, fact, Now, Seen.Count + 1));
        State = after;
        Facts.Add(fact);
    }

    public void NothingHappened() => Assert.Empty(Last);

    public void WasRefused(string code)
    {
        Assert.Equal(new Answer.Refused(code), Answer);
        NothingHappened();
    }
}

public static class Day
{
    /// <summary>A Monday morning.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
}
