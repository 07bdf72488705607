namespace Messenger.Console.Shared.Live;

public enum SyncState
{
    /// <summary>The first answer has not come yet.</summary>
    Connecting,

    /// <summary>The last heartbeat named nothing that is not on the screen.</summary>
    InSync,

    /// <summary>Something newer exists, or the connection is being restored.</summary>
    CatchingUp,

    /// <summary>No heartbeat for 12 s.</summary>
    Offline,
}

/// <summary>Decides what the sync indicator says; fed with heartbeats and the state of the connection.</summary>
public sealed class SyncMonitor
{
    /// <summary>Heartbeats come each 5 s; two lost ones and a little more mean offline.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);

    private bool connected;
    private bool reached;
    private DateTimeOffset? lastSign;

    /// <summary>Since when nothing is heard; null unless offline.</summary>
    public DateTimeOffset? OfflineSince { get; private set; }

    /// <summary>Heartbeats in a row that named something newer than what is held.</summary>
    public int Behind { get; private set; }

    public void Connected(DateTimeOffset now)
    {
        connected = true;
        lastSign = now;
    }

    public void Disconnected()
    {
        connected = false;
        reached = false;
    }

    /// <summary>A subscription was answered completely: the screen is as new as the answer.</summary>
    public void CaughtUp(DateTimeOffset now)
    {
        reached = true;
        lastSign = now;
    }

    public void Heartbeat(bool hasReached, DateTimeOffset now)
    {
        lastSign = now;
        reached = hasReached;
        Behind = hasReached ? 0 : Behind + 1;
    }

    public SyncState StateAt(DateTimeOffset now)
    {
        OfflineSince = null;
        if (lastSign is not { } sign)
        {
            return SyncState.Connecting;
        }

        if (now - sign >= Silence)
        {
            OfflineSince = sign;
            return SyncState.Offline;
        }

        return connected && reached ? SyncState.InSync : SyncState.CatchingUp;
    }
}
