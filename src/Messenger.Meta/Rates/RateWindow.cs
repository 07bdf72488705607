namespace Messenger.Meta;

/// <summary>Grants the calls of one kind of one Page (protocol section 5). Pure: the caller brings the time. Not for several threads at once.</summary>
/// <remarks>A block can be used as late as its validity after it was granted, so each one counts for a second and that long. Thus no
/// second, however it is laid, sees more calls than the limit, and no unused permit can be saved up for a burst, as a token bucket would.</remarks>
public sealed class RateWindow(RateLimit limit)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Queue<(DateTimeOffset At, int Permits)> granted = new();
    private DateTimeOffset latest = DateTimeOffset.MinValue;
    private int counted;

    /// <summary>Grants up to <paramref name="wanted"/> calls, at most one block. A clock set back counts as standing still.</summary>
    public RateGrant Take(int wanted, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        latest = now > latest ? now : latest;
        var counts = Second + limit.Validity;
        while (granted.TryPeek(out var oldest) && latest - oldest.At > counts)
        {
            counted -= granted.Dequeue().Permits;
        }

        var permits = Math.Min(Math.Min(wanted, limit.Block), limit.PerSecond - counted);
        if (permits <= 0)
        {
            // One tick more, because a block counts up to and including the end of its time.
            return new RateGrant.Wait(granted.Peek().At + counts - latest + TimeSpan.FromTicks(1));
        }

        granted.Enqueue((latest, permits));
        counted += permits;
        return new RateGrant.Block(permits, latest + limit.Validity);
    }
}

/// <summary>What was granted.</summary>
public abstract record RateGrant
{
    private RateGrant()
    {
    }

    /// <param name="Permits">Calls that may begin.</param>
    /// <param name="NotAfter">The last instant at which one of them may begin.</param>
    public sealed record Block(int Permits, DateTimeOffset NotAfter) : RateGrant;

    /// <param name="For">Until the next one can be granted, if nobody else takes it.</param>
    public sealed record Wait(TimeSpan For) : RateGrant;
}
