using System.Diagnostics.Metrics;

namespace Messenger.Front;

/// <summary>What a front silo counts; the names are the product's words. Exported under the meter "Messenger.Front".</summary>
public sealed class FrontMeters
{
    public const string Name = "Messenger.Front";

    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _items;
    private readonly Counter<long> _keptAside;
    private readonly Histogram<double> _acknowledged;
    private readonly Counter<long> _relayed;
    private readonly Counter<long> _repairs;
    private readonly Counter<long> _resyncs;
    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _commands;

    public FrontMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _deliveries = meter.CreateCounter<long>("messenger.webhook.deliveries", "{delivery}", "Webhook deliveries by what they were answered.");
        _items = meter.CreateCounter<long>("messenger.webhook.items", "{item}", "Items of deliveries that were handed to a conversation and committed.");
        _keptAside = meter.CreateCounter<long>("messenger.webhook.kept_aside", "{item}", "Items kept aside, by reason.");
        _acknowledged = meter.CreateHistogram<double>("messenger.webhook.duration", "s", "From the first byte of a delivery to its answer.");
        _relayed = meter.CreateCounter<long>("messenger.relay.events", "{event}", "Events that reached this silo's relay, by what became of them.");
        _repairs = meter.CreateCounter<long>("messenger.relay.repairs", "{repair}", "Times a stream's missing events were fetched from its grain.");
        _resyncs = meter.CreateCounter<long>("messenger.feed.resyncs", "{resync}", "Times a client was told to subscribe anew.");
        _connections = meter.CreateUpDownCounter<long>("messenger.hub.connections", "{connection}", "Hub connections of this silo.");
        _signIns = meter.CreateCounter<long>("messenger.sign_ins", "{attempt}", "Sign-ins by outcome.");
        _commands = meter.CreateCounter<long>("messenger.hub.commands", "{command}", "Hub commands by name and outcome.");
    }

    public void Delivered(int status, TimeSpan took)
    {
        _deliveries.Add(1, new KeyValuePair<string, object?>("status", status));
        _acknowledged.Record(took.TotalSeconds);
    }

    public void ItemsCommitted(int count) => _items.Add(count);

    public void KeptAside(string reason) => _keptAside.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Relayed(string outcome) => _relayed.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Repaired() => _repairs.Add(1);

    public void Resynced() => _resyncs.Add(1);

    public void Connections(int change) => _connections.Add(change);

    public void SignedIn(string outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Command(string name, string outcome) =>
        _commands.Add(1, new KeyValuePair<string, object?>("command", name), new KeyValuePair<string, object?>("outcome", outcome));
}
