using Messenger.Storage;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Messenger.Host.Composition;

/// <summary>
/// Membership in PostgreSQL, set for a quick failover (measured: decision 0008). The grain directory is Orleans' default one: the
/// strongly consistent one held a dead silo's grains back for 18 s, and what the default one may do wrong, a second activation,
/// the journal's version refuses anyway.
/// </summary>
internal static class DatabaseClustering
{
    public static void AddDatabaseClustering(this ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.UseAdoNetClustering(options => options.Configure<Database>((o, database) =>
        {
            o.Invariant = database.OrleansInvariant;
            o.DataSource = database.OrleansSource;
        }));
        silo.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = (cluster.ServiceId, cluster.ClusterId));
        silo.Configure<EndpointOptions>(o =>
        {
            (o.SiloPort, o.GatewayPort) = (cluster.SiloPort, cluster.GatewayPort);
            if (cluster.AdvertisedAddress is { } address)
            {
                o.AdvertisedIPAddress = address;
            }
        });
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            // A killed silo is out after 1.2 to 1.5 s, one that hangs after about 5 s.
            (o.ProbeTimeout, o.MaxProbeTimeout, o.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), 3);

            // How long a silo that hung may still answer before it reads that it is dead.
            o.TableRefreshTimeout = TimeSpan.FromSeconds(3);

            // After a crash of all, on new addresses, the new ones wait for three of these before they believe that the old are gone.
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        });
    }
}
