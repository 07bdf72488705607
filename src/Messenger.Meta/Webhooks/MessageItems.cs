using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>Items that say something: messages, taps, and the Page's own messages coming back.</summary>
internal static class MessageItems
{
    public static ItemReading Message(Item item, JsonElement message)
    {
        if (!item.TryPerson("message", "sender", out var psid, out var fault) || !Item.TryMid(message, "message", out var mid, out fault))
        {
            return fault;
        }

        if (IsDeleted(message))
        {
            return new ItemReading.Read("unsend", psid, new Inbound.Unsent(mid, ByPage: false, item.At));
        }

        var (text, attachments) = MessageContent.Read(message);
        var payload = JsonText.Find(message, "quick_reply"u8) is { } tapped ? JsonText.TextOf(tapped, "payload"u8) : null;
        return new ItemReading.Read("message", psid, new Inbound.CustomerMessage(mid, text, attachments, ReplyTo(message), payload, item.At)
        {
            Referral = ReferralContent.Read(JsonText.Find(message, "referral"u8)),
            Commands = CommandsOf(message),
        });
    }

    public static ItemReading Echo(Item item, JsonElement message)
    {
        if (!item.TryPerson("echo", "recipient", out var psid, out var fault) || !Item.TryMid(message, "echo", out var mid, out fault))
        {
            return fault;
        }

        if (IsDeleted(message))
        {
            return new ItemReading.Read("unsend", psid, new Inbound.Unsent(mid, ByPage: true, item.At));
        }

        var (text, attachments) = MessageContent.Read(message);
        // Never compared with the inbox's own app id: Meta prints two different ones. What is not ours is somebody else's.
        var appId = JsonText.TextOrNumber(JsonText.Find(message, "app_id"u8));
        var ours = appId is not null && appId == item.Entry.OurAppId;
        return new ItemReading.Read(
            "echo", psid, new Inbound.Echo(mid, text, attachments, ours, appId, JsonText.TextOf(message, "metadata"u8), item.At) { ReplyToMid = ReplyTo(message) });
    }

    public static ItemReading Postback(Item item, JsonElement postback)
    {
        if (!item.TryPerson("postback", "sender", out var psid, out var fault))
        {
            return fault;
        }

        var payload = JsonText.TextOf(postback, "payload"u8);
        var mid = JsonText.TextOf(postback, "mid"u8);
        if (mid?.Length > Item.MaxMidLength)
        {
            return Item.NotRead("postback", "mid too long");
        }

        if (string.IsNullOrEmpty(mid))
        {
            mid = DerivedMid(item.Entry.PageId, psid, item.At, payload);
        }

        var referral = ReferralContent.Read(JsonText.Find(postback, "referral"u8));
        return new ItemReading.Read("postback", psid, new Inbound.Postback(mid, JsonText.TextOf(postback, "title"u8), payload, referral, item.At));
    }

    /// <summary>Documented for Instagram, once as the text "true"; handled wherever it is seen.</summary>
    private static bool IsDeleted(JsonElement message) => JsonText.IsTrue(JsonText.Find(message, "is_deleted"u8));

    private static string? ReplyTo(JsonElement message) => JsonText.Find(message, "reply_to"u8) is { } reply ? JsonText.TextOf(reply, "mid"u8) : null;

    private static string[] CommandsOf(JsonElement message) => JsonText.Find(message, "commands"u8) is { ValueKind: JsonValueKind.Array } commands
        ? [.. commands.EnumerateArray().Select(command => JsonText.TextOf(command, "name"u8)).OfType<string>()]
        : [];

    /// <summary>Postbacks had no mid before v11; the same tap delivered twice must still be one message.</summary>
    private static string DerivedMid(string pageId, string psid, DateTimeOffset at, string? payload) =>
        "postback-" + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{pageId}\n{psid}\n{at.ToUnixTimeMilliseconds()}\n{payload}"))));
}
