using System.Collections.Concurrent;
using Messenger.Domain.Hubs;
using Messenger.Front.Relay;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Feeds;

/// <summary>The feeds of this silo's connections, their common heartbeat, and their end when the silo drains.</summary>
internal sealed class LocalFeeds(FrontRelay relay, TimeProvider clock, FrontMeters meters, IHostApplicationLifetime lifetime, ILoggerFactory loggers)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ClientFeed> _feeds = new(StringComparer.Ordinal);
    private readonly ILogger<ClientFeed> _logger = loggers.CreateLogger<ClientFeed>();

    public int Count => _feeds.Count;

    public void Open(HubCallerContext context, IFeedClient client)
    {
        ConnectionBuffers.BoundSocket(context);
        var feed = new ClientFeed(client, () => Break(context), relay, clock, meters, _logger);
        _feeds[context.ConnectionId] = feed;
        feed.Start();
        meters.Connections(1);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            Break(context);
        }
    }

    /// <exception cref="HubException">The connection is closing.</exception>
    public ClientFeed Of(HubCallerContext context) =>
        _feeds.TryGetValue(context.ConnectionId, out var feed) ? feed : throw new HubException(HubCode.TryAgain);

    public async Task Close(HubCallerContext context)
    {
        if (_feeds.TryRemove(context.ConnectionId, out var feed))
        {
            meters.Connections(-1);
            await feed.DisposeAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var drain = lifetime.ApplicationStopping.Register(AbortAll);
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var feed in _feeds.Values)
            {
                feed.Beat();
            }
        }
    }

    /// <summary>The hub's own Abort tells the client not to come back; a broken connection makes it reconnect.</summary>
    internal static void Break(HubCallerContext context)
    {
        if (context.Features.Get<IConnectionLifetimeFeature>() is { } connection)
        {
            connection.Abort();
        }
        else
        {
            context.Abort();
        }
    }

    /// <summary>Clients see a lost connection and come back elsewhere with what they have.</summary>
    private void AbortAll()
    {
        foreach (var feed in _feeds.Values)
        {
            feed.Abort();
        }
    }
}
