using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;

namespace Messenger.Storage.Tests.Cluster;

/// <summary>The cluster as a client outside of it looks it up.</summary>
internal sealed class GatewayList : IDisposable
{
    private readonly Database database;
    private readonly IHost host;

    public GatewayList(StorageOptions options)
    {
        database = Database.Of(options);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = ("messenger", "messenger"));
            client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (database.OrleansInvariant, options.ConnectionString));
        });
        host = builder.Build();
    }

    public async Task<IList<Uri>> Read()
    {
        var list = host.Services.GetRequiredService<IGatewayListProvider>();
        await list.InitializeGatewayListProvider();
        return await list.GetGateways();
    }

    public void Dispose()
    {
        host.Dispose();
        database.Dispose();
    }
}
