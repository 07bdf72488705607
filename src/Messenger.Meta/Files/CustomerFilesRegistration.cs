using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Meta;

internal static class CustomerFilesRegistration
{
    private const string Name = "customer-files";

    public static void AddCustomerFiles(this IServiceCollection services, MetaOptions options)
    {
        var hosts = new FileHostRules(options);
        services.AddHttpClient(Name, static client => client.Timeout = Timeout.InfiniteTimeSpan)
            // The default loggers write addresses, and an address is as good as the file.
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => Handler(options, new CheckedConnection(hosts, Dns.GetHostAddressesAsync)));
        services.AddSingleton(provider => new CustomerFiles(provider.GetRequiredService<IHttpClientFactory>().CreateClient(Name), hosts, options.FileTimeout));
    }

    internal static SocketsHttpHandler Handler(MetaOptions options, CheckedConnection connection) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // A proxy would resolve the name itself, behind our back.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 32,
        ConnectTimeout = options.ConnectTimeout,
        ConnectCallback = connection.Open,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };
}
