namespace Messenger.Console.Shared.Live;

/// <summary>Gathers changes into at most four repaints a second: the first at once, the rest together.</summary>
public sealed class Repaint : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider time;
    private readonly ITimer timer;
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private bool armed;

    public Repaint(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public event Action? Due;

    public void Request()
    {
        if (armed)
        {
            return;
        }

        armed = true;
        var wait = last + Every - time.GetUtcNow();
        timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer.Dispose();

    private void Fire()
    {
        armed = false;
        last = time.GetUtcNow();
        Due?.Invoke();
    }
}
