namespace Messenger.Domain.Shared;

/// <summary>A decision's facts that come with the state after each: deciding worked it out already, and nobody has to apply them again.</summary>
public interface IDrafted<out TState>
{
    /// <summary>The state after the fact with this index.</summary>
    TState After(int fact);
}

internal sealed class DraftedFacts<TState, TFact> : List<TFact>, IDrafted<TState>
{
    public List<TState> States { get; } = [];

    public TState After(int fact) => States[fact];
}
