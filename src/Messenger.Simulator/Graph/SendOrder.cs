using System.Text.Json.Nodes;

namespace Messenger.Simulator.Graph;

/// <summary>An attachment of a send: an address to fetch, an id of an earlier one, a template, or (none of the three) the part filedata.</summary>
internal sealed record AttachmentOrder(string Type, string? Url, string? AttachmentId, bool Reusable, JsonObject? Template)
{
    public static readonly string[] Types = ["image", "audio", "video", "file", "template"];

    /// <summary>Exactly one of order and error is there.</summary>
    public static (AttachmentOrder? Order, GraphError? Error) Parse(JsonNode? node)
    {
        if (node is not JsonObject attachment || GraphRequest.TextOf(attachment["type"])?.ToLowerInvariant() is not { } type || !Types.Contains(type))
        {
            return (null, GraphError.BadParameter("message[attachment][type]"));
        }

        var payload = attachment["payload"] as JsonObject ?? [];
        if (type == "template")
        {
            return TemplateRules.Check(payload) is { } fault ? (null, fault) : (new AttachmentOrder(type, null, null, false, payload), null);
        }

        return (new AttachmentOrder(type, GraphRequest.TextOf(payload["url"]), GraphRequest.TextOf(payload["attachment_id"]), IsTrue(payload["is_reusable"]), null), null);
    }

    private static bool IsTrue(JsonNode? node) => node?.ToJsonString().Trim('"') is "true" or "1";
}

/// <summary>What a send asks for, once it is well formed: a message, or an action.</summary>
/// <param name="Reaction">The message and the emoji of react and unreact.</param>
internal sealed record SendOrder(
    string Psid, string? Text, string? Metadata, string? Action, string? Tag, AttachmentOrder? Attachment = null, JsonArray? QuickReplies = null,
    string? ReplyTo = null, long? StickerId = null, (string Mid, string? Emoji)? Reaction = null, (string Type, string? App)? Control = null);
