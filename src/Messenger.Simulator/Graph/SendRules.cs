using System.Text.Json.Nodes;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Graph;

/// <summary>Meta's rules for the Send API, without any I/O.</summary>
internal static class SendRules
{
    public const int TextLimit = 2000;
    public const int MetadataLimit = 1000;

    private static readonly TimeSpan Standard = TimeSpan.FromHours(24);
    private static readonly TimeSpan HumanAgent = TimeSpan.FromDays(7);

    /// <summary>Form of the request, before anybody is looked up: exactly one of order and error is there.</summary>
    public static (SendOrder? Order, GraphError? Error) Parse(GraphRequest request)
    {
        if (request["recipient"] is not JsonObject recipient || GraphRequest.TextOf(recipient["id"]) is not { Length: > 0 } psid)
        {
            return (null, GraphError.NoRecipient);
        }

        var action = request.Text("sender_action")?.ToLowerInvariant();
        switch (request["message"], action)
        {
            case (not null, not null):
                return (null, GraphError.MessageAndAction);
            case (null, null):
                return (null, GraphError.NothingToSend);
            case (null, "typing_on" or "typing_off" or "mark_seen"):
                return (new SendOrder(psid, null, null, action, null), null);
            case (null, "react" or "unreact"):
                return ParseReaction(psid, action, request["payload"] as JsonObject);
            case (null, _):
                return (null, GraphError.BadParameter("sender_action"));
            case (JsonObject message, null):
                return ParseMessage(request, psid, message);
            default:
                return (null, GraphError.BadParameter("message"));
        }
    }

    /// <summary>May this Page write this to this person now? Null = yes. Actions are not bound to the window.</summary>
    public static GraphError? Check(SendOrder order, string pageId, Customer? customer, DateTimeOffset now)
    {
        if (customer is null || customer.PageId != pageId)
        {
            return GraphError.NoSuchUser;
        }

        if (order.Action is not null)
        {
            return null;
        }

        if (customer.Blocked)
        {
            return GraphError.Unavailable;
        }

        // The standard window opens with any action of the customer, the one for people with a message.
        var (opened, window) = order.Tag is null ? (customer.WindowOpenedAt, Standard) : (customer.LastMessageAt ?? customer.WindowOpenedAt, HumanAgent);
        return opened is { } at && now - DateTimeOffset.FromUnixTimeMilliseconds(at) < window ? null : GraphError.WindowClosed;
    }

    private static (SendOrder?, GraphError?) ParseReaction(string psid, string action, JsonObject? payload) =>
        GraphRequest.TextOf(payload?["message_id"]) is not { Length: > 0 } mid ? (null, GraphError.BadParameter("payload[message_id]"))
        : action == "react" && GraphRequest.TextOf(payload!["reaction"]) is not { Length: > 0 } ? (null, GraphError.BadParameter("payload[reaction]"))
        : (new SendOrder(psid, null, null, action, null, Reaction: (mid, action == "react" ? GraphRequest.TextOf(payload!["reaction"]) : null)), null);

    private static (SendOrder?, GraphError?) ParseMessage(GraphRequest request, string psid, JsonObject message)
    {
        var text = GraphRequest.TextOf(message["text"]);
        var (attachment, fault) = message["attachment"] is { } given ? AttachmentOrder.Parse(given) : default;
        var sticker = GraphRequest.TextOf(message["sticker_id"]);
        if (fault is not null || (fault = CheckContent(message, text, attachment, sticker)) is not null)
        {
            return (null, fault);
        }

        var order = new SendOrder(
            psid, text, GraphRequest.TextOf(message["metadata"]), null, null, attachment, message["quick_replies"] as JsonArray,
            GraphRequest.TextOf(request["reply_to"]?["mid"]), sticker is null ? null : long.Parse(sticker, System.Globalization.CultureInfo.InvariantCulture),
            null, ControlOf(request["thread_control"] as JsonObject));

        // Leaving the type out is documented as wrong and accepted in practice. HUMAN_AGENT is the only tag that still carries a plain message.
        return (request.Text("messaging_type")?.ToUpperInvariant(), request.Text("tag")?.ToUpperInvariant()) switch
        {
            ("MESSAGE_TAG", "HUMAN_AGENT") => (order with { Tag = "HUMAN_AGENT" }, null),
            ("MESSAGE_TAG", _) => (null, GraphError.BadParameter("tag")),
            (null or "RESPONSE" or "UPDATE", _) => (order, null),
            _ => (null, GraphError.BadParameter("messaging_type")),
        };
    }

    private static GraphError? CheckContent(JsonObject message, string? text, AttachmentOrder? attachment, string? sticker)
    {
        if (attachment is not null && text is not null)
        {
            return GraphError.BadParameter("message");
        }

        if (attachment is null && sticker is null && string.IsNullOrWhiteSpace(text))
        {
            return GraphError.EmptyMessage;
        }

        if (sticker is not null && !long.TryParse(sticker, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            return GraphError.BadParameter("message[sticker_id]");
        }

        return text?.Length > TextLimit ? GraphError.TooLong
            : GraphRequest.TextOf(message["metadata"])?.Length > MetadataLimit ? GraphError.MetadataTooLong
            : TemplateRules.CheckQuickReplies(message["quick_replies"]);
    }

    private static (string, string?)? ControlOf(JsonObject? control) =>
        GraphRequest.TextOf(control?["control_type"])?.ToLowerInvariant() is "pass" or "release"
            ? (GraphRequest.TextOf(control!["control_type"])!.ToLowerInvariant(), GraphRequest.TextOf(control["app_id"]))
            : null;
}
