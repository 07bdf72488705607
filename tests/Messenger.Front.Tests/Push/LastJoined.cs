using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Streams;

namespace Messenger.Front.Tests.Push;

/// <summary>Gives all queues to the silo that joined last, so that a test knows which one to kill; otherwise a circle of hashes decides.</summary>
internal sealed class LastJoined(IServiceProvider services) : QueueBalancerBase(services, services.GetRequiredService<ILogger<LastJoined>>()), IStreamQueueBalancer
{
    private readonly SiloAddress _self = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
    private IReadOnlyList<QueueId> _all = [];
    private volatile bool _mine;

    public static IServiceCollection Decides(IServiceCollection services) =>
        services.AddKeyedTransient<IStreamQueueBalancer>(Messenger.Contracts.Push.Provider, (provider, _) => new LastJoined(provider));

    public override async Task Initialize(IStreamQueueMapper queueMapper)
    {
        _all = [.. queueMapper.GetAllQueues()];
        await base.Initialize(queueMapper);
    }

    public override IEnumerable<QueueId> GetMyQueues() => _mine ? _all : [];

    protected override void OnClusterMembershipChange(HashSet<SiloAddress> activeSilos)
    {
        var mine = activeSilos.Count > 0 && activeSilos.MaxBy(silo => silo.Generation)!.Equals(_self);
        if (mine != _mine)
        {
            _mine = mine;
            _ = NotifyListeners();
        }
    }
}
