using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Messenger.Front.Health;

/// <summary>live: the process answers. ready: every check of <see cref="ReadyCheck"/> is well. Both answer the checks by name as JSON.</summary>
internal static class HealthEndpoints
{
    /// <summary>Whoever asks gives up after a second or two as well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What every silo needs, whatever its role.</summary>
    public static IHealthChecksBuilder AddSiloReadiness(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<ReadyCheck.NotDraining>("draining", timeout: Patience)
        .AddCheck<ReadyCheck.Joined>("cluster", timeout: Patience)
        .AddCheck<ReadyCheck.Storage>("storage", timeout: Patience)
        .AddCheck<ReadyCheck.Clock>("clock", timeout: Patience);

    public static void AddReadiness(this IServiceCollection services) => services.AddSiloReadiness()
        .AddCheck<ReadyCheck.Streams>("streams", timeout: Patience);

    /// <summary>A front decides nothing itself: without a worker it is of no use.</summary>
    public static void AddWorkersReadiness(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<WorkersCheck>(WorkersCheck.Name, timeout: Patience);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        // A process that hangs on storage must not be restarted for it: live asks nobody.
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();
    }

    /// <summary>Only our own words: the message of an exception may name hosts, users and files.</summary>
    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new HealthAnswer(
        report.Status == HealthStatus.Healthy,
        report.Entries.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.Status == HealthStatus.Healthy ? "ok" : entry.Value.Exception is null ? entry.Value.Description ?? "no" : "no answer",
            StringComparer.Ordinal)));
}

/// <summary>What both health addresses answer: 200 when ok, else 503.</summary>
/// <param name="Checks">By name: "ok", or what is missing.</param>
internal sealed record HealthAnswer(bool Ok, IReadOnlyDictionary<string, string> Checks);
