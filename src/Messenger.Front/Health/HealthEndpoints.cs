using Messenger.Front.Relay;
using Messenger.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace Messenger.Front.Health;

/// <summary>live: the process answers. ready: it joined the cluster, storage answers, a front also has the push stream and a worker, and it is not draining.</summary>
internal static class HealthEndpoints
{
    /// <summary>What every silo needs, whatever its role.</summary>
    public static IHealthChecksBuilder AddSiloReadiness(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<ClusterCheck>("cluster", timeout: TimeSpan.FromSeconds(2))
        .AddCheck<StorageCheck>("storage", timeout: TimeSpan.FromSeconds(2));

    public static void AddReadiness(this IServiceCollection services) => services.AddSiloReadiness()
        .AddCheck<PushCheck>("push", timeout: TimeSpan.FromSeconds(2))
        .AddCheck<WorkersCheck>(WorkersCheck.Name, timeout: TimeSpan.FromSeconds(2));

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        // A process that hangs on storage must not be restarted for it: live asks nobody.
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    private sealed class ClusterCheck(IClusterMembershipService membership, ILocalSiloDetails silo, Draining draining) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(draining.HasBegun || membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) != SiloStatus.Active
                ? HealthCheckResult.Unhealthy("Not a member, or leaving.")
                : HealthCheckResult.Healthy());
    }

    private sealed class StorageCheck(Database database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var connection = await database.OpenRead(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class PushCheck(PushSubscription push) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(push.Flows ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Nothing came through the push stream lately."));
    }
}
