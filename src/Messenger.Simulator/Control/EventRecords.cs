using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Messenger.Simulator.Control;

/// <summary>A button that was tapped. <paramref name="Referral"/>: as on the wire, with Get Started after a link.</summary>
public sealed record NewPostback([property: Required] string Title, [property: Required, StringLength(1000)] string Payload, JsonObject? Referral = null);

/// <summary>Emoji null = taken back.</summary>
public sealed record NewReaction([property: Required] string Mid, string? Emoji = null);

/// <summary>Another text for a message that the customer wrote; possible five times.</summary>
public sealed record NewEdit([property: Required] string Mid, [property: Required, StringLength(20_000, MinimumLength = 1)] string Text);

public sealed record MidOnly([property: Required] string Mid);

/// <summary>Status linked (with a code) or unlinked.</summary>
public sealed record NewLinking([property: Required, RegularExpression("^(linked|unlinked)$")] string Status, string? AuthorizationCode = null);

/// <summary>A mark as Meta could send it, whatever is really read.</summary>
/// <param name="Kind">read or delivery.</param>
/// <param name="Watermark">Epoch ms; default now.</param>
/// <param name="Mids">Messages of a delivery; a mid nobody knows is allowed.</param>
public sealed record NewMark([property: Required, RegularExpression("^(read|delivery)$")] string Kind, long? Watermark = null, IReadOnlyList<string>? Mids = null);

/// <summary>Any event: the value stands under the key, beside sender, recipient and timestamp.</summary>
/// <param name="Field">Subscription field it needs; default messages.</param>
/// <param name="Standby">Inside standby instead of messaging.</param>
public sealed record AnyEvent([property: Required] string Key, [property: Required] JsonObject Value, string Field = "messages", bool Standby = false);

/// <summary>Who gets the conversation: an app, or null = nobody.</summary>
/// <param name="Event">What our app is told: pass_thread_control, take_thread_control, or null = nothing.</param>
/// <param name="Automated">Messenger's automated questions run: sends are refused with 2018321.</param>
public sealed record NewOwner(
    string? AppId, [property: RegularExpression("^(pass_thread_control|take_thread_control)$")] string? Event = null, bool Automated = false, string? Metadata = null);

/// <summary>An app asks our app for the conversation.</summary>
public sealed record OwnerRequest([property: Required] string AppId, string? Metadata = null);

/// <summary>Action warning, block or unblock; unblock carries no reason.</summary>
public sealed record NewPolicy([property: Required, RegularExpression("^(warning|block|unblock)$")] string Action, string? Reason = null);

/// <summary>A change of another field of the Page, for example feed.</summary>
public sealed record NewChange([property: Required] string Field, [property: Required] JsonObject Value);
