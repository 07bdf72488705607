using System.Diagnostics;

namespace Messenger.Storage.Journal;

/// <summary>Something that waits for the writer: an append, or changes of rows that belong to no stream.</summary>
/// <param name="guards">So many of the changes, from the first on, have to meet a row; where there is no append.</param>
internal sealed class PendingWrite(Append? append, IReadOnlyList<RowChange> changes, int guards = 0)
{
    private readonly long since = Stopwatch.GetTimestamp();

    // Continuations run where the caller awaits, never on the writer's thread.
    private readonly TaskCompletionSource<AppendResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Append? Append { get; } = append;

    public IReadOnlyList<RowChange> Changes { get; } = changes;

    public int Guards { get; } = guards;

    public AppendResult? Result { get; set; }

    public Task<AppendResult> Answer => completion.Task;

    /// <summary>How many writes were answered together with this one.</summary>
    public int GroupSize { get; private set; }

    public TimeSpan Age => Stopwatch.GetElapsedTime(since);

    public void Complete(int groupSize)
    {
        GroupSize = groupSize;
        completion.SetResult(Result!);
    }
}
