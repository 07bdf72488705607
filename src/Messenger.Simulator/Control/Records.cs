using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Messenger.Simulator.Settings;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Control;

/// <summary>A Page. <paramref name="Token"/>: its access token for the Graph API; tokens of the simulator open nothing elsewhere.</summary>
/// <param name="TokenFault">Subcode with which that token is refused, 0 = without one, null = it works.</param>
/// <param name="Fields">What the Page sends to the app; empty = it is not subscribed.</param>
/// <param name="DisabledAt">When Meta gave up on the webhook of this Page.</param>
public sealed record PageItem(
    string Id, string Name, string Token, bool MayMessage, string Category, bool Portfolio, int? TokenFault, IReadOnlyList<string> Fields, DateTimeOffset? DisabledAt);

/// <summary>A customer as the list of chats shows them.</summary>
/// <param name="Online">The phone receives; while it is off, nothing is marked as delivered.</param>
/// <param name="WindowOpenedAt">The last action that opens the 24 h window; null = never.</param>
/// <param name="LastMessageAt">The last message of the customer, from which the 7 days count; null = never.</param>
/// <param name="LastAttachment">Type of the first attachment of the last message.</param>
/// <param name="Unread">How many messages of the Page the customer has not read.</param>
/// <param name="Profile">What a profile request answers; null = as in the settings.</param>
/// <param name="Tester">Has a role on the app.</param>
public sealed record CustomerItem(
    string Psid, string PageId, string Name, string Locale, bool Online, bool Blocked, DateTimeOffset? WindowOpenedAt, DateTimeOffset? LastMessageAt,
    string? LastText, string? LastAttachment, string? LastDirection, DateTimeOffset? LastAt, long Unread, ProfileCase? Profile, bool Tester)
{
    internal static CustomerItem Of(CustomerRow row) => new(
        row.Psid, row.PageId, row.Name, row.Locale, row.Online, row.Blocked, Times.Of(row.WindowOpenedAt), Times.Of(row.LastMessageAt), row.LastText,
        row.LastAttachments is null ? null : JsonNode.Parse(row.LastAttachments)?[0]?["type"]?.ToString(), row.LastDirection, Times.Of(row.LastAt), row.Unread,
        row.Profile is { Length: > 0 } profile ? Enum.Parse<ProfileCase>(profile) : null, row.Tester);
}

/// <summary>A line on the customer's phone.</summary>
/// <param name="Direction">Seen from the Page: in = the customer wrote it, out = the Page did.</param>
/// <param name="Delivered">in: the product accepted the webhook; out: the phone received it.</param>
/// <param name="Read">in: the Page marked the chat as seen; out: the customer opened the chat.</param>
/// <param name="App">Id of the app that sent it; another than ours for the Page's inbox.</param>
/// <param name="Metadata">What the send carried.</param>
/// <param name="Attachments">As in the webhook.</param>
/// <param name="QuickReplies">As in the send.</param>
/// <param name="ReactionIn">Emoji of the customer.</param>
/// <param name="ReactionOut">Emoji of the Page.</param>
public sealed record PhoneMessage(
    string Mid, string Direction, string Text, DateTimeOffset At, bool Delivered, bool Read, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt, string? App, string? Metadata,
    JsonArray? Attachments, JsonArray? QuickReplies, string? ReplyTo, string? ReactionIn, string? ReactionOut, long Edits, bool Unsent)
{
    internal static PhoneMessage Of(ChatMessage m) => new(
        m.Mid, m.Direction, m.Text, Times.Of(m.At)!.Value, m.DeliveredAt is not null, m.ReadAt is not null, Times.Of(m.DeliveredAt), Times.Of(m.ReadAt), m.AppId, m.Metadata,
        m.Attachments is null ? null : JsonNode.Parse(m.Attachments)!.AsArray(), m.QuickReplies is null ? null : JsonNode.Parse(m.QuickReplies)!.AsArray(),
        m.ReplyTo, m.ReactionIn, m.ReactionOut, m.Edits, m.Unsent);
}

