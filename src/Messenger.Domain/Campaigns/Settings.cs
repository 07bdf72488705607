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
}

/// <summary>An agent who serves a campaign.</summary>
/// <param name="Penalty">0-100, default 0.</param>
[GenerateSerializer, Immutable]
public sealed record Member([property: Id(0)] string AgentId, [property: Id(1)] int Penalty = 0);
