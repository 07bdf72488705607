using Messenger.Contracts;
using Microsoft.Extensions.Hosting;

namespace Messenger.Grains.Pages;

/// <summary>Keeps the one watch alive: each worker silo knocks every ten seconds.</summary>
public sealed class PageWatchPulse(IGrainFactory grains, ILogger<PageWatchPulse> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            do
            {
                try
                {
                    await grains.GetGrain<IPageWatchGrain>(IPageWatchGrain.Key).Run();
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    logger.WatchFailed(fault);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }
}
