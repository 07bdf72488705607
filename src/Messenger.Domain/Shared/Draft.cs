namespace Messenger.Domain.Shared;

/// <summary>Collects the facts of one decision and keeps the state after each, so that later steps of it see the earlier ones.</summary>
internal sealed class Draft<TState, TFact>(TState state, Func<TState, TFact, TState> apply)
{
    private readonly DraftedFacts<TState, TFact> _facts = [];

    public TState State { get; private set; } = state;

    /// <summary>What was added so far.</summary>
    public IReadOnlyList<TFact> Facts => _facts;

    public void Add(TFact fact)
    {
        State = apply(State, fact);
        _facts.Add(fact);
        _facts.States.Add(State);
    }

    public Decision<TFact> Answer(Answer answer, bool asserted = false) => new(_facts, answer, asserted);

    public Decision<TFact> Done() => Answer(Shared.Answer.Done);

    /// <summary>
    /// Done, and the caller will never ask again. Where no fact says so, an activation that is behind must not: what it does not know
    /// of would stay undone for ever.
    /// </summary>
    public Decision<TFact> DoneForGood() => Answer(Shared.Answer.Done, asserted: true);
}
