namespace Messenger.Domain.Conversations;

/// <summary>A message on its way to Meta (protocol section 5): a text or a file, never both.</summary>
/// <param name="Automatic">The product itself wrote it.</param>
/// <param name="Attempt">Attempts begun.</param>
/// <param name="NotAfter">After this instant the attempt must not be written to the socket any more.</param>
/// <param name="Until">Queued: not before this, null = at once. Unknown: when the thread is read back.</param>
/// <param name="Type">As what the attempt goes out.</param>
/// <param name="Spared">Attempts that this product's own pace or the Page's token held back; they do not count against the message.</param>
/// <param name="Looks">How often this attempt was looked for in the thread.</param>
/// <param name="LookedSince">When it was looked for the first time.</param>
/// <param name="ThreadTaken">The thread was taken from another app for it: that is not done twice.</param>
/// <param name="Kept">Queued until the Page is well again (R29).</param>
public sealed record OutboxItem(
    string ClientMessageId,
    long Seq,
    string? Text,
    OutgoingFile? File,
    bool Automatic,
    OutboxPhase Phase,
    int Attempt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? NotAfter = null,
    DateTimeOffset? Until = null,
    MessagingType Type = MessagingType.Response,
    int Spared = 0,
    int Looks = 0,
    DateTimeOffset? LookedSince = null,
    bool ThreadTaken = false,
    bool Kept = false);

public enum OutboxPhase
{
    Queued,

    /// <summary>The attempt was committed; it may have been sent.</summary>
    Started,

    /// <summary>No answer came: the echo or the thread can tell. Later messages of this conversation wait.</summary>
    Unknown,

    /// <summary>The thread is being read for it.</summary>
    ReadingBack,

    /// <summary>Meta refused it because another app has the thread, which is being taken.</summary>
    TakingThread,
}
