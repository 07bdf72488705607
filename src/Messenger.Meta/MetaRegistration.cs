using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messenger.Meta;

/// <summary>The way in: everything that talks to Meta.</summary>
public static class MetaRegistration
{
    private const string Once = "graph-once";
    private const string Repeatable = "graph-repeatable";

    /// <summary>Registers <see cref="GraphClient"/>, <see cref="LoginClient"/>, <see cref="SubscriptionClient"/>, <see cref="AppClient"/>, <see cref="CustomerFiles"/>, <see cref="UsageBoard"/> and the options, as singletons.</summary>
    /// <param name="clock">Tells how old Meta's words about its allowance are. Default the system's.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or malformed; the message names it.</exception>
    public static IServiceCollection AddMessengerMeta(this IServiceCollection services, MetaOptions options, TimeProvider? clock = null)
    {
        options.Validate();
        services.AddSingleton(options);
        AddClient(services, Once, options);
        AddClient(services, Repeatable, options).AddResilienceHandler("repeatable", calls => Resilience.Configure(calls, options.GraphTimeout));
        services.AddSingleton(new UsageBoard(clock ?? TimeProvider.System));
        services.AddSingleton(static provider =>
        {
            var clients = provider.GetRequiredService<IHttpClientFactory>();
            return new GraphTransport(
                clients.CreateClient(Once), clients.CreateClient(Repeatable), provider.GetRequiredService<UsageBoard>(),
                provider.GetRequiredService<MetaOptions>().GraphTimeout);
        });
        services.AddSingleton(static provider => new GraphClient(
            provider.GetRequiredService<GraphTransport>(), provider.GetRequiredService<MetaOptions>(), provider.GetRequiredService<ILogger<GraphClient>>()));
        services.AddSingleton(static provider => new LoginClient(provider.GetRequiredService<GraphTransport>(), provider.GetRequiredService<MetaOptions>()));
        services.AddSingleton(static provider => new SubscriptionClient(provider.GetRequiredService<GraphTransport>(), provider.GetRequiredService<MetaOptions>()));
        services.AddSingleton(static provider => new AppClient(provider.GetRequiredService<GraphTransport>(), provider.GetRequiredService<MetaOptions>()));
        services.AddCustomerFiles(options);
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
