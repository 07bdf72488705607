using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;
using Orleans.Storage;

namespace Messenger.Contracts;

/// <summary>How every silo keeps the subscriptions to the push streams.</summary>
public static class PushSubscriptions
{
    /// <summary>
    /// In Orleans' own format. The silo's other states are JSON, but System.Text.Json can only write Orleans' state of subscriptions:
    /// after the death of the silo that has it in memory nobody could read it, and the stream of a front would never flow again.
    /// </summary>
    public static IServiceCollection AddPushSubscriptions(this IServiceCollection services)
    {
        services.TryAddKeyedSingleton<IGrainStorageSerializer>(
            Push.SubscriptionStorage, (provider, _) => new OrleansGrainStorageSerializer(provider.GetRequiredService<Serializer>()));
        return services;
    }
}
