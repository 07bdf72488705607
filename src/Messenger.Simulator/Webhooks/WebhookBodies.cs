using System.Globalization;
using System.Text.Json.Nodes;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Webhooks;

/// <summary>The payloads that Meta sends, one event in one entry.</summary>
internal static class WebhookBodies
{
    public static JsonObject Message(ChatMessage message) => Envelope(message.PageId, message.At, FromCustomer(message.PageId, message.Psid, message.At, "message", new JsonObject
    {
        ["mid"] = message.Mid,
        ["text"] = message.Text,
    }));

    /// <summary>What a Page wrote, told to every subscribed app: the Page is the sender here.</summary>
    public static JsonObject Echo(ChatMessage message)
    {
        var echo = new JsonObject { ["is_echo"] = true };
        if (message.AppId is not null)
        {
            echo["app_id"] = long.TryParse(message.AppId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : message.AppId;
        }

        if (message.Metadata is not null)
        {
            echo["metadata"] = message.Metadata;
        }

        echo["mid"] = message.Mid;
        echo["text"] = message.Text;
        return Envelope(message.PageId, message.At, Item(message.PageId, message.Psid, message.At, "message", echo));
    }

    public static JsonObject Delivered(Customer customer, IEnumerable<string> mids, long watermark) =>
        Envelope(customer.PageId, watermark, FromCustomer(customer.PageId, customer.Psid, watermark, "delivery", new JsonObject
        {
            ["mids"] = new JsonArray([.. mids.Select(m => JsonValue.Create(m))]),
            ["watermark"] = watermark,
        }));

    /// <summary>Everything up to the watermark is read; Meta names no message here.</summary>
    public static JsonObject Read(Customer customer, long watermark) =>
        Envelope(customer.PageId, watermark, FromCustomer(customer.PageId, customer.Psid, watermark, "read", new JsonObject { ["watermark"] = watermark }));

    private static JsonObject FromCustomer(string pageId, string psid, long at, string key, JsonObject value) => Item(psid, pageId, at, key, value);

    private static JsonObject Item(string sender, string recipient, long at, string key, JsonObject value) => new()
    {
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = recipient },
        ["timestamp"] = at,
        [key] = value,
    };

    private static JsonObject Envelope(string pageId, long at, JsonObject item) => new()
    {
        ["object"] = "page",
        ["entry"] = new JsonArray(new JsonObject { ["id"] = pageId, ["time"] = at, ["messaging"] = new JsonArray(item) }),
    };
}
