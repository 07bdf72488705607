using System.Collections.Concurrent;
using Messenger.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Hubs;

/// <summary>
/// Tells the agents' grains which desks are connected here: at once, and again each 5 s for all of them in one loop. What is not
/// renewed for 15 s counts as lost, so a front that dies needs no farewell.
/// </summary>
internal sealed class DeskPresence(IWorkerGrains grains, TimeProvider clock, ILogger<DeskPresence> logger) : BackgroundService
{
    private const int CallsAtOnce = 64;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Desk> _desks = new(StringComparer.Ordinal);

    public Task Connected(string connectionId, string agentId, string sessionId)
    {
        var desk = new Desk(connectionId, agentId, sessionId);
        _desks[connectionId] = desk;
        return Renew(desk);
    }

    public async Task Disconnected(string connectionId)
    {
        if (_desks.TryRemove(connectionId, out var desk))
        {
            await Tried(desk, () => Agent(desk).Disconnected(connectionId));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        var options = new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = stoppingToken };
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Parallel.ForEachAsync(_desks.Values, options, async (desk, _) => await Renew(desk));
        }
    }

    private async Task Renew(Desk desk)
    {
        await Tried(desk, () => Agent(desk).Connected(desk.ConnectionId, desk.SessionId));

        // It may have left while the call was under way, and the grain must not hear of it last.
        if (!_desks.ContainsKey(desk.ConnectionId))
        {
            await Tried(desk, () => Agent(desk).Disconnected(desk.ConnectionId));
        }
    }

    private IAgentGrain Agent(Desk desk) => grains.Get<IAgentGrain>(desk.AgentId);

    private async Task Tried(Desk desk, Func<Task> call)
    {
        try
        {
            await GrainCalls.Repeated(async () =>
            {
                await call();
                return true;
            });
        }
#pragma warning disable CA1031 // The next round says it again, and silence says the rest.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.PresenceFailed(desk.AgentId, fault);
        }
    }

    private sealed record Desk(string ConnectionId, string AgentId, string SessionId);
}
