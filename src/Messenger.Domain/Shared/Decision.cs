namespace Messenger.Domain.Shared;

/// <summary>What a rule decided: facts to commit (none = nothing to do) and the answer to give once they are committed.</summary>
/// <param name="Asserted">
/// The answer makes the caller write something of its own, so it must not come from a stale activation:
/// the machinery confirms the head version with an empty append before it answers (protocol section 1).
/// </param>
public readonly record struct Decision<TFact>(IReadOnlyList<TFact> Facts, Answer Answer, bool Asserted = false)
{
    public static Decision<TFact> Nothing { get; } = new([], Answer.Done);

    public static Decision<TFact> Refuse(string code) => new([], new Answer.Refused(code));

    public static Decision<TFact> Say(Answer answer) => new([], answer);

    public static Decision<TFact> Assert(Answer answer) => new([], answer, Asserted: true);
}

/// <summary>
/// The pure functions of one kind of grain, and what its stream looks like from outside. Implemented by structs without fields: the
/// machinery, which is generic over them, then calls them directly instead of looking each one up.
/// </summary>
public interface IRules<TState, TCommand, TFact>
    where TState : class
{
    /// <summary>The state before anything happened.</summary>
    static abstract TState Initial(string key);

    /// <summary>May it happen, and what happened? No I/O, no clock, no randomness.</summary>
    static abstract Decision<TFact> Decide(TState state, TCommand command, DateTimeOffset now);

    /// <summary>The state after the fact. An unknown fact is a fault, never skipped.</summary>
    static abstract TState Apply(TState state, TFact fact, DateTimeOffset at);

    /// <summary>
    /// Messages to other grains that are committed and not settled by a fact. One key = one message; when its content changes the
    /// newest is sent. Those whose answer needs no fact stay here: the machinery remembers their answer while it lives.
    /// </summary>
    static abstract IEnumerable<Obligation> Pending(TState state);

    /// <summary>The command that brings an obligation's answer home; null when the answer needs no fact.</summary>
    static abstract TCommand? Answered(Obligation obligation, Answer answer);

    /// <summary>When the grain must look again; null = nothing is due.</summary>
    static abstract DateTimeOffset? NextDue(TState state);

    /// <summary>The command of the due time.</summary>
    static abstract TCommand Tick();

    /// <summary>What watchers see of the fact; nothing = invisible. The first event carries view version <paramref name="next"/>, the others follow.</summary>
    static abstract IEnumerable<ViewEvent> View(TState before, TState after, TFact fact, DateTimeOffset at, long next);

    /// <summary>The whole visible state at a view version.</summary>
    static abstract object Snapshot(TState state, long version, DateTimeOffset now);
}
