using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Messenger.Front.Relay;

/// <summary>Renews the interest in all followed streams each 5 s (it lapses after 15 s), and when a silo comes or goes at once and a moment later.</summary>
internal sealed class InterestRenewal(
    FrontRelay relay, IClusterMembershipService membership, TimeProvider clock, ILogger<InterestRenewal> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Until then the push queues of a silo that went have found another; what was pushed meanwhile may be lost.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RenewPeriodically(stoppingToken), RenewOnChange(stoppingToken));

    private async Task RenewPeriodically(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await relay.Renew(stoppingToken);
        }
    }

    private async Task RenewOnChange(CancellationToken stoppingToken)
    {
        var known = Active(membership.CurrentSnapshot);
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            // Most updates are only signs of life.
            var active = Active(snapshot);
            if (!active.SetEquals(known))
            {
                known = active;
                logger.MembershipChanged();
                await relay.Renew(stoppingToken);
                await Task.Delay(Moment, clock, stoppingToken);
                await relay.Renew(stoppingToken);
            }
        }
    }

    private static HashSet<SiloAddress> Active(ClusterMembershipSnapshot snapshot) =>
        [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];
}
