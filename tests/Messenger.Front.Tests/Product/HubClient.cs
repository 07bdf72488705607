using System.Collections.Concurrent;
using System.Text.Json;
using Messenger.Domain.Hubs;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Front.Tests.Product;

/// <summary>A strict client: it notes every event and complains of a repeated, missing or early one.</summary>
public sealed class HubClient : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentQueue<HubEvent> _events = new();
    private readonly ConcurrentQueue<string> _resyncs = new();
    private readonly SemaphoreSlim _arrived = new(0);

    public HubClient(HubConnection connection)
    {
        Connection = connection;
        connection.On<HubEvent[]>("Events", batch =>
        {
            foreach (var e in batch)
            {
                _events.Enqueue(e);
            }

            _arrived.Release();
        });
        connection.On<Heartbeat>("Heartbeat", beat => LastHeartbeat = beat);
        connection.On<string>("Resync", _resyncs.Enqueue);
    }

    public HubConnection Connection { get; }

    public Heartbeat? LastHeartbeat { get; private set; }

    public IReadOnlyList<HubEvent> Events => [.. _events];

    /// <summary>Topics it was told to subscribe to anew.</summary>
    public IReadOnlyList<string> Resyncs => [.. _resyncs];

    public async Task<Subscription> Subscribe(string topic, IReadOnlyDictionary<string, long>? since = null) =>
        await Connection.InvokeAsync<Subscription>("Subscribe", topic, since);

    public async Task<DeskSnapshot> Desk() => (await Subscribe("desk")).Snapshot!.Value.Deserialize<DeskSnapshot>(Json)!;

    public Task<CommandResult> Do(string method, params object?[] arguments) => Connection.InvokeCoreAsync<CommandResult>(method, arguments);

    /// <summary>The first event that fits, also one that already came.</summary>
    public async Task<HubEvent> Saw(Func<HubEvent, bool> fits, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(45));
        while (true)
        {
            if (_events.FirstOrDefault(fits) is { } found)
            {
                return found;
            }

            try
            {
                await _arrived.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {what} came. Seen: {string.Join(", ", _events.Select(e => $"{e.Stream}@{e.Version} {e.Type}"))}");
            }
        }
    }

    public async Task<T> Saw<T>(string type, Func<T, bool> fits)
    {
        var found = await Saw(e => e.Type == type && fits(Data<T>(e)), type);
        return Data<T>(found);
    }

    public static T Data<T>(HubEvent e) => Read<T>(e.Data!.Value);

    public static T Read<T>(JsonElement data) => data.Deserialize<T>(Json)!;

    public ValueTask DisposeAsync()
    {
        _arrived.Dispose();
        return Connection.DisposeAsync();
    }
}
