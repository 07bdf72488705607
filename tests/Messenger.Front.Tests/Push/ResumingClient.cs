using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Front.Tests.Push;

/// <summary>
/// A client that does what docs/hubs.md says and no more: it keeps a version per stream, comes back with that map whenever its
/// connection breaks, and notes everything the product may not do.
/// </summary>
public sealed class ResumingClient(string topic, Func<HubConnection> build) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<HubEvent> _applied = [];
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, SortedDictionary<long, MessageView>> _shown = [];
    private Dictionary<string, long> _have = [];
    private List<HubEvent>? _early;
    private HubConnection? _connection;
    private Task _running = Task.CompletedTask;

    public IReadOnlyList<HubEvent> Applied => Read(() => _applied.ToArray());

    public IReadOnlyList<string> Faults => Read(() => _faults.ToArray());

    public IReadOnlyDictionary<string, long> Have => Read(() => new Dictionary<string, long>(_have));

    /// <summary>How often the product answered with a snapshot.</summary>
    public int Snapshots { get; private set; }

    public int Subscriptions { get; private set; }

    /// <summary>What the screen shows: per conversation stream the messages as "seq direction state text".</summary>
    public IReadOnlyDictionary<string, string[]> Shown => Read(() => _shown.ToDictionary(s => s.Key, s => s.Value.Values.Select(Line).ToArray()));

    /// <summary>What the screen shows of a campaign.</summary>
    public ShownBoard Board { get; } = new();

    public string Topic => topic;

    public static string Line(MessageView message) => $"{message.Seq} {message.Direction} {message.State} {message.Text}";

    public IReadOnlyList<long> Versions(string stream) => [.. Applied.Where(e => e.Stream == stream).Select(e => e.Version)];

    public async Task Start()
    {
        var ready = new TaskCompletionSource();
        _running = Run(ready);
        await ready.Task;
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
            var connection = build();
            var closed = new TaskCompletionSource();
            connection.Closed += _ =>
            {
                closed.TrySetResult();
                return Task.CompletedTask;
            };
            connection.On<HubEvent[]>("Events", batch => Arrived(connection, batch));
            connection.On<string>("Resync", async name => await Subscribe(connection));
            try
            {
                await connection.StartAsync(_stop.Token);
                await Subscribe(connection);
                ready.TrySetResult();
                await closed.Task.WaitAsync(_stop.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException or InvalidOperationException
                or System.Net.WebSockets.WebSocketException or IOException)
            {
                // The line is down; the next round tries again.
            }

            await connection.DisposeAsync();
        }
    }

    private async Task Subscribe(HubConnection connection)
    {
        Dictionary<string, long>? since;
        lock (_gate)
        {
            _connection = connection;
            _early = [];
            since = _have.Count == 0 ? null : new(_have);
            Subscriptions++;
        }

        var answer = await connection.InvokeAsync<Subscription>("Subscribe", topic, since, _stop.Token);
        lock (_gate)
        {
            Take(answer);
            var early = _early!;
            _early = null;
            foreach (var e in early.Where(e => !_have.TryGetValue(e.Stream, out var have) || e.Version > have))
            {
                Apply(e);
            }
        }
    }

    private void Take(Subscription answer)
    {
        if (answer.Snapshot is { } snapshot)
        {
            Snapshots++;
            _shown.Clear();
            if (topic.StartsWith("campaign:", StringComparison.Ordinal))
            {
                Board.Show(HubClient.Read<BoardSnapshot>(snapshot));
            }
            else
            {
                foreach (var interaction in topic == "desk"
                    ? HubClient.Read<DeskSnapshot>(snapshot).Interactions
                    : [HubClient.Read<InteractionView>(snapshot)])
                {
                    Show(interaction);
                }
            }
        }

        foreach (var missed in answer.Events ?? [])
        {
            Apply(missed);
        }

        if (answer.Snapshot is null)
        {
            foreach (var (stream, version) in answer.Versions)
            {
                if (_have.GetValueOrDefault(stream) != version)
                {
                    _faults.Add($"{stream}: the missed events end at {_have.GetValueOrDefault(stream)}, the answer says {version}");
                }
            }
        }

        _have = new(answer.Versions);
        foreach (var gone in _shown.Keys.Except(_have.Keys).ToArray())
        {
            _shown.Remove(gone);
        }
    }

    private void Arrived(HubConnection connection, HubEvent[] batch)
    {
        lock (_gate)
        {
            if (connection != _connection)
            {
                return;
            }

            foreach (var e in batch)
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
        _applied.Add(e);
        switch (e.Type)
        {
            case "board.changed":
                Board.Change(HubClient.Data<BoardChange>(e));
                break;
            case "interaction.added":
                var added = HubClient.Data<InteractionAdded>(e).Interaction;
                _have[added.Stream] = added.Version;
                Show(added);
                break;
            case "interaction.removed":
                var removed = HubClient.Data<InteractionRemoved>(e);
                _have.Remove(removed.ConversationStream);
                _shown.Remove(removed.ConversationStream);
                break;
            case "message.added":
                var message = HubClient.Data<MessageView>(e);
                _shown[e.Stream][message.Seq] = message;
                break;
            case "message.changed":
                var change = HubClient.Data<MessageChange>(e);
                _shown[e.Stream][change.Seq] = _shown[e.Stream][change.Seq] with { State = change.State };
                break;
        }
    }

    private void Show(InteractionView interaction) =>
        _shown[interaction.Stream] = new(interaction.Messages.ToDictionary(message => message.Seq));

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
