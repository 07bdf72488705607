using System.Text.Json.Serialization;
using Messenger.Domain.Campaigns;
using Orleans;

namespace Messenger.Domain.Pages;

/// <summary>How a Page fares at Meta (R29, B6): whether its token works, and what else is not as it should be.</summary>
/// <param name="Health">Null = nobody has looked yet.</param>
/// <param name="Token">Marks the token it was connected with last; what is said of another one is no news. Null = it never was connected on screen.</param>
/// <param name="Recovered">How often it became usable again.</param>
/// <param name="Resumed">Up to which of them the conversations that keep messages were told.</param>
public sealed record PageState(string PageId, PageHealth? Health, string? Token, int Recovered, int Resumed)
{
    public static PageState Initial(string pageId) => new(pageId, null, null, 0, 0);

    public bool IsInvalid => Health?.Verdict == TokenWord.Invalid;
}

/// <summary>A verdict on a Page, with its reasons.</summary>
/// <param name="Verdict">valid, degraded or invalid (R29).</param>
/// <param name="Reasons">Empty when it is valid; the first is the one that weighs most.</param>
/// <param name="EndsAt">When the token or the data access ends, whichever is sooner; null = neither does.</param>
[GenerateSerializer, Immutable]
public sealed record PageHealth([property: Id(0)] string Verdict, [property: Id(1)] IReadOnlyList<PageReason> Reasons, [property: Id(2)] DateTimeOffset? EndsAt)
{
    public bool Says(PageHealth other) => Verdict == other.Verdict && EndsAt == other.EndsAt && Reasons.SequenceEqual(other.Reasons);
}

/// <param name="Code">One of <see cref="PageReasonCode"/>.</param>
/// <param name="Detail">missing-permission, missing-field: its name; token-invalid: Meta's fault in a word; null otherwise.</param>
[GenerateSerializer, Immutable]
public sealed record PageReason([property: Id(0)] string Code, [property: Id(1)] string? Detail = null);

/// <summary>The words for what is wrong with a Page.</summary>
public static class PageReasonCode
{
    public const string TokenInvalid = "token-invalid";

    /// <summary>The token, or Meta's leave to use the person's data, ends within 7 days.</summary>
    public const string EndsSoon = "ends-soon";

    public const string MissingPermission = "missing-permission";

    /// <summary>Meta does not deliver an event that is needed, and subscribing it again did not help.</summary>
    public const string MissingField = "missing-field";

    /// <summary>Another app has threads of this Page and does not give them back: messages failed for it within the last day.</summary>
    public const string OtherApp = "other-app";

    /// <summary>A busy Page from which nothing comes any more.</summary>
    public const string Silent = "silent";
}

/// <summary>What one look at Meta found.</summary>
/// <param name="Token">Marks the token that was looked at.</param>
/// <param name="TokenFault">Why it does not work, in a word; null = it works.</param>
/// <param name="TokenUntil">Null = it does not end.</param>
/// <param name="DataUntil">When Meta's leave to use the person's data ends; null = it does not.</param>
/// <param name="OtherApp">Another app refused to give a thread of the Page back within the last day.</param>
/// <param name="Traffic">What came from the Page lately.</param>
[GenerateSerializer, Immutable]
public sealed record PageObservation(
    [property: Id(0)] string Token,
    [property: Id(1)] string? TokenFault,
    [property: Id(2)] DateTimeOffset? TokenUntil,
    [property: Id(3)] DateTimeOffset? DataUntil,
    [property: Id(4)] IReadOnlyList<string> MissingPermissions,
    [property: Id(5)] IReadOnlyList<string> MissingFields,
    [property: Id(6)] bool OtherApp,
    [property: Id(7)] PageTraffic Traffic);

/// <param name="LastWeek">Customers' messages of the last seven days.</param>
/// <param name="LastAt">The last of them; null = none ever.</param>
[GenerateSerializer, Immutable]
public sealed record PageTraffic([property: Id(0)] int LastWeek, [property: Id(1)] DateTimeOffset? LastAt)
{
    [JsonIgnore]
    public static PageTraffic None { get; } = new(0, null);
}
