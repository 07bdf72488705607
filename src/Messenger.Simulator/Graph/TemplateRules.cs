using System.Text.Json.Nodes;

namespace Messenger.Simulator.Graph;

/// <summary>Limits of templates, buttons and quick replies.</summary>
internal static class TemplateRules
{
    private const int Elements = 10;
    private const int Buttons = 3;
    private const int QuickReplies = 13;
    private const int Title = 80;
    private const int ShortTitle = 20;
    private const int Payload = 1000;

    public static GraphError? Check(JsonObject payload)
    {
        switch (GraphRequest.TextOf(payload["template_type"])?.ToLowerInvariant())
        {
            case "generic":
                return payload["elements"] is JsonArray { Count: > 0 and <= Elements } elements && elements.All(Element)
                    ? null : GraphError.BadParameter("elements");
            case "button":
                return GraphRequest.TextOf(payload["text"]) is { Length: > 0 and <= 640 } && payload["buttons"] is JsonArray { Count: > 0 } buttons && AllButtons(buttons)
                    ? null : GraphError.BadParameter("buttons");
            case { Length: > 0 }:
                return null;
            default:
                return GraphError.BadParameter("template_type");
        }
    }

    public static GraphError? CheckQuickReplies(JsonNode? node) => node switch
    {
        null => null,
        JsonArray { Count: <= QuickReplies } replies when replies.All(QuickReply) => null,
        _ => GraphError.BadParameter("quick_replies"),
    };

    private static bool Element(JsonNode? node) =>
        node is JsonObject element
        && GraphRequest.TextOf(element["title"]) is { Length: > 0 and <= Title }
        && (GraphRequest.TextOf(element["subtitle"])?.Length ?? 0) <= Title
        && (element["buttons"] is null || (element["buttons"] is JsonArray buttons && AllButtons(buttons)));

    private static bool AllButtons(JsonArray buttons) => buttons.Count <= Buttons && buttons.All(b =>
        b is JsonObject button && GraphRequest.TextOf(button["type"]) is { Length: > 0 }
        && (GraphRequest.TextOf(button["title"])?.Length ?? 0) <= ShortTitle && (GraphRequest.TextOf(button["payload"])?.Length ?? 0) <= Payload);

    private static bool QuickReply(JsonNode? node) => node is JsonObject reply && GraphRequest.TextOf(reply["content_type"]) switch
    {
        "text" => GraphRequest.TextOf(reply["title"]) is { Length: > 0 and <= ShortTitle } && (GraphRequest.TextOf(reply["payload"])?.Length ?? 0) <= Payload,
        "user_phone_number" or "user_email" => true,
        _ => false,
    };
}
