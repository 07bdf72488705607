namespace Messenger.Front.Feeds;

/// <summary>The messages of the HubExceptions that Subscribe throws; a client acts on the word.</summary>
internal static class HubCode
{
    /// <summary>The topic does not exist here, or its grain failed for good.</summary>
    public const string Unknown = "unknown";

    /// <summary>Not on this hub or not with these roles.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The grain cannot be reached at the moment: subscribe again, with growing pauses.</summary>
    public const string TryAgain = "try-again";

    /// <summary>More than 100 topics on one connection.</summary>
    public const string TooMany = "too-many-topics";
}
