using System.Diagnostics;
using System.Text.Json;
using Messenger.Domain.Hubs;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>
/// A desk that comes back with its version map wherever it is taken in, by JSON or MessagePack, and notes each event that is not
/// the next one of its stream.
/// </summary>
internal sealed class VersionedClient(Uri address, string token, bool messagePack) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(string Stream, long Version)> _applied = [];
    private readonly List<string> _faults = [];
    private Dictionary<string, long> _have = [];
    private List<HubEvent>? _early;
    private HubConnection? _connection;
    private long _lostAt;
    private Task _running = Task.CompletedTask;

    public int Snapshots { get; private set; }

    public int Connections { get; private set; }

    /// <summary>The longest time from losing a connection to the answer of the next Subscribe.</summary>
    public TimeSpan LongestAway { get; private set; }

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    public long Have(string stream)
    {
        lock (_gate)
        {
            return _have.GetValueOrDefault(stream);
        }
    }

    public IReadOnlyList<long> Versions(string stream)
    {
        lock (_gate)
        {
            return [.. _applied.Where(e => e.Stream == stream).Select(e => e.Version)];
        }
    }

    public async Task Start()
    {
        var ready = new TaskCompletionSource();
        _running = Run(ready);
        await ready.Task.WaitAsync(Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task Run(TaskCompletionSource ready)
    {
        while (!_stop.IsCancellationRequested)
        {
            var connection = Build();
            var closed = new TaskCompletionSource();
            connection.Closed += _ =>
            {
                closed.TrySetResult();
                return Task.CompletedTask;
            };
            connection.On<object[]>("Events", batch => Arrived(connection, batch));
            connection.On<string>("Resync", async _ => await Subscribe(connection));
            try
            {
                await connection.StartAsync(_stop.Token);
                await Subscribe(connection);
                Connections++;
                ready.TrySetResult();
                await closed.Task.WaitAsync(_stop.Token);
                _lostAt = Stopwatch.GetTimestamp();
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // No front took it, or the one that did is gone: the next round tries again.
                await Task.Delay(100);
            }
            catch (OperationCanceledException)
            {
                // The end of the test.
            }

            await connection.DisposeAsync();
        }
    }

    private HubConnection Build()
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/agent"), o =>
        {
            (o.Transports, o.SkipNegotiation) = (HttpTransportType.WebSockets, true);
            o.AccessTokenProvider = () => Task.FromResult<string?>(token);
        });
        return (messagePack ? builder.AddMessagePackProtocol() : builder).Build();
    }

    private async Task Subscribe(HubConnection connection)
    {
        Dictionary<string, long>? since;
        lock (_gate)
        {
            _connection = connection;
            _early = [];
            since = _have.Count == 0 ? null : new(_have);
        }

        var answer = Read<Subscription>(await connection.InvokeAsync<object>("Subscribe", "desk", since, _stop.Token));
        lock (_gate)
        {
            if (_lostAt != 0)
            {
                var away = Stopwatch.GetElapsedTime(_lostAt);
                (LongestAway, _lostAt) = (away > LongestAway ? away : LongestAway, 0);
            }

            Snapshots += answer.Snapshot is null ? 0 : 1;
            foreach (var missed in answer.Events ?? [])
            {
                Apply(missed);
            }

            _have = new(answer.Versions);
            foreach (var e in _early!.Where(e => !_have.TryGetValue(e.Stream, out var have) || e.Version > have))
            {
                Apply(e);
            }

            _early = null;
        }
    }

    private void Arrived(HubConnection connection, object[] batch)
    {
        lock (_gate)
        {
            foreach (var e in connection == _connection ? batch.Select(Read<HubEvent>) : [])
            {
                if (_early is { } early)
                {
                    early.Add(e);
                }
                else
                {
                    Apply(e);
                }
            }
        }
    }

    private void Apply(HubEvent e)
    {
        if (!_have.TryGetValue(e.Stream, out var have) || e.Version != have + 1)
        {
            _faults.Add($"{e.Stream}: {e.Version} came after {have}");
            return;
        }

        _have[e.Stream] = e.Version;
        _applied.Add((e.Stream, e.Version));
        if (e.Type == "interaction.added")
        {
            var added = e.Data!.Value.Deserialize<InteractionAdded>(Json)!.Interaction;
            _have[added.Stream] = added.Version;
        }
        else if (e.Type == "interaction.removed")
        {
            _have.Remove(e.Data!.Value.Deserialize<InteractionRemoved>(Json)!.ConversationStream);
        }
    }

    /// <summary>Both protocols hand over maps with the documented names.</summary>
    private static T Read<T>(object received) => JsonSerializer.SerializeToElement(received).Deserialize<T>(Json)!;
}
