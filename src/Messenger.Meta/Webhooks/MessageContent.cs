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
            { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0 ? [] : ReadAll(list),
            { } single => [ReadOne(single)],
            null => [],
        };

        if (string.IsNullOrEmpty(text))
        {
            return (null, attachments.Count == 0 ? OnlyUnsupported : attachments);
        }

        return (text, attachments);
    }

    private static List<Attachment> ReadAll(JsonElement list)
    {
        var attachments = new List<Attachment>(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            attachments.Add(ReadOne(element));
        }

        return attachments;
    }

    private static Attachment ReadOne(JsonElement attachment)
    {
        var type = JsonText.TextOf(attachment, "type"u8);
        var payload = JsonText.Find(attachment, "payload"u8) ?? default;
        // Older fallbacks, echoes and locations have title and url beside the type.
        var url = Link(payload) ?? Link(attachment);
        var title = JsonText.TextOf(payload, "title"u8) ?? JsonText.TextOf(attachment, "title"u8) ?? FirstElementTitle(payload) ?? Place(payload);
        return new(string.IsNullOrEmpty(type) ? Unsupported : type, url, title);
    }

    /// <summary>Only web addresses come in: anything else, as in <c>javascript:</c>, would wait in an agent's browser for a click.</summary>
    private static string? Link(JsonElement owner) =>
        JsonText.TextOf(owner, "url"u8) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http")
            ? text
            : null;

    private static string? FirstElementTitle(JsonElement payload)
    {
        var owner = JsonText.Find(payload, "product"u8) ?? payload;
        return JsonText.Find(owner, "elements"u8) is { ValueKind: JsonValueKind.Array } elements && elements.GetArrayLength() > 0
            ? JsonText.TextOf(elements[0], "title"u8)
            : null;
    }

    private static string? Place(JsonElement payload) =>
        JsonText.Find(payload, "coordinates"u8) is { } place
        && JsonText.TextOrNumber(JsonText.Find(place, "lat"u8)) is { } latitude
        && JsonText.TextOrNumber(JsonText.Find(place, "long"u8)) is { } longitude
            ? $"{latitude}, {longitude}"
            : null;
}
