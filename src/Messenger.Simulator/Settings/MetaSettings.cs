using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Messenger.Simulator.Settings;

/// <summary>Whom the app reaches.</summary>
public enum AppMode
{
    /// <summary>Everybody.</summary>
    [JsonStringEnumMemberName("live")]
    Live,

    /// <summary>People with a role on the app only: others log in to a refusal, send no events and receive nothing (200/2018028).</summary>
    [JsonStringEnumMemberName("development")]
    Development,
}

/// <summary>How long a failing webhook is tried; Meta documents both.</summary>
public enum RetryProfile
{
    /// <summary>Alert after 15 minutes, the Page is unsubscribed after one hour.</summary>
    [JsonStringEnumMemberName("messenger")]
    Messenger,

    /// <summary>Less and less often for 36 hours, then the event is dropped.</summary>
    [JsonStringEnumMemberName("generic")]
    Generic,
}

/// <summary>What a profile request answers.</summary>
public enum ProfileCase
{
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>name and id, no first and last name.</summary>
    [JsonStringEnumMemberName("name-only")]
    NameOnly,

    /// <summary>Not permitted: the id alone.</summary>
    [JsonStringEnumMemberName("id-only")]
    IdOnly,

    /// <summary>Not permitted: an empty object.</summary>
    [JsonStringEnumMemberName("empty")]
    Empty,

    /// <summary>The id alone until the person has written, as with ads and plugins; then everything.</summary>
    [JsonStringEnumMemberName("after-first-message")]
    AfterFirstMessage,

    /// <summary>100/2018218: an account made with a phone number.</summary>
    [JsonStringEnumMemberName("phone-account")]
    PhoneAccount,

    /// <summary>2018247: no right to it.</summary>
    [JsonStringEnumMemberName("no-right")]
    NoRight,

    /// <summary>100/33.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>190.</summary>
    [JsonStringEnumMemberName("bad-token")]
    BadToken,

    /// <summary>4: the app's limit is reached.</summary>
    [JsonStringEnumMemberName("rate-limit")]
    RateLimit,

    /// <summary>Everything, after 8 seconds.</summary>
    [JsonStringEnumMemberName("slow")]
    Slow,
}

/// <summary>How the simulated Meta behaves until told otherwise.</summary>
/// <param name="RequireAppSecret">Every call needs appsecret_proof.</param>
/// <param name="ClockScale">How many seconds of Meta's retry clock pass in one real second, 0.1-3600: with 60 the alert comes after 15 seconds and the unsubscription after one minute.</param>
/// <param name="DefaultApp">Default app of conversation routing, null = none: then everybody may send and nobody may take control.</param>
/// <param name="Unsend">Customers can take messages back. Meta documents no event for it on Pages, so it is off.</param>
/// <param name="DoubleSticker">A sticker comes twice in one message, as sticker and image, as until 2026-08-30.</param>
/// <param name="Profile">Answer for customers who have none of their own.</param>
/// <param name="RateLimits">Refuse with 613 what exceeds the three figures that follow.</param>
/// <param name="SendsPerSecond">Per Page: text, links, pictures, files, stickers.</param>
/// <param name="MediaPerSecond">Per Page: audio and video.</param>
/// <param name="ConversationsPerSecond">Per Page: reads of conversations.</param>
/// <param name="UsageHeaders">Answers carry X-App-Usage and X-Business-Use-Case-Usage.</param>
/// <param name="UsagePercent">Figure in the usage headers; null = what was used.</param>
/// <param name="FileSeconds">Life of the addresses of attachments, from the moment they are handed out.</param>
/// <param name="UserTokenSeconds">Life of a token from the login.</param>
/// <param name="LongLivedSeconds">Life of an exchanged token.</param>
/// <param name="RedirectUris">Registered redirect addresses, compared exactly; empty = anything on the product's origin.</param>
/// <param name="DeauthorizeUrl">Called with a signed_request when a person removes the app; null = nobody.</param>
/// <param name="DeletionUrl">Called with a signed_request when a person asks for deletion; null = nobody.</param>
public sealed record MetaSettings(
    AppMode Mode = AppMode.Live,
    bool RequireAppSecret = false,
    RetryProfile RetryProfile = RetryProfile.Messenger,
    [property: Range(0.1, 3600)] double ClockScale = 1,
    string? DefaultApp = null,
    bool Unsend = false,
    bool DoubleSticker = false,
    ProfileCase Profile = ProfileCase.Full,
    bool RateLimits = true,
    [property: Range(1, 100_000)] int SendsPerSecond = 300,
    [property: Range(1, 100_000)] int MediaPerSecond = 10,
    [property: Range(1, 100_000)] int ConversationsPerSecond = 2,
    bool UsageHeaders = true,
    [property: Range(0, 1000)] int? UsagePercent = null,
    [property: Range(1, 31_536_000)] int FileSeconds = 3600,
    [property: Range(1, 31_536_000)] int UserTokenSeconds = 5400,
    [property: Range(1, 31_536_000)] int LongLivedSeconds = 5_183_944,
    IReadOnlyList<string>? RedirectUris = null,
    string? DeauthorizeUrl = null,
    string? DeletionUrl = null);
