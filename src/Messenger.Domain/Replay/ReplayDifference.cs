namespace Messenger.Domain.Replay;

/// <summary>A place in a journal where the rules decide something else than stands there.</summary>
/// <param name="Version">The stream's row.</param>
/// <param name="Index">Place of the fact in its row, from 0.</param>
/// <param name="Fact">Kind of the fact that stands there, or of the one that is missing.</param>
/// <param name="Stored">As it stands in the journal, without personal content; null = nothing stands there, and something should.</param>
/// <param name="Decided">As the rules decide it; null = they do not decide such a fact there.</param>
public sealed record ReplayDifference(string Stream, long Version, DateTimeOffset At, int Index, string Fact, string? Stored, string? Decided);

/// <summary>What the replay of one stream came to.</summary>
/// <param name="Facts">All that were read.</param>
/// <param name="NotCompared">Facts that could not be decided anew: of rules that this build does not know, or behind erased content.</param>
/// <param name="UnknownRules">Versions of the rules that this build does not know.</param>
/// <param name="DifferenceCount">All there are; 0 = every compared decision is equal, bit for bit.</param>
/// <param name="Differences">The first hundred.</param>
public sealed record ReplayReport(
    string Stream, long Commits, long Facts, long NotCompared, IReadOnlyList<int> UnknownRules, int DifferenceCount, IReadOnlyList<ReplayDifference> Differences)
{
    public bool IsEqual => DifferenceCount == 0;
}
