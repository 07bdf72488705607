namespace Messenger.Front.Feeds;

/// <summary>When the next batch may go to a client: ten a second that last, and up to five at once after a quiet moment (decision 0011).</summary>
internal sealed class BatchSlots(TimeProvider clock)
{
    public static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(100);

    private const int Burst = 5;

    private readonly long _began = clock.GetTimestamp();

    // When all slots are free again; each batch moves it by one.
    private TimeSpan _allFree = TimeSpan.Zero;
    private TimeSpan _notBefore = TimeSpan.Zero;

    /// <summary>Zero = now.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var oneFree = _allFree - ((Burst - 1) * Slot);
            var left = (oneFree > _notBefore ? oneFree : _notBefore) - Now;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(_began);

    /// <summary>A batch goes now.</summary>
    public void Take()
    {
        var now = Now;
        _allFree = (_allFree > now ? _allFree : now) + Slot;
    }

    /// <summary>Something goes by another way that must reach the client before the next batch.</summary>
    public void Pause() => _notBefore = Now + Slot;
}
