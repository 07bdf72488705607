using System.Text.Json;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Shared.Live;

/// <summary>The state a topic's events are applied to. It sees every event of a stream once and in order.</summary>
public interface ITopicView
{
    /// <summary>Takes the whole state anew.</summary>
    /// <returns>Streams that carry their own version inside the snapshot; may be empty.</returns>
    IReadOnlyDictionary<string, long> Replace(JsonElement snapshot);

    /// <summary>Applies the next event of its stream.</summary>
    /// <returns>Whether the event opened or closed another stream.</returns>
    StreamTurn Apply(HubEvent next);

    /// <summary>True when a stream that is not known yet may still be opened by an event of another one; its events are then kept.</summary>
    bool MayOpen(string stream);

    /// <summary>The server no longer lists this stream: what hangs on it has left.</summary>
    void Lost(string stream);
}

/// <summary>A stream that an event opened at a version, or closed.</summary>
public readonly record struct StreamTurn(string? Opened, long Version, string? Closed)
{
    public static readonly StreamTurn None;

    public static StreamTurn Open(string stream, long version) => new(stream, version, null);

    public static StreamTurn Close(string stream) => new(null, 0, stream);
}
