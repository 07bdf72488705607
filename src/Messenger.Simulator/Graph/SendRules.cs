using System.Text.Json.Nodes;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Graph;

/// <summary>What a send asks for, once it is well formed: a text, or an action (typing_on, typing_off, mark_seen).</summary>
internal sealed record SendOrder(string Psid, string? Text, string? Metadata, string? Action, string? Tag);

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

        var window = order.Tag is null ? Standard : HumanAgent;
        return customer.WindowOpenedAt is { } opened && now - DateTimeOffset.FromUnixTimeMilliseconds(opened) < window ? null : GraphError.WindowClosed;
    }

    private static (SendOrder?, GraphError?) ParseMessage(GraphRequest request, string psid, JsonObject message)
    {
        if (GraphRequest.TextOf(message["text"]) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return (null, GraphError.EmptyMessage);
        }

        if (text.Length > TextLimit)
        {
            return (null, GraphError.TooLong);
        }

        var metadata = GraphRequest.TextOf(message["metadata"]);
        if (metadata?.Length > MetadataLimit)
        {
            return (null, GraphError.MetadataTooLong);
        }

        // Leaving the type out is documented as wrong and accepted in practice. HUMAN_AGENT is the only tag that still carries a plain text.
        return (request.Text("messaging_type")?.ToUpperInvariant(), request.Text("tag")?.ToUpperInvariant()) switch
        {
            ("MESSAGE_TAG", "HUMAN_AGENT") => (new SendOrder(psid, text, metadata, null, "HUMAN_AGENT"), null),
            ("MESSAGE_TAG", _) => (null, GraphError.BadParameter("tag")),
            (null or "RESPONSE" or "UPDATE", _) => (new SendOrder(psid, text, metadata, null, null), null),
            _ => (null, GraphError.BadParameter("messaging_type")),
        };
    }
}
