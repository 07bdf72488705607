using System.Text.Json.Serialization;
using Messenger.Domain.Configuration;
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

    /// <summary>On its way to the one agent who may have it; it never was in the queue.</summary>
    Directed,

    /// <summary>Its campaign was deleted: recorded, and it waits for nothing.</summary>
    Deleted,
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

/// <summary>What becomes of who is not answered in time (R14).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Abandonment>))]
public enum Abandonment
{
    /// <summary>It is counted, and he waits on.</summary>
    [JsonStringEnumMemberName("count")]
    Count,

    /// <summary>It is counted, and his interaction ends.</summary>
    [JsonStringEnumMemberName("close")]
    Close,
}

/// <summary>How an offered interaction becomes an agent's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Acceptance>))]
public enum Acceptance
{
    /// <summary>At once.</summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,

    /// <summary>It rings on his desk until he accepts or declines it (B3).</summary>
    [JsonStringEnumMemberName("by-hand")]
    ByHand,
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

    /// <summary>Default count (R14). It holds for those who come from then on.</summary>
    [Id(20)]
    public Abandonment Abandonment { get; init; }

    /// <summary>Default automatic.</summary>
    [Id(21)]
    public Acceptance Acceptance { get; init; }

    /// <summary>How long it rings where agents accept by hand, 5-600 s, default 30 (B3).</summary>
    [Id(22)]
    public int AcceptSeconds { get; init; } = 30;

    /// <summary>Without a first reply after so long it goes back to the front of the queue, and its agent on the system break; 0-86,400 s, 0 = off, default 0 (B3).</summary>
    [Id(23)]
    public int FirstReplySeconds { get; init; }

    /// <summary>The longest an interaction lasts after it was answered, 0-604,800 s, 0 = no limit, default 0 (R15).</summary>
    [Id(24)]
    public int ChatSeconds { get; init; }

    /// <summary>It ends when the customer has been silent so long after the last answer, 0-604,800 s, 0 = never, default 0 (R15).</summary>
    [Id(25)]
    public int InactivitySeconds { get; init; }

    /// <summary>A transfer that nobody took goes back to its owner, 0-3,600 s, 0 = never, default 60 (B3).</summary>
    [Id(26)]
    public int TransferReturnSeconds { get; init; } = 60;

    /// <summary>How long an agent's place stays taken after the end for what is still to be noted, 0-3,600 s, default 0 (B3).</summary>
    [Id(27)]
    public int WrapUpSeconds { get; init; }

    /// <summary>Finish asks for a disposition; default no.</summary>
    [Id(28)]
    public bool NeedsDisposition { get; init; }

    /// <summary>A customer who comes back within so many days goes to his last agent when that one has room, 0-30, 0 = off, default 7.</summary>
    [Id(29)]
    public int StickyDays { get; init; } = 7;

    /// <summary>A message so soon after Finish continues with the same agent, outside the service level, 0-1,440 min, 0 = off, default 5 (R37b).</summary>
    [Id(30)]
    public int ContinuationMinutes { get; init; } = 5;

    /// <summary>The share that is to be answered within T, in percent, 1-100, default 80 (R7).</summary>
    [Id(31)]
    public int ServiceLevelTarget { get; init; } = 80;

    /// <summary>Offered at its agents' desks beside those of the whole installation (R20).</summary>
    [Id(32)]
    public IReadOnlyList<CannedResponse> CannedResponses { get; init; } = [];

    /// <summary>Who connected the Page, as Meta calls him for this app: his next login may take it away. Null = nobody did on screen.</summary>
    [Id(33)]
    public string? FacebookUserId { get; init; }
}

/// <summary>An agent who serves a campaign.</summary>
/// <param name="Penalty">0-100, default 0.</param>
[GenerateSerializer, Immutable]
public sealed record Member([property: Id(0)] string AgentId, [property: Id(1)] int Penalty = 0);
