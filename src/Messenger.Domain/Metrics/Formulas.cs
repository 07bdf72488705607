namespace Messenger.Domain.Metrics;

/// <summary>
/// The formulas, each by its name; screens, files and the API have their numbers from here and nowhere else. Shares are 0 to 1, times are
/// seconds. An empty denominator gives null, shown as "-", never 0 and never everything.
/// </summary>
public static class Formulas
{
    /// <summary>Service level (answered): those answered within T, of those answered (A).</summary>
    public static double? ServiceLevelAnswered(DayCounts c) => Share(c.ServiceAnsweredInTime, c.ServiceAnswered);

    /// <summary>Service level (with abandoned): those answered within T and those abandoned whose threshold is at most T, of A + B.</summary>
    public static double? ServiceLevelWithAbandoned(DayCounts c) => Share(c.ServiceAnsweredInTime + c.ServiceAbandonedInTime, c.ServiceAnswered + c.ServiceAbandoned);

    /// <summary>Service level (standard): those answered within T, of A + B.</summary>
    public static double? ServiceLevelStandard(DayCounts c) => Share(c.ServiceAnsweredInTime, c.ServiceAnswered + c.ServiceAbandoned);

    /// <summary>Live risk: the standard one, with those who wait longer than T by now as misses.</summary>
    public static double? LiveRisk(DayCounts c) => Share(c.ServiceAnsweredInTime, c.ServiceAnswered + c.ServiceAbandoned + c.ServiceWaitingLate);

    /// <summary>First reply within T: those with a first reply within T, of A + B.</summary>
    public static double? FirstReplyWithin(DayCounts c) => Share(c.ServiceRepliedInTime, c.ServiceAnswered + c.ServiceAbandoned);

    /// <summary>Abandonment rate: B of all queued.</summary>
    public static double? AbandonmentRate(DayCounts c) => Share(c.Abandoned, c.Queued);

    /// <summary>ASA: the mean wait until the answer, over A.</summary>
    public static double? AsaSeconds(DayCounts c) => Mean(c.AnswerWaitMilliseconds, c.Answered);

    /// <summary>First reply: the mean wait until it, over the queued that have one.</summary>
    public static double? FirstReplySeconds(DayCounts c) => Mean(c.ReplyWaitMilliseconds, c.Replied);

    /// <summary>AHT: the mean time from the answer to the end and the wrap-up, over those that ended and had been answered.</summary>
    public static double? AhtSeconds(DayCounts c) => Mean(c.HandleMilliseconds, c.Handled);

    /// <summary>Occupancy: time with at least one interaction, of the time signed in and not on a break.</summary>
    public static double? Occupancy(AgentTimes t) => t.Working > TimeSpan.Zero ? t.Occupied / t.Working : null;

    /// <summary>Concurrency: chat-seconds for each second with at least one chat.</summary>
    public static double? Concurrency(AgentTimes t) => t.WithChat > TimeSpan.Zero ? t.ChatTime / t.WithChat : null;

    private static double? Share(int of, int all) => all == 0 ? null : (double)of / all;

    private static double? Mean(long milliseconds, int count) => count == 0 ? null : milliseconds / 1000.0 / count;
}
