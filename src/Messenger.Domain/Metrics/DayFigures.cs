namespace Messenger.Domain.Metrics;

/// <summary>A campaign's day, and each formula's figure. Shares are 0 to 1; null = an empty denominator, shown as "-".</summary>
/// <param name="Queued">= <paramref name="Answered"/> + <paramref name="Abandoned"/> + <paramref name="EndedOtherwise"/> + <paramref name="Waiting"/>.</param>
/// <param name="Answered">A: before they counted as abandoned.</param>
/// <param name="Abandoned">B: the recovered ones included.</param>
/// <param name="EndedOtherwise">X: ended unanswered for another reason.</param>
/// <param name="Waiting">W: still unanswered.</param>
/// <param name="Recovered">Of B: answered after all.</param>
/// <param name="LongestWaitSeconds">The longest any of the queued waited for its answer, until now at most.</param>
/// <param name="Ended">Of any day's queue, or of none: ended on this day.</param>
public sealed record DayFigures(
    int Queued, int Answered, int Abandoned, int EndedOtherwise, int Waiting, int Recovered, double? ServiceLevelAnswered,
    double? ServiceLevelWithAbandoned, double? ServiceLevelStandard, double? LiveRisk, double? FirstReplyWithin, double? AbandonmentRate,
    double? AsaSeconds, double? FirstReplySeconds, double? AhtSeconds, double? LongestWaitSeconds, int Ended)
{
    public static DayFigures Of(DayCounts c) => new(
        c.Queued, c.Answered, c.Abandoned, c.EndedOtherwise, c.Waiting, c.Recovered, Formulas.ServiceLevelAnswered(c), Formulas.ServiceLevelWithAbandoned(c),
        Formulas.ServiceLevelStandard(c), Formulas.LiveRisk(c), Formulas.FirstReplyWithin(c), Formulas.AbandonmentRate(c), Formulas.AsaSeconds(c),
        Formulas.FirstReplySeconds(c), Formulas.AhtSeconds(c), c.LongestWaitMilliseconds / 1000.0, c.Ended);

    /// <summary>Completed on this day, by agent (R42); who completed none is not in it.</summary>
    public static IReadOnlyDictionary<string, int> Completed(IEnumerable<InteractionTimes> interactions, LocalDay day) => interactions
        .Where(i => i is { Completed: true, AgentId: not null } && day.Has(i.EndedAt))
        .GroupBy(i => i.AgentId!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
}
