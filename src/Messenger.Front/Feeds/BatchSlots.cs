namespace Messenger.Front.Feeds;

/// <summary>When the next batch may go to a client: the first at once, then at most ten a second.</summary>
internal sealed class BatchSlots(TimeProvider clock)
{
    public static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(100);

    private long? _taken;

    /// <summary>Zero = now.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (_taken is not { } taken)
            {
                return TimeSpan.Zero;
            }

            var left = Slot - clock.GetElapsedTime(taken);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A batch goes now, or something that must reach the client before the next batch.</summary>
    public void Take() => _taken = clock.GetTimestamp();
}
