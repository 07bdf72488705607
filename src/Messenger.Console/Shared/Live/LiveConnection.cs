using System.Net.WebSockets;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Session;
using Messenger.Domain.Hubs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Console.Shared.Live;

/// <summary>The one hub connection of this tab: connects for ever, subscribes again with the version map, and feeds the topics' readers.</summary>
public sealed class LiveConnection(NavigationManager navigation, TokenKeeper tokens, ServerClock clock, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Refusal code of our own: the command did not reach the server.</summary>
    public const string NoConnection = "no-connection";

    private readonly Dictionary<string, TopicReader> readers = new(StringComparer.Ordinal);
    private HubConnection? hub;
    private CancellationTokenSource? life;
    private string? hubPath;
    private int pages;

    /// <summary>Something on the screen may look different now.</summary>
    public event Action? Changed;

    /// <summary>The connection stands (again) and every topic has been answered: what was held back can go out.</summary>
    public event Func<Task>? Restored;

    public SyncMonitor Sync { get; } = new();

    public SyncState State => Sync.StateAt(time.GetUtcNow());

    /// <summary>Connects to a hub; a connection to another one ends first.</summary>
    public async Task Open(string path)
    {
        if (hubPath == path)
        {
            pages++;
            return;
        }

        await Close();
        (hubPath, pages) = (path, 1);
        life = new CancellationTokenSource();
        hub = Build(path);
        _ = Start(hub, life.Token);
    }

    /// <summary>Ends the connection to this hub when the last page that opened it is gone: the next page opens before the one before it closes.</summary>
    public Task Close(string path) => hubPath == path && --pages == 0 ? Close() : Task.CompletedTask;

    public async ValueTask DisposeAsync() => await Close();

    private async Task Close()
    {
        hubPath = null;
        readers.Clear();
        if (hub is { } old)
        {
            hub = null;
            await life!.CancelAsync();
            life.Dispose();
            await old.DisposeAsync();
            Sync.Disconnected();
        }
    }

    public async Task<TopicReader> Follow(string topic, ITopicView view)
    {
        var reader = new TopicReader(topic, view);
        readers[topic] = reader;
        await Subscribe(reader, fresh: true);
        return reader;
    }

    public async Task Leave(string topic)
    {
        if (readers.Remove(topic) && hub is { State: HubConnectionState.Connected } live)
        {
            try
            {
                await live.InvokeCoreAsync("Unsubscribe", [topic]);
            }
            catch (Exception e) when (e is HubException || IsOfTheLine(e))
            {
                // Events of a topic that nobody reads are ignored anyway.
            }
        }
    }

    /// <summary>Sends a command; a connection that is away is a refusal like any other.</summary>
    public async Task<CommandResult> Command(string method, params object?[] arguments)
    {
        if (hub is not { State: HubConnectionState.Connected } live)
        {
            return new CommandResult(false, NoConnection);
        }

        try
        {
            return await live.InvokeCoreAsync<CommandResult>(method, arguments);
        }
        catch (HubException e)
        {
            return new CommandResult(false, "unknown", e.Message);
        }
        catch (Exception e) when (IsOfTheLine(e))
        {
            return new CommandResult(false, NoConnection);
        }
    }

    /// <summary>What a call throws whose connection is not there, breaks or ends meanwhile: a socket that breaks hands its own fault to all that wait.</summary>
    private static bool IsOfTheLine(Exception e) =>
        e is InvalidOperationException or OperationCanceledException or IOException or HttpRequestException or WebSocketException;

    private HubConnection Build(string path)
    {
        var built = new HubConnectionBuilder()
            .WithUrl(navigation.ToAbsoluteUri(path), options =>
            {
                // Negotiating is a request of its own: behind a proxy it could reach another front than the connection that follows.
                (options.Transports, options.SkipNegotiation) = (HttpTransportType.WebSockets, true);
                options.AccessTokenProvider = async () => await tokens.Current();
            })
            .WithAutomaticReconnect(new EndlessRetry())
            .AddJsonProtocol(options => options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, ConsoleJson.Default))
            .Build();
        // A heartbeat comes each 5 s, so four lost ones mean that the line is dead.
        built.ServerTimeout = TimeSpan.FromSeconds(20);
        built.On<HubEvent[]>("Events", OnEvents);
        built.On<Heartbeat>("Heartbeat", OnHeartbeat);
        built.On<string>("Resync", OnResync);
        built.Reconnecting += _ => Lost();
        built.Reconnected += _ => Found();
        built.Closed += _ => built == hub ? Restart(built) : Task.CompletedTask;
        return built;
    }

    private async Task Start(HubConnection starting, CancellationToken stop)
    {
        var retry = new EndlessRetry();
        for (var attempt = 1L; !stop.IsCancellationRequested; attempt++)
        {
            try
            {
                await starting.StartAsync(stop);
                await Found();
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsOfTheLine(e))
            {
                Changed?.Invoke();

                // A socket that is refused does not say why: whether the session is over is asked of the server.
                await tokens.Refresh();
                await Task.Delay(retry.NextRetryDelay(new RetryContext { PreviousRetryCount = attempt }) ?? TimeSpan.Zero, time, CancellationToken.None);
            }
        }
    }

    private async Task Restart(HubConnection closed)
    {
        await Lost();
        if (life is { IsCancellationRequested: false } alive)
        {
            await Start(closed, alive.Token);
        }
    }

    private Task Lost()
    {
        Sync.Disconnected();
        Changed?.Invoke();
        return Task.CompletedTask;
    }

    private async Task Found()
    {
        Sync.Connected(time.GetUtcNow());
        Changed?.Invoke();
        foreach (var reader in readers.Values.ToList())
        {
            await Subscribe(reader, fresh: false);
        }

        if (Restored is { } restored)
        {
            await restored();
        }
    }

    private async Task Subscribe(TopicReader reader, bool fresh)
    {
        var incomplete = 0;
        for (var failed = 0; hub is { State: HubConnectionState.Connected } live && readers.ContainsValue(reader);)
        {
            try
            {
                var since = reader.Begin(fresh || incomplete > 0);
                var answer = await live.InvokeCoreAsync<Subscription>("Subscribe", [reader.Topic, since]);
                if (reader.Complete(answer) || ++incomplete == 3)
                {
                    Sync.CaughtUp(time.GetUtcNow());
                    break;
                }
            }
            catch (Exception e) when (e is HubException || IsOfTheLine(e))
            {
                // Refused or interrupted: a little later again. When the line is gone, Found begins anew.
                failed++;
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(5, failed)), time);
            }
        }

        Changed?.Invoke();
    }

    private void OnEvents(HubEvent[] batch)
    {
        foreach (var part in batch.GroupBy(e => e.Topic, StringComparer.Ordinal))
        {
            if (readers.TryGetValue(part.Key, out var reader) && !reader.Take(part) && !reader.IsWaiting)
            {
                // Not awaited: the hub hands over the next message only when this one returns, and the answer is such a message.
                _ = Subscribe(reader, fresh: false);
            }
        }

        Changed?.Invoke();
    }

    private void OnHeartbeat(Heartbeat beat)
    {
        clock.Learn(beat.ServerTime);
        Sync.Heartbeat(readers.Values.All(reader => reader.HasReached(beat.Versions)), time.GetUtcNow());
        if (Sync.Behind >= 2)
        {
            foreach (var reader in readers.Values.Where(reader => !reader.IsWaiting && !reader.HasReached(beat.Versions)).ToList())
            {
                _ = Subscribe(reader, fresh: false);
            }
        }

        Changed?.Invoke();
    }

    private void OnResync(string topic)
    {
        if (readers.TryGetValue(topic, out var reader) && !reader.IsWaiting)
        {
            _ = Subscribe(reader, fresh: false);
        }
    }
}
