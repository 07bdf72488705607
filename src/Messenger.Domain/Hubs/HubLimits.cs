namespace Messenger.Domain.Hubs;

/// <summary>The longest that hub commands take, the same on screen and at the wall; in UTF-16 units. Longer ones are refused.</summary>
public static class HubLimits
{
    /// <summary>A grain remembers the newest ones of each stream, in memory and in its snapshot.</summary>
    public const int CommandId = 100;

    /// <summary>A note (product table).</summary>
    public const int Note = 2_000;

    /// <summary>Why an agent declines.</summary>
    public const int Reason = 200;
}
