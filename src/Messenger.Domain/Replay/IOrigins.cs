using Messenger.Domain.Shared;

namespace Messenger.Domain.Replay;

/// <summary>
/// The way back from facts to what brought them about. Facts carry whatever came from outside; everything else in them is decided, so the
/// rules must decide it again when they are told the same from the same state.
/// </summary>
public interface IOrigins<TState, TCommand, TFact>
{
    /// <summary>
    /// Commands of which one, if the rules were followed, decided the facts that stand first here. More than one where a fact can have
    /// several causes; a command that would decide something else does no harm.
    /// </summary>
    /// <param name="facts">What is left of one commit, at least one.</param>
    static abstract IEnumerable<TCommand> Of(TState before, ArraySegment<TFact> facts, DateTimeOffset at);

    /// <summary>By the rules of that version; null = this build does not know them.</summary>
    static abstract Decision<TFact>? Decide(int rulesVersion, TState state, TCommand command, DateTimeOffset at);

    /// <summary>The version of the rules that this fact names; null = it names none.</summary>
    static virtual int? RulesOf(TFact fact) => null;

    /// <summary>The decided fact, with what no rule decides of it taken from the one that is stored.</summary>
    static virtual TFact WithGiven(TFact decided, TFact stored) => decided;
}
