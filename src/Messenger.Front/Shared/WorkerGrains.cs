using Orleans.Runtime;

namespace Messenger.Front;

/// <summary>References to the domain grains, whose classes a front does not have.</summary>
internal static class WorkerGrains
{
    /// <exception cref="SiloUnavailableException">The cluster has no worker, so nobody knows the grain's class.</exception>
    public static T OnWorker<T>(this IGrainFactory grains, string key)
        where T : IGrainWithStringKey
    {
        try
        {
            return grains.GetGrain<T>(key);
        }
        catch (ArgumentException fault)
        {
            throw new SiloUnavailableException("The cluster has no worker silo.", fault);
        }
    }
}
