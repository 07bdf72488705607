using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messenger.Storage.Files;

/// <summary>At the start and each hour: drops what writers left behind and uploads that nobody used. Several silos may do it at once.</summary>
public sealed partial class FileSweep(FileDirectory directory, Uploads uploads, TimeProvider clock, ILogger<FileSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Longer than anybody writes one file.</summary>
    private static readonly TimeSpan LeftBehind = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                directory.Tidy(clock.GetUtcNow() - LeftBehind);
                await uploads.DropExpired(clock.GetUtcNow(), stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files that nobody needs could not be dropped; tried again in an hour.")]
    private partial void LogFailed(Exception fault);
}
