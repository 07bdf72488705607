using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;

namespace Messenger.Meta;

/// <summary>The way in: everything that talks to Meta.</summary>
public static class MetaRegistration
{
    private const string Writes = "graph-writes";
    private const string Reads = "graph-reads";

    /// <summary>Registers <see cref="GraphClient"/> and the options, as singletons.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or malformed; the message names it.</exception>
    public static IServiceCollection AddMessengerMeta(this IServiceCollection services, MetaOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        AddClient(services, Writes, options);
        AddClient(services, Reads, options).AddResilienceHandler("reads", static reads => reads.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(300),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            // Not after 429: each look-up is counted against the Page's limit, which its messages need.
            ShouldHandle = static attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is HttpRequestException || attempt.Outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError),
        }));
        services.AddSingleton(static provider =>
        {
            var clients = provider.GetRequiredService<IHttpClientFactory>();
            return new GraphClient(
                clients.CreateClient(Writes),
                clients.CreateClient(Reads),
                provider.GetRequiredService<MetaOptions>(),
                provider.GetRequiredService<ILogger<GraphClient>>());
        });
        return services;
    }

    private static IHttpClientBuilder AddClient(IServiceCollection services, string name, MetaOptions options) => services
        .AddHttpClient(name, static client =>
        {
            // The client's own calls carry their time-out; the proof that nothing left before the check holds for HTTP/1.1.
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestVersion = HttpVersion.Version11;
            client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        })
        // The default loggers write addresses and headers.
        .RemoveAllLoggers()
        // The singleton keeps one handler for ever; new addresses of Graph are found because connections are not kept for ever.
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            // Following a redirect would repeat a POST, and show the token to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            // Our trace ids are nobody's business outside.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        });
}
