using System.Diagnostics;
using System.Threading.Channels;

namespace Messenger.Storage.Journal;

/// <summary>
/// One thread with one connection: what gathered while the last commit ran is the next group. All its writing is done there;
/// callers only wait.
/// </summary>
internal sealed class WriterLane(Database database, StorageOptions options, WriterLog log, WriterMeter meter)
{
    private const int LargestGroup = 1_000;
    private const int MostWaiting = 20_000;

    private readonly Channel<PendingWrite> queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(MostWaiting / database.Writers) { SingleReader = true });

    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int started;

    // When the first of the commits that fail now failed; 0 = the database takes commits.
    private long failingSince;

    public Task<AppendResult> Enqueue(PendingWrite write, CancellationToken ct)
    {
        Start();

        // Whoever finds the queue full is told so: waiting for room would only move the queue into the callers.
        return queue.Writer.TryWrite(write)
            ? write.Answer.WaitAsync(ct)
            : Task.FromResult<AppendResult>(new AppendResult.Unavailable("The writer has stopped, or too many wait already."));
    }

    public void Start()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "journal writer" }.Start();
        }
    }

    /// <summary>Takes nothing more; ends when what waits is stored and the connection is closed.</summary>
    public Task Stop()
    {
        queue.Writer.TryComplete();
        Start();
        return finished.Task;
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