/// <summary>A new customer of a Page; the locale as Facebook writes it, for example es_LA.</summary>
public sealed record NewCustomer(
    [property: Required] string PageId,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, RegularExpression("^[a-z]{2,3}_[A-Z]{2}$")] string Locale);

public sealed record CustomerKey(string Psid);

/// <summary>An attachment of a customer. Types: image, audio, video, file, sticker, sticker-as-image, fallback, fallback-old, reel, ig_reel, post, ig_post, share, template,
/// appointment_booking, location; any other is sent as it is, as a type nobody knows.</summary>
/// <param name="Url">Its address; null = sample content of the simulator's own.</param>
/// <param name="FileId">A file from POST /control/files instead.</param>
public sealed record NewAttachment([property: Required, StringLength(60, MinimumLength = 1)] string Type, string? Url = null, string? Title = null, string? FileId = null);

/// <summary>What a customer writes: text of 1-20,000 UTF-16 units, attachments, or both.</summary>
/// <param name="QuickReply">Payload of the quick reply that was tapped; text is its title.</param>
/// <param name="ReplyTo">mid of the message it answers.</param>
/// <param name="Commands">Slash commands, beside the text.</param>
/// <param name="Referral">The ad or product it comes from, as on the wire.</param>
public sealed record NewMessage(
    [property: Required] string PageId, [property: StringLength(20_000)] string? Text = null, IReadOnlyList<NewAttachment>? Attachments = null,
    [property: StringLength(1000)] string? QuickReply = null, string? ReplyTo = null, IReadOnlyList<string>? Commands = null, JsonObject? Referral = null);

/// <summary>What somebody answers from the Page's own inbox: text of 1-2,000 UTF-16 units, attachments, or both.</summary>
/// <param name="AppId">The app the echo names; default the inbox's. "none" leaves it out.</param>
public sealed record InboxMessage(
    [property: Required] string Psid, [property: StringLength(2_000)] string? Text = null, IReadOnlyList<NewAttachment>? Attachments = null, string? AppId = null);

public sealed record MessageKey(string Mid);

/// <summary>Changes to what Meta knows about a customer; null leaves it. A <paramref name="WindowOpenedAt"/> 25 hours ago closes the standard window.</summary>
/// <param name="LastMessageAt">Beginning of the 7 days for people; null = the same as windowOpenedAt, when that is given.</param>
/// <param name="Profile">What a profile request answers.</param>
/// <param name="Tester">Has a role on the app.</param>
public sealed record CustomerChange(
    bool? Online = null, bool? Blocked = null, DateTimeOffset? WindowOpenedAt = null, DateTimeOffset? LastMessageAt = null, ProfileCase? Profile = null, bool? Tester = null,
    [property: StringLength(100, MinimumLength = 1)] string? Name = null, [property: RegularExpression("^[a-z]{2,3}_[A-Z]{2}$")] string? Locale = null);

/// <summary>Bytes to deliver as they are, once: <paramref name="Body"/> as UTF-8, or <paramref name="BodyBase64"/> for what is not text.</summary>
public sealed record RawWebhook(string? Body, string? BodyBase64, Signing Sign = Signing.Good);

/// <summary>What the product answered; null = nothing within 5 s.</summary>
public sealed record RawAnswer(int? Status);

/// <summary>How the webhook does. <paramref name="Handshake"/>: waiting, verified or failed; <paramref name="HandshakeFault"/>: no-answer, other-body or the HTTP status.</summary>
/// <param name="HeldWebhooks">Events that are collected to be batched or shuffled.</param>
/// <param name="Failing">Pages whose webhooks fail, and since when.</param>
public sealed record SimulatorStatus(
    string CallbackUrl, string ProductUrl, string Handshake, string? HandshakeFault, DateTimeOffset? HandshakeAt, int WaitingWebhooks, int? LatestStatus, bool? LatestAccepted,
    int HeldWebhooks, IReadOnlyDictionary<string, DateTimeOffset> Failing);

internal static class Times
{
    public static DateTimeOffset? Of(long? epochMilliseconds) => epochMilliseconds is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
