namespace Messenger.Domain.Shared;

/// <summary>Collects the facts of one decision and keeps the state after each, so that later steps of it see the earlier ones.</summary>
internal sealed class Draft<TState, TFact>(TState state, Func<TState, TFact, TState> apply)
{
    private readonly List<TFact> _facts = [];

    public TState State { get; private set; } = state;

    public void Add(TFact fact)
    {
        _facts.Add(fact);
        State = apply(State, fact);
    }

    public Decision<TFact> Answer(Answer answer, bool asserted = false) => new(_facts, answer, asserted);

    public Decision<TFact> Done() => Answer(Shared.Answer.Done);
}
