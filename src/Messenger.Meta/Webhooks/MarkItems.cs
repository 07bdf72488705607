using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>Items that say something about messages: reactions, edits, read and delivery marks.</summary>
internal static class MarkItems
{
    /// <summary>Only <c>unreact</c> takes back; <c>react</c>, a word not known here or none at all is a reaction that is there.</summary>
    public static ItemReading Reaction(Item item, JsonElement reaction) => Item.TryMid(reaction, "reaction", out var mid, out var fault)
        ? item.From("reaction", new Inbound.Reaction(
            mid, JsonText.TextOf(reaction, "action"u8) == "unreact", JsonText.TextOf(reaction, "reaction"u8), JsonText.TextOf(reaction, "emoji"u8), item.At))
        : fault;

    public static ItemReading Edit(Item item, JsonElement edit) => Item.TryMid(edit, "message_edit", out var mid, out var fault)
        ? item.From("message_edit", new Inbound.Edited(
            mid, JsonText.TextOf(edit, "text"u8), (int)Math.Clamp(JsonText.Whole(JsonText.Find(edit, "num_edit"u8)) ?? 0, 0, 1_000_000), item.At))
        : fault;

    public static ItemReading Read(Item item, JsonElement read) =>
        TryWatermark(item, read, "read", out var psid, out var watermark, out var fault)
            ? new ItemReading.Read("read", psid, new Inbound.Read(watermark, item.At))
            : fault;

    public static ItemReading Delivery(Item item, JsonElement delivery) =>
        TryWatermark(item, delivery, "delivery", out var psid, out var watermark, out var fault)
            ? new ItemReading.Read("delivery", psid, new Inbound.Delivered(watermark, item.At))
            : fault;

    private static bool TryWatermark(
        Item item, JsonElement mark, string kind, out string psid, out DateTimeOffset watermark, [NotNullWhen(false)] out ItemReading? fault)
    {
        watermark = default;
        if (!item.TryPerson(kind, "sender", out psid, out fault))
        {
            return false;
        }

        if (MetaTime.Read(JsonText.Find(mark, "watermark"u8)) is { } time)
        {
            watermark = time;
            return true;
        }

        fault = Item.NotRead(kind, "no watermark");
        return false;
    }
}
