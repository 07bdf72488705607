using Orleans;

namespace Messenger.Domain.Shared;

/// <summary>What a watcher of a stream is told about one visible fact.</summary>
/// <param name="Type">One of <see cref="ViewEventType"/>.</param>
/// <param name="Data">One of the records of Messenger.Domain.Hubs, serialized as JSON by the publisher.</param>
public sealed record ViewEvent(string Type, object Data);

/// <summary>The types of pushed events; docs/hubs.md describes their data.</summary>
public static class ViewEventType
{
    public const string AgentChanged = "agent.changed";
    /// <summary>Something rings on a desk until it is accepted or declined.</summary>
    public const string InteractionRinging = "interaction.ringing";
    public const string InteractionAdded = "interaction.added";
    public const string InteractionRemoved = "interaction.removed";
    public const string InteractionChanged = "interaction.changed";
    public const string MessageAdded = "message.added";
    public const string MessageChanged = "message.changed";
    public const string BoardChanged = "board.changed";

    /// <summary>The board began anew under another stream name; the data is the whole board.</summary>
    public const string BoardSnapshot = "board.snapshot";
    public const string PullChanged = "pull.changed";

    /// <summary>The list of those who can be taken began anew under another stream name; the data is the whole list.</summary>
    public const string PullSnapshot = "pull.snapshot";

    public const string CampaignsChanged = "campaigns.changed";

    /// <summary>The table of campaigns began anew under another stream name; the data is the whole table.</summary>
    public const string CampaignsSnapshot = "campaigns.snapshot";

    /// <summary>An attempt to connect a Page went on; the data is the whole of it.</summary>
    public const string ActivationChanged = "activation.changed";

    /// <summary>A version whose content is not for this client: count it, show nothing.</summary>
    public const string Skipped = "skipped";
}

/// <summary>A pushed event as it travels from a grain to the front silos that watch its stream.</summary>
/// <param name="Stream">agent/{id}, conversation/{key}, board/{campaign}~{incarnation}, pull/{campaign}~{incarnation}, campaigns/all~{incarnation} or activation/{id}.</param>
/// <param name="Version">Gap-free per stream, starting at 1.</param>
/// <param name="Owner">Conversation streams: the agent who held the interaction at this version; a desk of anybody else must not get it. Null elsewhere.</param>
/// <param name="Json">The event's data as JSON (UTF-8, web defaults).</param>
/// <param name="Trace">The span that published it, as a W3C traceparent; null when nobody records.</param>
[GenerateSerializer, Immutable]
public sealed record StreamEvent(
    [property: Id(0)] string Stream,
    [property: Id(1)] long Version,
    [property: Id(2)] string Type,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Json,
    [property: Id(5)] string? Owner = null,
    [property: Id(6)] string? Trace = null);

/// <summary>A stream's whole visible state at a version.</summary>
[GenerateSerializer, Immutable]
public sealed record StreamSnapshot(
    [property: Id(0)] string Stream,
    [property: Id(1)] long Version,
    [property: Id(2)] string Json);
