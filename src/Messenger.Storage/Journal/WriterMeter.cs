using System.Diagnostics.Metrics;

namespace Messenger.Storage.Journal;

/// <summary>What the journal writer counts, under the meter of this wall (docs/operations.md).</summary>
internal sealed class WriterMeter : IDisposable
{
    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5] };

    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] };

    private readonly Meter meter = new(StorageTrace.Name);
    private readonly Counter<long> commits;
    private readonly Counter<long> appends;
    private readonly Histogram<int> groupSize;
    private readonly Histogram<double> duration;

    public WriterMeter()
    {
        commits = meter.CreateCounter<long>("messenger.storage.commits", "{commit}", "Transactions of the journal writer");
        appends = meter.CreateCounter<long>("messenger.storage.appends", "{append}", "Appends by result");
        groupSize = meter.CreateHistogram<int>("messenger.storage.group_size", "{append}", "Appends per transaction", tags: null, Sizes);
        duration = meter.CreateHistogram("messenger.storage.commit_duration", "s", "From the first statement of a transaction to its durable end", tags: null, Seconds);
    }

    public void Count(IReadOnlyList<PendingWrite> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        if (group[0].Result is not AppendResult.Unavailable)
        {
            commits.Add(1);
            groupSize.Record(group.Count);
        }

        if (!appends.Enabled)
        {
            return;
        }

        foreach (var kind in group.GroupBy(w => w.Result!.GetType().Name))
        {
            appends.Add(kind.Count(), new KeyValuePair<string, object?>("result", kind.Key));
        }
    }

    /// <summary>One transaction, from its begin to its durable end.</summary>
    public void Took(TimeSpan time) => duration.Record(time.TotalSeconds);

    public void Dispose() => meter.Dispose();
}
