using Messenger.Front.Relay;
using Messenger.Storage.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace Messenger.Front.Health;

/// <summary>What must be well before a load balancer may send anybody here.</summary>
internal abstract class ReadyCheck : IHealthCheck
{
    /// <summary>Null = well; else what is missing, in words that anybody may read.</summary>
    protected abstract ValueTask<string?> Missing(CancellationToken ct);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await Missing(cancellationToken) is { } missing ? HealthCheckResult.Unhealthy(missing) : HealthCheckResult.Healthy();

    public sealed class NotDraining(Draining draining) : ReadyCheck
    {
        protected override ValueTask<string?> Missing(CancellationToken ct) => new(draining.HasBegun ? "this silo stops" : null);
    }

    public sealed class Joined(IClusterMembershipService membership, ILocalSiloDetails silo) : ReadyCheck
    {
        protected override ValueTask<string?> Missing(CancellationToken ct) =>
            new(membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) is not SiloStatus.Active and var status ? $"this silo is {status} in the cluster" : null);
    }

    public sealed class Storage(StorageHealth storage) : ReadyCheck
    {
        protected override async ValueTask<string?> Missing(CancellationToken ct)
        {
            // An embedded database works on the thread it is called on and hears of no cancellation.
            await storage.Now(ct).WaitAsync(ct);
            return null;
        }
    }

    /// <summary>Instants of facts are stamped here: a silo whose clock is off would falsify the metrics (protocol section 1).</summary>
    public sealed class Clock(StorageHealth storage, TimeProvider clock) : ReadyCheck
    {
        private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(500);

        protected override async ValueTask<string?> Missing(CancellationToken ct)
        {
            var asked = clock.GetUtcNow();
            var there = await storage.Now(ct).WaitAsync(ct);
            var answered = clock.GetUtcNow();

            // The database looked at its clock somewhere between: only what lies outside is surely off.
            return there < asked - Most || there > answered + Most ? "this silo's clock is more than 500 ms off the database's" : null;
        }
    }

    public sealed class Streams(PushFlow flow) : ReadyCheck
    {
        protected override ValueTask<string?> Missing(CancellationToken ct) => new(flow.Flows ? null : "nothing came through the push stream lately");
    }
}
