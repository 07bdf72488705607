using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>A stream's state as of a journal version: what a snapshot stores and what memory holds.</summary>
/// <param name="ViewVersion">Number of the newest visible event.</param>
/// <param name="LastAt">Instant of the newest row; the next one is never earlier.</param>
/// <param name="Remembered">The newest hub commands and what they were answered.</param>
public sealed record StreamPosition<TState>(
    TState State, long Version, long ViewVersion, DateTimeOffset LastAt, ImmutableList<RememberedCommand> Remembered);

/// <summary>A command that had an id, and its answer.</summary>
public sealed record RememberedCommand(string Id, Answer Answer);

/// <summary>
/// What Orleans storage keeps: only a shorter way to the state, never the truth. Text and schema apart, so that a snapshot of
/// an older shape is thrown away and the journal read from its beginning instead of failing the activation.
/// </summary>
public sealed class StoredState
{
    public int Schema { get; set; }

    public string? Position { get; set; }
}

/// <summary>Snapshots to text and back.</summary>
internal static class SnapshotCodec<TState>
{
    /// <summary>Raised when a state record changes its shape.</summary>
    private const int Schema = 5;

    private static readonly JsonSerializerOptions Options = new() { Encoder = SnapshotStorage.Encoder, Converters = { new JsonStringEnumConverter() } };

    public static StoredState Write(StreamPosition<TState> position) =>
        new() { Schema = Schema, Position = JsonSerializer.Serialize(position, Options) };

    public static StreamPosition<TState>? Read(StoredState stored) =>
        stored is { Schema: Schema, Position: { } text } ? JsonSerializer.Deserialize<StreamPosition<TState>>(text, Options) : null;
}
