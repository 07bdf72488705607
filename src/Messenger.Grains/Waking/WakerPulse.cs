using Messenger.Contracts;
using Messenger.Grains.Machinery;
using Microsoft.Extensions.Hosting;

namespace Messenger.Grains.Waking;

/// <summary>Keeps the one Waker alive: each worker silo knocks every second.</summary>
public sealed class WakerPulse(IGrainFactory grains, ILogger<WakerPulse> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            do
            {
                try
                {
                    await grains.GetGrain<IWakerGrain>(0).Run();
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    logger.WakeFailed(e, "waker");
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
