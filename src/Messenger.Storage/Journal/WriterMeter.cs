using System.Diagnostics.Metrics;

namespace Messenger.Storage.Journal;

/// <summary>The meter Messenger.Storage.</summary>
internal sealed class WriterMeter : IDisposable
{
    private readonly Meter meter = new("Messenger.Storage");
    private readonly Counter<long> commits;
    private readonly Counter<long> appends;
    private readonly Histogram<int> groupSize;

    public WriterMeter()
    {
        commits = meter.CreateCounter<long>("messenger.storage.commits", "{commit}", "Transactions of the journal writer");
        appends = meter.CreateCounter<long>("messenger.storage.appends", "{append}", "Appends by result");
        groupSize = meter.CreateHistogram<int>("messenger.storage.group_size", "{append}", "Appends per transaction");
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

    public void Dispose() => meter.Dispose();
}
