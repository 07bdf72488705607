using System.Text.Json.Serialization;
using Orleans;

namespace Messenger.Domain.Campaigns;

/// <summary>messenger: a Page's service with its own queue. voice: a roster of the telephone system (R33).</summary>
public enum CampaignType
{
    Messenger,
    Voice,
}

/// <summary>Where an interaction stands in its campaign.</summary>
public enum QueuePlace
{
    /// <summary>Waits in the queue.</summary>
    Queued,

    /// <summary>The campaign is switched off: recorded, not queued (R19).</summary>
    Disabled,

    /// <summary>Beyond the limit of the queue: admitted first-in first-out when a place frees (R16).</summary>
    Held,

    /// <summary>Came while closed: queued at the next opening (R18).</summary>
    ClosedHours,

    /// <summary>Came while closed, and is only answered (R18).</summary>
    OutOfHours,

    /// <summary>Its reply window is closed: nobody could answer, so it is never assigned (R18).</summary>
    WindowClosed,

    /// <summary>The queue is full and takes no more (R16).</summary>
    Refused,

    /// <summary>It waits for nothing any more: its closed period is over, or the campaign was enabled without queueing it.</summary>
    Dropped,
}

/// <summary>What happens to who comes when the queue is full (R16).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QueueOverflow>))]
public enum QueueOverflow
{
    [JsonStringEnumMemberName("hold")]
    Hold,

    [JsonStringEnumMemberName("refuse")]
    Refuse,
}

/// <summary>What happens to who comes while it is closed (R18).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutOfHoursPolicy>))]
public enum OutOfHoursPolicy
{
    /// <summary>Served first at the opening.</summary>
    [JsonStringEnumMemberName("queue-at-opening")]
    QueueAtOpening,

    /// <summary>Recorded and answered by the automatic text only.</summary>
    [JsonStringEnumMemberName("answer-only")]
    AnswerOnly,
}

/// <summary>Everything an administrator sets on a campaign; journaled whole, versioned.</summary>
/// <param name="Version">Rises by one with each save; agents keep the newest they have seen.</param>
/// <param name="MaxPerAgent">Most active interactions of this campaign per agent, 1-50, default 3 (R17).</param>
/// <param name="Priority">1..10, default 5; higher is offered first to an agent whom several campaigns want.</param>
/// <param name="ServiceLevelSeconds">T of the service level, 1-86,400 s, default 20 (R7).</param>
/// <param name="PageToken">The Page's access token, protected with the installation's keys; never the token itself.</param>
/// <param name="AbandonmentSeconds">0-604,800 s, 0 = never, default 300 (R14).</param>
/// <param name="ConnectionGraceSeconds">How long a lost connection keeps an agent's chats, 0-3,600 s, 0 = for ever, default 60 (R41).</param>
[GenerateSerializer, Immutable]
public sealed record CampaignSettings(
    [property: Id(0)] int Version,
    [property: Id(1)] string Name,
    [property: Id(2)] CampaignType Type,
    [property: Id(3)] string? PageId,
    [property: Id(4)] string? PageName,
    [property: Id(5)] string? PageToken,
    [property: Id(6)] bool Enabled,
    [property: Id(7)] int MaxPerAgent,
    [property: Id(8)] int Priority,
    [property: Id(9)] string TimeZone,
    [property: Id(10)] IReadOnlyList<OpenInterval> Schedule,
    [property: Id(11)] int ServiceLevelSeconds,
    [property: Id(12)] int AbandonmentSeconds,
    [property: Id(13)] int ConnectionGraceSeconds)
{
    public static readonly CampaignSettings Default = new(
        0, "", CampaignType.Messenger, null, null, null, true, 3, 5, "UTC", OpenInterval.OfficeHours, 20, 300, 60);

    /// <summary>Default nocall and leastrecent (R9).</summary>
    [Id(14)]
    public Strategy Strategy { get; init; } = Strategy.Default;

    /// <summary>Most customers waiting, those under offer included; 0-100,000, 0 = unlimited, default 0 (R16). It holds for new arrivals only.</summary>
    [Id(15)]
    public int QueueLimit { get; init; }

    /// <summary>Default hold (R16).</summary>
    [Id(16)]
    public QueueOverflow Overflow { get; init; }

    /// <summary>Default queue-at-opening (R18).</summary>
    [Id(17)]
    public OutOfHoursPolicy OutOfHours { get; init; }

    /// <summary>The texts it sends by itself (R18).</summary>
    [Id(18)]
    public AutomaticTexts Texts { get; init; } = AutomaticTexts.Default;

    /// <summary>es, en or pt, default es: where nothing tells a customer's language.</summary>
    [Id(19)]
    public string DefaultLanguage { get; init; } = "es";
}

/// <summary>An agent who serves a campaign.</summary>
/// <param name="Penalty">0-100, default 0.</param>
[GenerateSerializer, Immutable]
public sealed record Member([property: Id(0)] string AgentId, [property: Id(1)] int Penalty = 0);
