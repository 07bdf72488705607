using System.Globalization;
using System.Text.Json.Nodes;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Webhooks;

/// <summary>The payloads that Meta sends for messages and marks, one event in one entry.</summary>
internal static class WebhookBodies
{
    public static JsonObject Envelope(string pageId, long at, string channel, JsonObject item) => new()
    {
        ["object"] = "page",
        ["entry"] = new JsonArray(new JsonObject { ["id"] = pageId, ["time"] = at, [channel] = new JsonArray(item) }),
    };

    /// <summary>An event of a customer: they are the sender.</summary>
    public static JsonObject Item(Customer customer, long at, string key, JsonNode value) => Item(customer.Psid, customer.PageId, at, key, value);

    public static JsonObject Message(ChatMessage message, CustomerContent content)
    {
        var body = new JsonObject { ["mid"] = message.Mid };
        Add(body, "text", string.IsNullOrEmpty(content.Text) ? null : content.Text);
        if (content.QuickReply is not null)
        {
            body["quick_reply"] = new JsonObject { ["payload"] = content.QuickReply };
        }

        if (content.ReplyTo is not null)
        {
            body["reply_to"] = new JsonObject { ["mid"] = content.ReplyTo, ["is_self_reply"] = false };
        }

        if (content.Commands is not null)
        {
            body["commands"] = new JsonArray([.. content.Commands.Select(name => new JsonObject { ["name"] = name })]);
        }

        Add(body, "referral", content.Referral?.DeepClone());
        Add(body, "attachments", content.Attachments?.DeepClone());
        return Item(message.Psid, message.PageId, message.At, "message", body);
    }

    /// <summary>What a Page wrote, told to every subscribed app: the Page is the sender here.</summary>
    public static JsonObject Echo(ChatMessage message, PageContent content)
    {
        var echo = new JsonObject { ["is_echo"] = true };
        Add(echo, "app_id", AppId(message.AppId));
        Add(echo, "metadata", message.Metadata);
        echo["mid"] = message.Mid;
        Add(echo, "text", string.IsNullOrEmpty(content.Text) ? null : content.Text);
        if (content.ReplyTo is not null)
        {
            echo["reply_to"] = new JsonObject { ["mid"] = content.ReplyTo };
        }

        Add(echo, "attachments", content.Echoed?.DeepClone());
        return Item(message.PageId, message.Psid, message.At, "message", echo);
    }

    public static JsonObject Delivered(Customer customer, IEnumerable<string> mids, long watermark) => Item(customer, watermark, "delivery", new JsonObject
    {
        ["mids"] = new JsonArray([.. mids.Select(m => JsonValue.Create(m))]),
        ["watermark"] = watermark,
    });

    /// <summary>Everything up to the watermark is read; Meta names no message here.</summary>
    public static JsonObject Read(Customer customer, long watermark) => Item(customer, watermark, "read", new JsonObject { ["watermark"] = watermark });

    /// <summary>App ids are numbers on the wire, unless they are not numbers.</summary>
    public static JsonNode? AppId(string? appId) =>
        appId is null ? null : long.TryParse(appId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : appId;

    private static JsonObject Item(string sender, string recipient, long at, string key, JsonNode value) => new()
    {
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = recipient },
        ["timestamp"] = at,
        [key] = value,
    };

    private static void Add(JsonObject to, string key, JsonNode? value)
    {
        if (value is not null)
        {
            to[key] = value;
        }
    }
}
