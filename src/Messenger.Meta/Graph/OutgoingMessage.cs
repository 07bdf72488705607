using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>One message to one customer: a text or one file, never both. An agent's text with two files is three of these.</summary>
/// <param name="Metadata">The outbox item's id, at most 1,000 characters; comes back in the echo.</param>
/// <param name="Type">What the window allows (<see cref="WindowRules"/>).</param>
/// <param name="ReplyToMid">The message of either side that this one answers; null = none.</param>
public sealed record OutgoingMessage(
    string Psid, OutgoingContent Content, string Metadata, MessagingType Type = MessagingType.Response, string? ReplyToMid = null);

/// <summary>What a message says.</summary>
public abstract record OutgoingContent
{
    private OutgoingContent()
    {
    }

    /// <param name="Value">1 to 1,999 characters; the caller splits. Lone surrogates and U+0000 go out as U+FFFD.</param>
    public sealed record Text(string Value) : OutgoingContent;

    /// <summary>A file that Meta fetches itself, within 10 s (films 75 s).</summary>
    /// <param name="Url">Public https with a certificate that Meta trusts, answering without a redirect; holds for the simulator's http on the same machine.</param>
    /// <param name="Reusable">True = Meta gives an id with which the same Page can send it again.</param>
    public sealed record Link(FileKind Kind, Uri Url, bool Reusable = false) : OutgoingContent;

    /// <summary>A file that Meta has.</summary>
    /// <param name="AttachmentId">From <see cref="SendOutcome.Sent"/> of the same Page, at most 90 days ago.</param>
    public sealed record Stored(FileKind Kind, string AttachmentId) : OutgoingContent;

    /// <summary>A file that goes along in the call.</summary>
    /// <param name="MediaType">As in <c>image/png</c>; has to fit <paramref name="Kind"/>, by the file's content.</param>
    /// <param name="Data">At most 8 MB for pictures, 25 MB for all others.</param>
    public sealed record Bytes(FileKind Kind, string Name, string MediaType, ReadOnlyMemory<byte> Data, bool Reusable = false) : OutgoingContent;
}
