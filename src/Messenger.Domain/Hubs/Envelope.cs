using System.Text.Json;

namespace Messenger.Domain.Hubs;

/// <summary>One pushed event. A client applies only version == have + 1 per stream.</summary>
public sealed record HubEvent(string Topic, string Stream, long Version, string Type, DateTimeOffset At, JsonElement? Data);

/// <summary>The answer to Subscribe: a snapshot, or the events missed since the versions the client gave.</summary>
/// <param name="Versions">Per stream, the version up to which the answer is complete; everything later follows as events.</param>
public sealed record Subscription(IReadOnlyDictionary<string, long> Versions, JsonElement? Snapshot, IReadOnlyList<HubEvent>? Events);

/// <summary>Sent each 5 s: the head version of each stream of the connection; equal to what the client has = in sync.</summary>
public sealed record Heartbeat(IReadOnlyDictionary<string, long> Versions, DateTimeOffset ServerTime);

/// <summary>What a hub command answers. <c>Code</c> and <c>Message</c> (the user's language) only when refused.</summary>
public sealed record CommandResult(bool Ok, string? Code = null, string? Message = null);
