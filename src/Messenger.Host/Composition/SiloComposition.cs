using System.Net;
using Messenger.Contracts;
using Messenger.Grains;
using Messenger.Grains.Machinery;
using Messenger.Storage;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;

namespace Messenger.Host.Composition;

/// <summary>The Orleans silo of this process.</summary>
internal static class SiloComposition
{
    /// <summary>How often a queue is looked at; the default of 100 ms is what an agent would wait for each message.</summary>
    private static readonly TimeSpan PullPeriod = TimeSpan.FromMilliseconds(10);

    private const int PushQueues = 2;

    /// <summary>
    /// How long a queue keeps what was delivered, and at most what was not: a front fetches from the grain what it missed, and the default of
    /// minutes would hold gigabytes of a busy hour.
    /// </summary>
    private static readonly TimeSpan PushedStays = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PushedGoes = TimeSpan.FromSeconds(30);

    public static void AddMessengerSilo(this WebApplicationBuilder builder, HostSettings settings) => builder.UseOrleans(silo =>
    {
        var cluster = settings.Cluster;
        if (cluster.InDatabase)
        {
            silo.AddDatabaseClustering(cluster);
        }
        else
        {
            silo.UseLocalhostClustering(cluster.SiloPort, cluster.GatewayPort, primarySiloEndpoint: null, cluster.ServiceId, cluster.ClusterId);
            silo.Configure<EndpointOptions>(o => o.AdvertisedIPAddress = IPAddress.Loopback);
        }

        if (!cluster.Roles.HasFlag(SiloRoles.Worker))
        {
            // Orleans places a grain only where its class is: so the calls of a front go to workers.
            silo.Services.PostConfigure<GrainTypeOptions>(o => o.Classes.RemoveWhere(c => c.Assembly == typeof(GrainsRegistration).Assembly));
        }

        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5));
        if (builder.Configuration.IsTraced())
        {
            silo.AddActivityPropagation();
        }

        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Configure<SystemTextJsonGrainStorageSerializerOptions>(o => o.JsonSerializerOptions.Encoder = SnapshotStorage.Encoder);
        silo.AddDatabaseGrainStorage(SnapshotStorage.Name);
        silo.AddDatabaseGrainStorage(Push.SubscriptionStorage);
        silo.AddDatabaseReminders();
        silo.AddMemoryStreams(Push.Provider, streams =>
        {
            streams.ConfigurePartitioning(PushQueues);
            streams.ConfigurePullingAgent(agent => agent.Configure(o => o.GetQueueMsgsTimerPeriod = PullPeriod));
            streams.ConfigureCacheEviction(cache => cache.Configure(o => (o.DataMinTimeInCache, o.DataMaxAgeInCache) = (PushedStays, PushedGoes)));
        });
    });

    private static void AddDatabaseGrainStorage(this ISiloBuilder silo, string name) =>
        silo.AddAdoNetGrainStorage(name, options => options.Configure<Database>((o, database) =>
        {
            o.Invariant = database.OrleansInvariant;
            o.DataSource = database.OrleansSource;
        }));

    /// <summary>On fronts too: the circle of reminders is shared among all silos, and a part without an owner would not ring.</summary>
    private static void AddDatabaseReminders(this ISiloBuilder silo) =>
        silo.UseAdoNetReminderService(options => options.Configure<Database>((o, database) =>
        {
            o.Invariant = database.OrleansInvariant;
            o.DataSource = database.OrleansSource;
        }));
}
