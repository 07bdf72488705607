using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messenger.Storage.Journal;

/// <summary>
/// Commits what all grains of this silo wait for, together: what gathered while the last commit ran is the next group
/// (protocol section 2). One thread of its own does all writing; callers only wait. It starts with the first write, so
/// that a set-up before the host runs can already store something.
/// </summary>
public sealed class JournalWriter(Database database, StorageOptions options, ILogger<JournalWriter>? logger = null)
    : IHostedService, IAsyncDisposable
{
    private const int LargestGroup = 1_000;
    private const int MostWaiting = 20_000;

    private readonly Channel<PendingWrite> queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WriterLog log = new(logger ?? NullLogger<JournalWriter>.Instance);
    private readonly WriterMeter meter = new();
    private int started;

    // When the first of the commits that fail now failed; 0 = the database takes commits.
    private long failingSince;

    /// <summary>
    /// Stores the append, or says why not; returns when that is durable. Appends of one stream that are given one after
    /// the other are stored in that order. Cancelling ends the waiting only: whether it was stored is then not known.
    /// </summary>
    public Task<AppendResult> Append(Append append, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        var write = new PendingWrite(append, append.Changes);
        return StorageTrace.IsRecorded ? Traced(write, ct) : Enqueue(write, ct);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Start();
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing more, stores what waits, closes the file.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        Start();
        return finished.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        meter.Dispose();
    }

    /// <summary>Changes rows that belong to no stream. When one of the guards affects no row, all is undone: <see cref="AppendResult.Conflict"/>.</summary>
    /// <param name="guards">So many of the changes, from the first on, are guards.</param>
    internal Task<AppendResult> Write(IReadOnlyList<RowChange> changes, CancellationToken ct, int guards = 1) =>
        Enqueue(new PendingWrite(null, changes, guards), ct);

    private async Task<AppendResult> Traced(PendingWrite write, CancellationToken ct)
    {
        using var span = StorageTrace.Commit(write.Append!);
        var result = await Enqueue(write, ct);
        if (span is null)
        {
            return result;
        }

        StorageTrace.End(span, result, write.GroupSize);
        return result is AppendResult.Committed committed ? committed with { Trace = span.Context } : result;
    }

    private Task<AppendResult> Enqueue(PendingWrite write, CancellationToken ct)
    {
        Start();

        // Whoever finds the queue full is told so: waiting for room would only move the queue into the callers.
        return queue.Writer.TryWrite(write)
            ? write.Answer.WaitAsync(ct)
            : Task.FromResult<AppendResult>(new AppendResult.Unavailable("The writer has stopped, or too many wait already."));
    }

    private void Start()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "journal writer" }.Start();
        }
    }

    private void Run()
    {
        using var commit = new GroupCommit(database, database.OpenWriter);
        var group = new List<PendingWrite>(LargestGroup);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && queue.Reader.TryRead(out var write))
            {
                group.Add(write);
            }

            Commit(commit, group);
        }

        commit.Dispose();
        finished.SetResult();
    }

    private void Commit(GroupCommit commit, List<PendingWrite> group)
    {
        for (var attempt = 0; group.Count > 0; attempt++)
        {
            try
            {
                var began = Stopwatch.GetTimestamp();
                commit.Run(group);
                failingSince = 0;
                meter.Took(Stopwatch.GetElapsedTime(began));
                log.Stored(attempt, group);
                meter.Count(group);
                Answer(group);
                return;
            }
#pragma warning disable CA1031 // Whatever it is, the one writer must live on and every caller must get an answer.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failingSince = failingSince == 0 ? Stopwatch.GetTimestamp() : failingSince;
                log.Failed(attempt, exception);
                GiveUpOld(group, exception);
                if (group.Count == 0)
                {
                    commit.Forget();
                    return;
                }

                Thread.Sleep(TimeSpan.FromMilliseconds(Math.Min(20 << Math.Min(attempt, 5), 500)));
            }
        }
    }

    private void GiveUpOld(List<PendingWrite> group, Exception exception)
    {
        // A database that has been away for long will not be back within this append's patience: it is told so soon, so that
        // Meta hears 503 and keeps the message, instead of everybody waiting the full time.
        var patience = Stopwatch.GetElapsedTime(failingSince) >= options.UnavailableAfter ? options.UnavailableAfterWhileDown : options.UnavailableAfter;
        var old = group.Where(w => w.Age >= patience).ToList();
        foreach (var write in old)
        {
            write.Result = new AppendResult.Unavailable(exception.GetType().Name);
            group.Remove(write);
        }

        meter.Count(old);
        Answer(old);
    }

    private static void Answer(List<PendingWrite> group)
    {
        foreach (var write in group)
        {
            write.Complete(group.Count);
        }

        group.Clear();
    }
}
