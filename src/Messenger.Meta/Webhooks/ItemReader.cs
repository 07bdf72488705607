using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>What all items of one entry share.</summary>
/// <param name="EntryTime">Stands in for an item's missing or absurd timestamp.</param>
internal readonly record struct ItemContext(string PageId, DateTimeOffset EntryTime, string OurAppId);

internal abstract record ItemReading
{
    public sealed record Read(string Psid, Inbound Event) : ItemReading;

    public sealed record NotRead(string Reason) : ItemReading;
}

/// <summary>Reads one element of <c>messaging</c> or <c>standby</c>. The kind is not named in it: it is which key is there.</summary>
internal static class ItemReader
{
    /// <summary>Longest mid let in. Meta does not say; 10,000 characters must work, and the journal's bytes are not endless.</summary>
    internal const int MaxMidLength = 20_000;

    public static ItemReading Read(JsonElement item, ItemContext context)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return NotRead("item", "not an object");
        }

        var at = MetaTime.Read(JsonText.Find(item, "timestamp"u8)) ?? context.EntryTime;
        if (JsonText.Find(item, "message"u8) is { } message)
        {
            return JsonText.IsTrue(JsonText.Find(message, "is_echo"u8))
                ? ReadEcho(item, message, at, context)
                : ReadMessage(item, message, at, context);
        }

        if (JsonText.Find(item, "postback"u8) is { } postback)
        {
            return ReadPostback(item, postback, at, context);
        }

        // Before read and delivery, because Meta's order of inspection has it there.
        if (JsonText.Find(item, "reaction"u8) is not null)
        {
            return NotRead("reaction", "not read");
        }

        if (JsonText.Find(item, "read"u8) is { } read)
        {
            return ReadWatermark("read", item, read, context, mark => new Inbound.Read(mark, at));
        }

        return JsonText.Find(item, "delivery"u8) is { } delivery
            ? ReadWatermark("delivery", item, delivery, context, mark => new Inbound.Delivered(mark, at))
            : NotRead(OtherKind(item), "not read");
    }

    private static ItemReading ReadMessage(JsonElement item, JsonElement message, DateTimeOffset at, ItemContext context)
    {
        if (!TryPerson(item, "message", "sender", context, out var psid, out var fault) || !TryMid(message, "message", out var mid, out fault))
        {
            return fault;
        }

        if (JsonText.IsTrue(JsonText.Find(message, "is_deleted"u8)))
        {
            return NotRead("message", "is_deleted");
        }

        var (text, attachments) = MessageContent.Read(message);
        var replyTo = JsonText.Find(message, "reply_to"u8) is { } reply ? JsonText.TextOf(reply, "mid"u8) : null;
        var payload = JsonText.Find(message, "quick_reply"u8) is { } tapped ? JsonText.TextOf(tapped, "payload"u8) : null;
        return new ItemReading.Read(psid, new Inbound.CustomerMessage(mid, text, attachments, replyTo, payload, at));
    }

    private static ItemReading ReadEcho(JsonElement item, JsonElement message, DateTimeOffset at, ItemContext context)
    {
        if (!TryPerson(item, "echo", "recipient", context, out var psid, out var fault) || !TryMid(message, "echo", out var mid, out fault))
        {
            return fault;
        }

        if (JsonText.IsTrue(JsonText.Find(message, "is_deleted"u8)))
        {
            return NotRead("echo", "is_deleted");
        }

        var (text, attachments) = MessageContent.Read(message);
        var appId = JsonText.TextOrNumber(JsonText.Find(message, "app_id"u8));
        var ours = appId is not null && appId == context.OurAppId;
        return new ItemReading.Read(psid, new Inbound.Echo(mid, text, attachments, ours, appId, JsonText.TextOf(message, "metadata"u8), at));
    }

    private static ItemReading ReadPostback(JsonElement item, JsonElement postback, DateTimeOffset at, ItemContext context)
    {
        if (!TryPerson(item, "postback", "sender", context, out var psid, out var fault))
        {
            return fault;
        }

        var payload = JsonText.TextOf(postback, "payload"u8);
        var mid = JsonText.TextOf(postback, "mid"u8);
        if (mid?.Length > MaxMidLength)
        {
            return NotRead("postback", "mid too long");
        }

        if (string.IsNullOrEmpty(mid))
        {
            mid = DerivedMid(context.PageId, psid, at, payload);
        }

        return new ItemReading.Read(psid, new Inbound.CustomerMessage(mid, JsonText.TextOf(postback, "title"u8), [], null, payload, at));
    }

    /// <summary>Postbacks had no mid before v11; the same tap delivered twice must still be one message.</summary>
    private static string DerivedMid(string pageId, string psid, DateTimeOffset at, string? payload) =>
        "postback-" + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{pageId}\n{psid}\n{at.ToUnixTimeMilliseconds()}\n{payload}"))));

    private static ItemReading ReadWatermark(
        string kind, JsonElement item, JsonElement value, ItemContext context, Func<DateTimeOffset, Inbound> inbound)
    {
        if (!TryPerson(item, kind, "sender", context, out var psid, out var fault))
        {
            return fault;
        }

        return MetaTime.Read(JsonText.Find(value, "watermark"u8)) is { } watermark
            ? new ItemReading.Read(psid, inbound(watermark))
            : NotRead(kind, "no watermark");
    }

    private static bool TryPerson(
        JsonElement item, string kind, string role, ItemContext context, out string psid, [NotNullWhen(false)] out ItemReading? fault)
    {
        var side = JsonText.Find(item, role == "sender" ? "sender"u8 : "recipient"u8);
        psid = side is { } known ? JsonText.TextOrNumber(JsonText.Find(known, "id"u8)) ?? "" : "";
        fault = null;
        if (psid.Length == 0)
        {
            fault = NotRead(kind, $"{role} has no id");
        }
        else if (!MetaId.IsId(psid))
        {
            fault = NotRead(kind, $"{role} id is not an id");
        }
        else if (psid == context.PageId)
        {
            // Taken for a person, the Page would get a conversation with itself and answer in circles.
            fault = NotRead(kind, $"{role} is the page");
        }

        return fault is null;
    }

    private static bool TryMid(JsonElement message, string kind, out string mid, [NotNullWhen(false)] out ItemReading? fault)
    {
        mid = JsonText.TextOf(message, "mid"u8) ?? "";
        fault = mid.Length switch
        {
            0 => NotRead(kind, "no mid"),
            > MaxMidLength => NotRead(kind, "mid too long"),
            _ => null,
        };
        return fault is null;
    }

    private static string OtherKind(JsonElement item)
    {
        foreach (var property in item.EnumerateObject())
        {
            if (!JsonText.IsNamed(property, "sender"u8) && !JsonText.IsNamed(property, "recipient"u8) && !JsonText.IsNamed(property, "timestamp"u8))
            {
                return WebhookReader.Word(JsonText.NameOf(property));
            }
        }

        return "item";
    }

    private static ItemReading.NotRead NotRead(string kind, string fault) => new($"{kind}: {fault}");
}
