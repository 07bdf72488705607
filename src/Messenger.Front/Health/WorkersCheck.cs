using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Messenger.Front.Health;

/// <summary>A front that reaches no worker can only refuse.</summary>
internal sealed class WorkersCheck(Workers workers) : IHealthCheck
{
    public const string Name = "workers";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(workers.AreThere ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The cluster has no worker silo."));
}
