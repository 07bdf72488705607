using System.Collections.Immutable;
using System.Text.Json;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;
using Orleans.Storage;

namespace Messenger.Grains.Machinery;

public abstract partial class DeciderGrain<TState, TCommand, TFact, TRules>
{
    private const int RowsPerRead = 1_000;
    private const int SnapshotEvery = 200;
    private const int SnapshotAtLeast = 20;

    private long _snapshotVersion;
    private bool _saving;

    /// <summary>The snapshot, then the journal's tail: a snapshot alone is never believed.</summary>
    private async Task Load(CancellationToken ct)
    {
        _position = FromSnapshot() ?? new StreamPosition<TState>(TRules.Initial(Key), 0, 0, default, ImmutableList<RememberedCommand>.Empty);
        _snapshotVersion = _position.Version;
        IReadOnlyList<StoredRow> rows;
        do
        {
            rows = await _parts.Reader.Read(StreamName, _position.Version, RowsPerRead, ct);
            foreach (var row in rows)
            {
                Replay(row);
            }
        }
        while (rows.Count == RowsPerRead);
    }

    private StreamPosition<TState>? FromSnapshot()
    {
        try
        {
            return SnapshotCodec<TState>.Read(_snapshot.State);
        }
        catch (JsonException e)
        {
            Logger.SnapshotUnreadable(e, StreamName);
            return null;
        }
    }

    private void Replay(StoredRow stored)
    {
        var state = _position.State;
        var events = new List<StreamEvent>();
        foreach (var fact in FactCodec.Decode<TFact>(stored.Row.Facts, stored.Row.Content))
        {
            var after = TRules.Apply(state, fact, stored.Row.At);
            foreach (var view in TRules.View(state, after, fact, stored.Row.At, _position.ViewVersion + events.Count + 1))
            {
                events.Add(ToStreamEvent(view, after, _position.ViewVersion + events.Count + 1, stored.Row.At));
            }

            state = after;
        }

        if (_position.ViewVersion + events.Count == stored.Row.ViewVersion)
        {
            _watchers.Remember(events);
        }
        else
        {
            // What is visible changed since this row was written; its numbers stand, its events cannot be told again.
            _watchers.ForgetRing();
        }

        var commands = stored.Row.Commands is { } text ? JsonSerializer.Deserialize<List<RememberedCommand>>(text, FactCodec.Json)! : [];
        var remembered = _position.Remembered.AddRange(commands);
        _position = new StreamPosition<TState>(
            state, stored.Version, stored.Row.ViewVersion, stored.Row.At,
            remembered.Count > CommandsRemembered ? remembered.RemoveRange(0, remembered.Count - CommandsRemembered) : remembered);
    }

    private async Task SaveSnapshot(int atLeast)
    {
        if (_saving || _position.Version - _snapshotVersion < atLeast)
        {
            return;
        }

        _saving = true;
        try
        {
            var version = _position.Version;
            _snapshot.State = SnapshotCodec<TState>.Write(_position);
            await _snapshot.WriteStateAsync();
            _snapshotVersion = version;
        }
        catch (InconsistentStateException e)
        {
            // Another activation wrote it: this one will find that out at its next commit.
            Logger.SnapshotFailed(e, StreamName);
            _snapshotVersion = _position.Version;
        }
        catch (Exception e)
        {
            Logger.SnapshotFailed(e, StreamName);
        }
        finally
        {
            _saving = false;
        }
    }
}
