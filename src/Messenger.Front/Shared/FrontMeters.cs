using System.Diagnostics.Metrics;

namespace Messenger.Front;

/// <summary>What a front silo counts, in the glossary's words (docs/operations.md). No label is an id: their values are few.</summary>
public sealed class FrontMeters
{
    public const string Name = "Messenger.Front";

    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] };

    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _items;
    private readonly Counter<long> _keptAside;
    private readonly Histogram<double> _acknowledged;
    private readonly Counter<long> _callbacks;
    private readonly Counter<long> _relayed;
    private readonly Histogram<double> _batchLatency;
    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _commands;
    private long _repairs;
    private long _resyncs;

    public FrontMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _deliveries = meter.CreateCounter<long>("messenger.webhook.deliveries", "{delivery}", "Webhook deliveries by what they were answered.");
        _items = meter.CreateCounter<long>("messenger.webhook.items", "{item}", "Items of deliveries by result: committed by a conversation, or kept aside.");
        _keptAside = meter.CreateCounter<long>("messenger.webhook.kept_aside", "{item}", "Items kept aside, by reason.");
        _acknowledged = meter.CreateHistogram("messenger.webhook.duration", "s", "From the first byte of a delivery to its answer.", tags: null, Seconds);
        _callbacks = meter.CreateCounter<long>("messenger.callbacks", "{callback}", "Meta's callbacks about people who signed in with it, by kind and outcome.");
        _relayed = meter.CreateCounter<long>("messenger.relay.events", "{event}", "Events that reached this silo's relay, by what became of them.");
        _batchLatency = meter.CreateHistogram("messenger.hub.batch_latency", "s", "From the commit of a batch's oldest event to the batch's writing.", tags: null, Seconds);

        // Observed, so that they show as 0 from the start: an alarm can only watch what is there.
        meter.CreateObservableCounter("messenger.relay.repairs", () => Interlocked.Read(ref _repairs), "{repair}", "Times a stream's missing events were fetched from its grain.");
        meter.CreateObservableCounter("messenger.feed.resyncs", () => Interlocked.Read(ref _resyncs), "{resync}", "Times a client was told to subscribe anew.");
        _connections = meter.CreateUpDownCounter<long>("messenger.hub.connections", "{connection}", "Hub connections of this silo.");
        _signIns = meter.CreateCounter<long>("messenger.sign_ins", "{attempt}", "Sign-ins by outcome.");
        _commands = meter.CreateCounter<long>("messenger.hub.commands", "{command}", "Hub commands by name and outcome.");
    }

    public void Delivered(int status, TimeSpan took)
    {
        _deliveries.Add(1, new KeyValuePair<string, object?>("status", status));
        _acknowledged.Record(took.TotalSeconds);
    }

    public void ItemsCommitted(int count) => _items.Add(count, new KeyValuePair<string, object?>("result", "committed"));

    public void KeptAside(string reason)
    {
        _items.Add(1, new KeyValuePair<string, object?>("result", "aside"));
        _keptAside.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }

    public void CalledBack(string kind, string outcome) =>
        _callbacks.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));

    public void Relayed(string outcome) => _relayed.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Repaired() => Interlocked.Increment(ref _repairs);

    public void Resynced() => Interlocked.Increment(ref _resyncs);

    /// <param name="took">Across two silos' clocks it may come out negative.</param>
    public void Written(TimeSpan took) => _batchLatency.Record(Math.Max(0, took.TotalSeconds));

    public void Connections(int change) => _connections.Add(change);

    public void SignedIn(string outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Command(string name, string outcome) =>
        _commands.Add(1, new KeyValuePair<string, object?>("command", name), new KeyValuePair<string, object?>("outcome", outcome));
}
