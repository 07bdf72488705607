using System.Globalization;
using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>Attachments of any type: known here or not, each shows at least that it came, and its address and title where it has them.</summary>
internal static class AttachmentContent
{
    private const string Sticker = "sticker";

    public static IReadOnlyList<Attachment> ReadAll(IEnumerable<JsonElement> list)
    {
        var attachments = new List<Attachment>();
        HashSet<string>? stickers = null;
        foreach (var element in list)
        {
            var attachment = ReadOne(element, out var stickerId);
            // Until 2026-08-30 Meta gave the same sticker twice in one message, once as an image.
            if (stickerId is null || (stickers ??= new(StringComparer.Ordinal)).Add(stickerId))
            {
                attachments.Add(attachment);
            }
        }

        return attachments;
    }

    private static Attachment ReadOne(JsonElement attachment, out string? stickerId)
    {
        var type = JsonText.TextOf(attachment, "type"u8);
        var payload = JsonText.Find(attachment, "payload"u8) ?? default;
        stickerId = JsonText.TextOrNumber(JsonText.Find(payload, "sticker_id"u8));
        if (stickerId is not null && type == "image")
        {
            type = Sticker;
        }

        // Older fallbacks, echoes and locations have title and url beside the type.
        var url = MessageContent.Link(payload, "url"u8) ?? MessageContent.Link(attachment, "url"u8);
        var title = JsonText.TextOf(payload, "title"u8) ?? JsonText.TextOf(attachment, "title"u8) ?? FirstElement(payload, "title"u8) ?? Place(payload) ?? Booking(payload);
        var detail = Place(payload) ?? FirstElement(payload, "subtitle"u8);
        return new(string.IsNullOrEmpty(type) ? MessageContent.Unsupported : type, url, title, detail == title ? null : detail);
    }

    private static string? FirstElement(JsonElement payload, ReadOnlySpan<byte> name)
    {
        var owner = JsonText.Find(payload, "product"u8) ?? payload;
        return JsonText.Find(owner, "elements"u8) is { ValueKind: JsonValueKind.Array } elements && elements.GetArrayLength() > 0
            ? JsonText.TextOf(elements[0], name)
            : null;
    }

    private static string? Place(JsonElement payload) =>
        JsonText.Find(payload, "coordinates"u8) is { } place
        && JsonText.TextOrNumber(JsonText.Find(place, "lat"u8)) is { } latitude
        && JsonText.TextOrNumber(JsonText.Find(place, "long"u8)) is { } longitude
            ? $"{latitude}, {longitude}"
            : null;

    /// <summary>As in <c>requested 2026-01-01 00:00Z - 2026-01-01 01:00Z Europe/Sofia</c>: Meta's words and figures, no language.</summary>
    private static string? Booking(JsonElement payload)
    {
        if (MetaTime.Read(JsonText.Find(payload, "start_time"u8)) is not { } start)
        {
            return null;
        }

        string?[] words =
        [
            JsonText.TextOf(payload, "status"u8), Minute(start), MetaTime.Read(JsonText.Find(payload, "end_time"u8)) is { } end ? $"- {Minute(end)}" : null,
            JsonText.TextOf(payload, "timezone"u8),
        ];
        return string.Join(' ', words.Where(word => !string.IsNullOrEmpty(word)));
    }

    private static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
