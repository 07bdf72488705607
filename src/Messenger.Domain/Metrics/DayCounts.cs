namespace Messenger.Domain.Metrics;

/// <summary>
/// What the formulas of a campaign's day are made of, summed over its interactions. Counts of the queue belong to the local day on which
/// an interaction was queued; ended, completed and handled to the day on which it ended.
/// </summary>
public sealed record DayCounts
{
    public int Queued { get; init; }

    /// <summary>A.</summary>
    public int Answered { get; init; }

    /// <summary>B, the recovered ones included.</summary>
    public int Abandoned { get; init; }

    /// <summary>X.</summary>
    public int EndedOtherwise { get; init; }

    /// <summary>W, as of now.</summary>
    public int Waiting { get; init; }

    /// <summary>Of B: answered after all.</summary>
    public int Recovered { get; init; }

    /// <summary>Of A: those that a service level is about.</summary>
    public int ServiceAnswered { get; init; }

    /// <summary>Of these: answered within T.</summary>
    public int ServiceAnsweredInTime { get; init; }

    /// <summary>Of B: those that a service level is about.</summary>
    public int ServiceAbandoned { get; init; }

    /// <summary>Of these: their patience was no longer than T, so that nobody could have answered later than T.</summary>
    public int ServiceAbandonedInTime { get; init; }

    /// <summary>Of both: the first reply came within T.</summary>
    public int ServiceRepliedInTime { get; init; }

    /// <summary>Of W: those that a service level is about and that have waited longer than T by now.</summary>
    public int ServiceWaitingLate { get; init; }

    /// <summary>Sum of wq over A.</summary>
    public long AnswerWaitMilliseconds { get; init; }

    /// <summary>Queued ones that have a first reply.</summary>
    public int Replied { get; init; }

    /// <summary>Sum of wr over these.</summary>
    public long ReplyWaitMilliseconds { get; init; }

    /// <summary>The longest any of the queued waited for its answer; null = nobody was queued.</summary>
    public long? LongestWaitMilliseconds { get; init; }

    /// <summary>Ended on this day, answered or not.</summary>
    public int Ended { get; init; }

    /// <summary>Of these: they had been answered.</summary>
    public int Handled { get; init; }

    /// <summary>Sum of e-a and wrap-up over these.</summary>
    public long HandleMilliseconds { get; init; }

    /// <param name="interactions">Of one campaign; those of other days are passed over.</param>
    /// <param name="within">T, the time of the service level.</param>
    /// <param name="now">Until when those still unanswered have waited.</param>
    public static DayCounts Of(IEnumerable<InteractionTimes> interactions, LocalDay day, TimeSpan within, DateTimeOffset now)
    {
        var counts = new DayCounts();
        foreach (var i in interactions)
        {
            if (day.Has(i.QueuedAt))
            {
                counts = WithQueued(counts, i, within, now);
            }

            if (day.Has(i.EndedAt))
            {
                counts = counts with
                {
                    Ended = counts.Ended + 1,
                    Handled = counts.Handled + One(i.AnsweredAt is not null),
                    HandleMilliseconds = counts.HandleMilliseconds + Whole(i.HandleTime),
                };
            }
        }

        return counts;
    }

    private static DayCounts WithQueued(DayCounts c, InteractionTimes i, TimeSpan within, DateTimeOffset now)
    {
        var counted = i.As;
        c = c with
        {
            Queued = c.Queued + 1,
            Replied = c.Replied + One(i.RepliedAt is not null),
            ReplyWaitMilliseconds = c.ReplyWaitMilliseconds + Whole(i.ReplyWait),
            LongestWaitMilliseconds = Math.Max(c.LongestWaitMilliseconds ?? 0, Whole(i.WaitUntil(now))),
            ServiceRepliedInTime = c.ServiceRepliedInTime + One(i.IsService && counted is QueuedAs.Answered or QueuedAs.Abandoned && i.ReplyWait <= within),
        };
        return counted switch
        {
            QueuedAs.Answered => c with
            {
                Answered = c.Answered + 1,
                AnswerWaitMilliseconds = c.AnswerWaitMilliseconds + Whole(i.AnswerWait),
                ServiceAnswered = c.ServiceAnswered + One(i.IsService),
                ServiceAnsweredInTime = c.ServiceAnsweredInTime + One(i.IsService && i.AnswerWait <= within),
            },
            QueuedAs.Abandoned => c with
            {
                Abandoned = c.Abandoned + 1,
                Recovered = c.Recovered + One(i.AnsweredAt is not null),
                ServiceAbandoned = c.ServiceAbandoned + One(i.IsService),
                ServiceAbandonedInTime = c.ServiceAbandonedInTime + One(i.IsService && i.Patience <= within),
            },
            QueuedAs.EndedOtherwise => c with { EndedOtherwise = c.EndedOtherwise + 1 },
            _ => c with { Waiting = c.Waiting + 1, ServiceWaitingLate = c.ServiceWaitingLate + One(i.IsService && now - i.QueuedAt > within) },
        };
    }

    private static int One(bool counts) => counts ? 1 : 0;

    private static long Whole(TimeSpan? length) => (long)(length?.TotalMilliseconds ?? 0);
}
