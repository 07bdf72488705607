namespace Messenger.Domain.Conversations;

/// <summary>The beginning of a message in a line of its own (R34).</summary>
public static class MessagePreview
{
    private const int Graphemes = 120;

    /// <summary>The beginning of the text, or the kind of the first attachment in brackets, which the screen translates; empty = neither.</summary>
    public static string Of(string? text, IReadOnlyList<Attachment>? attachments) =>
        text is { Length: > 0 } ? MessageParts.Beginning(text, Graphemes)
        : attachments is [var first, ..] ? $"[{first.Type}]"
        : "";
}
