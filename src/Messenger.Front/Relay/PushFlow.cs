namespace Messenger.Front.Relay;

/// <summary>Whether this front's own push stream is open and something came round through it lately.</summary>
internal sealed class PushFlow(TimeProvider clock)
{
    /// <summary>Four beats of the probe.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private long _lastSeen;
    private volatile bool _open;

    public bool Flows => _open && Quiet < Silence;

    /// <summary>How long nothing came.</summary>
    public TimeSpan Quiet => clock.GetElapsedTime(Volatile.Read(ref _lastSeen));

    /// <summary>The subscription stands; its first event has a <see cref="Silence"/>'s time to come.</summary>
    public void Opened()
    {
        Seen();
        _open = true;
    }

    public void Closed() => _open = false;

    public void Seen() => Volatile.Write(ref _lastSeen, clock.GetTimestamp());
}
