using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messenger.Storage.Journal;

/// <summary>
/// Commits what all grains of this silo wait for, together (protocol section 2), on as many lanes as the database takes writers: while
/// one lane waits for the disk another fills the next transaction. A stream keeps to its lane, so its order is kept. It starts with
/// the first write, so that a set-up before the host runs can already store something.
/// </summary>
public sealed class JournalWriter : IHostedService, IAsyncDisposable
{
    private readonly WriterMeter meter = new();
    private readonly WriterLane[] lanes;

    public JournalWriter(Database database, StorageOptions options, ILogger<JournalWriter>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        var log = new WriterLog(logger ?? NullLogger<JournalWriter>.Instance);
        lanes = [.. Enumerable.Range(0, database.Writers).Select(_ => new WriterLane(database, options, log, meter))];
    }

    /// <summary>
    /// Stores the append, or says why not; returns when that is durable. Appends of one stream that are given one after
    /// the other are stored in that order. Cancelling ends the waiting only: whether it was stored is then not known.
    /// </summary>
    public Task<AppendResult> Append(Append append, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        var write = new PendingWrite(append, append.Changes);
        var lane = lanes[(uint)append.Stream.GetHashCode(StringComparison.Ordinal) % (uint)lanes.Length];
        return StorageTrace.IsRecorded ? Traced(lane, write, ct) : lane.Enqueue(write, ct);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Array.ForEach(lanes, lane => lane.Start());
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing more, stores what waits, closes the connections.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(lanes.Select(lane => lane.Stop())).WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        meter.Dispose();
    }

    /// <summary>Changes rows that belong to no stream. When the first change affects no row, all is undone: <see cref="AppendResult.Conflict"/>.</summary>
    internal Task<AppendResult> Write(IReadOnlyList<RowChange> changes, CancellationToken ct) =>
        lanes[0].Enqueue(new PendingWrite(null, changes), ct);

    private static async Task<AppendResult> Traced(WriterLane lane, PendingWrite write, CancellationToken ct)
    {
        using var span = StorageTrace.Commit(write.Append!);
        var result = await lane.Enqueue(write, ct);
        if (span is null)
        {
            return result;
        }

        StorageTrace.End(span, result, write.GroupSize);
        return result is AppendResult.Committed committed ? committed with { Trace = span.Context } : result;
    }
}
