namespace Messenger.Front.Feeds;

/// <summary>A client that overflows three times within a minute cannot follow: its connection is closed.</summary>
internal sealed class OverflowBudget(TimeProvider clock)
{
    private const int Most = 3;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Queue<long> _overflows = new();

    /// <summary>Counts one overflow; false = that was one too many.</summary>
    public bool Spend()
    {
        while (_overflows.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= Window)
        {
            _overflows.Dequeue();
        }

        _overflows.Enqueue(clock.GetTimestamp());
        return _overflows.Count < Most;
    }
}
