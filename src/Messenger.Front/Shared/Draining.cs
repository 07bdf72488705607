using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messenger.Front;

/// <summary>
/// Whether this silo is on its way out: it takes no more webhooks and no more connections. It says so for a while before
/// the listener closes, so that a load balancer reads "not ready" and Meta a 503 instead of a refused connection.
/// </summary>
public sealed partial class Draining(IHostApplicationLifetime lifetime, FrontOptions options, TimeProvider clock, ILogger<Draining> logger)
    : IHostedLifecycleService
{
    /// <summary>From the signal on, at once.</summary>
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs before anything is stopped.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogBegins(options.DrainFor);
        if (options.DrainFor > TimeSpan.Zero)
        {
            await Task.Delay(options.DrainFor, clock, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2401, LogLevel.Information, "This silo drains: webhooks answer 503, desks reconnect elsewhere; the listener closes after {DrainFor}.")]
    private partial void LogBegins(TimeSpan drainFor);
}
