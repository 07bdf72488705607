using Messenger.Front;
using Messenger.Grains.Machinery;
using Messenger.Storage.Journal;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Messenger.Host.Composition;

/// <summary>Meters for Prometheus at <c>/metrics</c>, always; traces over OTLP, only where a collector is configured (docs/operations.md).</summary>
internal static class Telemetry
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsPath = "/metrics";

    /// <summary>A hub's request lasts as long as its connection; its calls have spans of their own.</summary>
    private static readonly string[] NotTraced = ["/health", MetricsPath, "/hubs", "/_framework", "/_content"];

    public static void AddMessengerTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? "messenger", serviceInstanceId: Environment.MachineName))
            .WithMetrics(metrics => metrics
                .AddMeter(FrontMeters.Name, GrainTrace.Name, StorageTrace.Name)
                .AddMeter("Microsoft.Orleans", "Npgsql", "System.Runtime")
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections")
                .AddPrometheusExporter());

        // Without a collector nothing listens to the sources, and a span that nobody listens to is never made.
        if (configuration.IsTraced())
        {
            telemetry.WithTracing(traces => traces
                .AddSource(FrontTrace.Name, GrainTrace.Name, StorageTrace.Name)
                .AddSource("Microsoft.Orleans.Application", "Npgsql", "Microsoft.AspNetCore.SignalR.Server")
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !NotTraced.Any(path => context.Request.Path.StartsWithSegments(path)))
                .AddOtlpExporter());
        }
    }

    /// <summary>Whether spans go anywhere.</summary>
    public static bool IsTraced(this IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[Collector]);

    /// <summary>Open to whoever reaches the listener, as health is: numbers without names. A reverse proxy keeps it inside.</summary>
    public static void MapMessengerMetrics(this WebApplication product) =>
        product.MapPrometheusScrapingEndpoint(MetricsPath).WithMetadata(new HttpMethodMetadata(["GET"])).AllowAnonymous();
}
