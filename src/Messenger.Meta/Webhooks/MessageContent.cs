using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>Text and attachments of a message or an echo.</summary>
internal static class MessageContent
{
    /// <summary>Attachment type for what came without a type or without any content known here; the agent sees that something came.</summary>
    public const string Unsupported = "unsupported";

    private static readonly IReadOnlyList<Attachment> OnlyUnsupported = [new(Unsupported, null)];

    public static (string? Text, IReadOnlyList<Attachment> Attachments) Read(JsonElement message)
    {
        var text = JsonText.TextOf(message, "text"u8);
        var attachments = JsonText.Find(message, "attachments"u8) switch
        {
            { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0 ? [] : AttachmentContent.ReadAll(list.EnumerateArray()),
            { } single => AttachmentContent.ReadAll([single]),
            null => [],
        };

        if (string.IsNullOrEmpty(text))
        {
            return (null, attachments.Count == 0 ? OnlyUnsupported : attachments);
        }

        return (text, attachments);
    }

    /// <summary>Only web addresses come in: anything else, as in <c>javascript:</c>, would wait in an agent's browser for a click.</summary>
    public static string? Link(JsonElement owner, ReadOnlySpan<byte> name) =>
        JsonText.TextOf(owner, name) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http")
            ? text
            : null;
}
