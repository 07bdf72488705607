using System.Collections.Concurrent;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Messenger.Front;

/// <summary>References to the domain grains, whose classes a front does not have.</summary>
internal interface IWorkerGrains
{
    /// <exception cref="SiloUnavailableException">The cluster has no worker, so nobody knows the grain's class.</exception>
    T Get<T>(string key)
        where T : class, IGrainWithStringKey;
}

/// <remarks>The factory alone would find out by reflection what the interface is called, for each webhook anew.</remarks>
internal sealed class WorkerGrains(IGrainFactory grains, GrainInterfaceTypeResolver interfaces, GrainInterfaceTypeToGrainTypeResolver classes)
    : IWorkerGrains
{
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _interfaces = new();

    public T Get<T>(string key)
        where T : class, IGrainWithStringKey
    {
        var type = _interfaces.GetOrAdd(typeof(T), static (t, resolver) => resolver.GetGrainInterfaceType(t), interfaces);
        return classes.TryGetGrainType(type, out var grain)
            ? (T)grains.GetGrain(GrainId.Create(grain, key), type)
            : throw new SiloUnavailableException("The cluster has no worker silo.");
    }
}
