using System.ComponentModel.DataAnnotations;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Control;

/// <summary>A Page. <paramref name="Token"/>: its access token for the Graph API; tokens of the simulator open nothing elsewhere.</summary>
public sealed record PageItem(string Id, string Name, string Token, bool MayMessage);

/// <summary>A customer as the list of chats shows them.</summary>
/// <param name="Online">The phone receives; while it is off, nothing is marked as delivered.</param>
/// <param name="WindowOpenedAt">The last action that opens the 24 h window; null = never.</param>
/// <param name="Unread">How many messages of the Page the customer has not read.</param>
public sealed record CustomerItem(
    string Psid, string PageId, string Name, string Locale, bool Online, bool Blocked, DateTimeOffset? WindowOpenedAt,
    string? LastText, string? LastDirection, DateTimeOffset? LastAt, long Unread)
{
    internal static CustomerItem Of(CustomerRow row) => new(
        row.Psid, row.PageId, row.Name, row.Locale, row.Online, row.Blocked, Times.Of(row.WindowOpenedAt), row.LastText, row.LastDirection, Times.Of(row.LastAt), row.Unread);
}

/// <summary>A line on the customer's phone.</summary>
/// <param name="Direction">Seen from the Page: in = the customer wrote it, out = the Page did.</param>
/// <param name="Delivered">in: the product accepted the webhook; out: the phone received it.</param>
/// <param name="Read">in: the Page marked the chat as seen; out: the customer opened the chat.</param>
/// <param name="App">Id of the app that sent it; another than ours for the Page's inbox.</param>
/// <param name="Metadata">What the send carried.</param>
public sealed record PhoneMessage(
    string Mid, string Direction, string Text, DateTimeOffset At, bool Delivered, bool Read, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt, string? App, string? Metadata)
{
    internal static PhoneMessage Of(ChatMessage m) => new(
        m.Mid, m.Direction, m.Text, Times.Of(m.At)!.Value, m.DeliveredAt is not null, m.ReadAt is not null, Times.Of(m.DeliveredAt), Times.Of(m.ReadAt), m.AppId, m.Metadata);
}

/// <summary>A new customer of a Page; the locale as Facebook writes it, for example es_LA.</summary>
public sealed record NewCustomer(
    [property: Required] string PageId,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, RegularExpression("^[a-z]{2,3}_[A-Z]{2}$")] string Locale);

public sealed record CustomerKey(string Psid);

/// <summary>What a customer writes, 1-20,000 UTF-16 units.</summary>
public sealed record NewMessage([property: Required] string PageId, [property: Required, StringLength(20_000, MinimumLength = 1)] string Text);

/// <summary>What somebody answers from the Page's own inbox, 1-2,000 UTF-16 units.</summary>
public sealed record InboxMessage([property: Required] string Psid, [property: Required, StringLength(2_000, MinimumLength = 1)] string Text);

public sealed record MessageKey(string Mid);

/// <summary>Changes to what Meta knows about a customer; null leaves it. A <paramref name="WindowOpenedAt"/> 25 hours ago closes the standard window.</summary>
public sealed record CustomerChange(bool? Online, bool? Blocked, DateTimeOffset? WindowOpenedAt);

/// <summary>Bytes to deliver as they are, once: <paramref name="Body"/> as UTF-8, or <paramref name="BodyBase64"/> for what is not text.</summary>
public sealed record RawWebhook(string? Body, string? BodyBase64, Signing Sign = Signing.Good);

/// <summary>What the product answered; null = nothing within 5 s.</summary>
public sealed record RawAnswer(int? Status);

/// <summary>How the webhook does. <paramref name="Handshake"/>: waiting, verified or failed; <paramref name="HandshakeFault"/>: no-answer, other-body or the HTTP status.</summary>
public sealed record SimulatorStatus(
    string CallbackUrl, string ProductUrl, string Handshake, string? HandshakeFault, DateTimeOffset? HandshakeAt, int WaitingWebhooks, int? LatestStatus, bool? LatestAccepted);

internal static class Times
{
    public static DateTimeOffset? Of(long? epochMilliseconds) => epochMilliseconds is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
