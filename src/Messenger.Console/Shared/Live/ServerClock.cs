namespace Messenger.Console.Shared.Live;

/// <summary>The server's clock as seen from here: times on the screen tick rightly even when the computer's clock is wrong.</summary>
public sealed class ServerClock(TimeProvider time)
{
    private TimeSpan? offset;

    /// <summary>The server's time now; before the first sign of it, this computer's.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + (offset ?? TimeSpan.Zero);

    /// <summary>Takes a server time that has just arrived. Delay only ever makes it look older, so the newest reading wins unless it is off by a step.</summary>
    public void Learn(DateTimeOffset serverTime)
    {
        var seen = serverTime - time.GetUtcNow();
        if (offset is not { } held || seen > held || held - seen > TimeSpan.FromSeconds(2))
        {
            offset = seen;
        }
    }
}
