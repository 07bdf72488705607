using System.Collections.Immutable;
using System.Data.Common;
using System.Net.Sockets;
using System.Text.Json;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Storage;
using Messenger.Storage.Journal;
using Orleans.Storage;

namespace Messenger.Grains.Machinery;

public abstract partial class DeciderGrain<TState, TCommand, TFact, TRules>
{
    private const int RowsPerRead = 1_000;

    /// <summary>Reading so many rows takes some 20 ms; a snapshot of a long transcript costs the host and the database more than that.</summary>
    private const int SnapshotEvery = 2_000;
    private const int SnapshotAtLeast = 20;

    private long _snapshotVersion;
    private bool _saving;

    /// <summary>
    /// False = its state cannot be had. Each caller is told why and the activation goes: a failing activation would reach the callers as
    /// some fault of the runtime, and a database that is away for a moment must never look like a message that cannot be stored.
    /// </summary>
    private async Task<bool> TryLoad(CancellationToken ct)
    {
        try
        {
            await Load(ct);
            return true;
        }
        catch (Exception e)
        {
            Logger.LoadFailed(e, StreamName);
            _stale = true;
            _unusable = e is DbException or StorageException or IOException or SocketException or TimeoutException or OperationCanceledException
                ? () => new StorageUnavailableException(StreamName)
                : () => new PoisonedException(StreamName);
            return false;
        }
    }

    /// <summary>The snapshot, then the journal's tail: a snapshot alone is never believed.</summary>
    private async Task Load(CancellationToken ct)
    {
        _position = await FromSnapshot() ?? new StreamPosition<TState>(TRules.Initial(Key), 0, 0, default, ImmutableList<RememberedCommand>.Empty);
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

    private async Task<StreamPosition<TState>?> FromSnapshot()
    {
        try
        {
            return SnapshotCodec<TState>.Read(await _snapshot.Read());
        }
        catch (Exception e)
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
            await _snapshot.Write(SnapshotCodec<TState>.Write(_position));
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
