using System.Net;
using Messenger.Contracts;
using Messenger.Front.Tests.Product;
using Messenger.Grains;
using Messenger.Storage;
using Messenger.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Messenger.Front.Tests.Push;

/// <summary>A silo that joins a running product (<see cref="LastJoined"/>) and has nothing but its push queues: what its death takes along is only what was pushed.</summary>
internal sealed class QueueSilo : IOutgoingGrainCallFilter, IAsyncDisposable
{
    private readonly TaskCompletionSource _never = new();
    private readonly IHost _host;
    private volatile bool _hangs;
    private int _deliveries;
    private int _swallowed;

    private QueueSilo(RunningProduct product)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var ports = Ports.Free(2);
        builder.Services.AddSingleton(product.Services.GetRequiredService<Database>());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ports[0], ports[1], product.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint, Of(product).ServiceId, Of(product).ClusterId);
            silo.Configure<EndpointOptions>(o => o.AdvertisedIPAddress = IPAddress.Loopback);
            silo.Services.PostConfigure<GrainTypeOptions>(o => o.Classes.RemoveWhere(c => c.Assembly == typeof(GrainsRegistration).Assembly));
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.Services.AddPushSubscriptions();
            silo.AddAdoNetGrainStorage(Messenger.Contracts.Push.SubscriptionStorage, options => options.Configure<Database>((o, database) =>
            {
                o.Invariant = database.OrleansInvariant;
                o.DataSource = database.OrleansSource;
            }));
            silo.AddMemoryStreams(Messenger.Contracts.Push.Provider, streams =>
            {
                streams.ConfigurePartitioning(2);
                streams.ConfigurePullingAgent(agent => agent.Configure(o => o.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10)));
            });
            LastJoined.Decides(silo.Services);
            silo.AddOutgoingGrainCallFilter(this);
        });
        _host = builder.Build();
    }

    /// <summary>Batches it took from a queue to bring them to a front.</summary>
    public int Deliveries => Volatile.Read(ref _deliveries);

    /// <summary>Batches it took and brought nowhere.</summary>
    public int Swallowed => Volatile.Read(ref _swallowed);

    public static async Task<QueueSilo> Join(RunningProduct product)
    {
        var silo = new QueueSilo(product);
        await silo._host.StartAsync();
        return silo;
    }

    /// <summary>From now on it takes what is pushed and brings it nowhere.</summary>
    public void Hang() => _hangs = true;

    /// <summary>Without a farewell; the others are told, so that the time until they notice is not part of what is measured.</summary>
    public async Task Kill()
    {
        try
        {
            await _host.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // What it was doing it will not finish.
        }
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceName?.Contains("StreamConsumer", StringComparison.Ordinal) == true)
        {
            if (_hangs)
            {
                Interlocked.Increment(ref _swallowed);
                await _never.Task;
            }

            Interlocked.Increment(ref _deliveries);
        }

        await context.Invoke();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _never.TrySetCanceled();
        _host.Dispose();
    }

    private static ClusterOptions Of(RunningProduct product) => product.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ClusterOptions>>().Value;
}
