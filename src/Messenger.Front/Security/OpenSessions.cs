using System.Collections.Concurrent;
using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Front.Feeds;
using Messenger.Front.Hubs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Security;

/// <summary>
/// The hub connections of this front, which live on when what they rest on is gone: whoever was disabled, lost a role or got another password
/// is cut off, and whose list of campaigns is another one has to come again and subscribe anew.
/// </summary>
internal sealed class OpenSessions(Standings standings, IWorkerGrains grains, TimeProvider clock, ILogger<OpenSessions> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Session> _open = new(StringComparer.Ordinal);

    public async Task Opened(HubCallerContext caller, bool atDesk)
    {
        var standing = await standings.Of(caller.UserId, caller.ConnectionAborted);
        _open[caller.ConnectionId] = new Session(caller, atDesk, atDesk ? null : standing?.Campaigns);
    }

    /// <summary>A desk that was cut off may have been told something at the last moment; nobody sits at it any more.</summary>
    public async Task Closed(HubCallerContext caller)
    {
        if (_open.TryRemove(caller.ConnectionId, out var session) && session is { IsCut: true, AtDesk: true }
            && await standings.Of(caller.UserId) is not { Disabled: false, IsAgent: true })
        {
            await GrainCalls.Repeated(() => grains.Get<IAgentGrain>(caller.UserId).Handle(new AgentCommand.Suspend()));
        }
    }

    /// <summary>Looks at all of them, also when its time has not come yet.</summary>
    public async Task Look(CancellationToken ct = default)
    {
        foreach (var session in _open.Values)
        {
            if (!await standings.Holds(session.Caller.User!, ct))
            {
                session.IsCut = true;
                session.Caller.Abort();
            }
            else if (!session.AtDesk && await standings.Of(session.Caller.UserId, ct) is { } now && !IsSame(session.Campaigns, now.Campaigns))
            {
                LocalFeeds.Break(session.Caller);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
#pragma warning disable CA1031 // A database that is away now is asked again in the next round.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.SessionsNotChecked(fault);
            }
        }
    }

    private static bool IsSame(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null || other is null ? one is null && other is null : one.SequenceEqual(other, StringComparer.Ordinal);

    private sealed record Session(HubCallerContext Caller, bool AtDesk, IReadOnlyList<string>? Campaigns)
    {
        public bool IsCut { get; set; }
    }
}

internal static partial class SessionLog
{
    [LoggerMessage(2211, LogLevel.Warning, "The open connections could not be checked for rights that were taken away; the next round checks them.")]
    public static partial void SessionsNotChecked(this ILogger logger, Exception fault);
}
