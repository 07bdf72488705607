using Messenger.Contracts;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Messenger.Front;

/// <summary>Whether any active silo holds the domain grains. Without one nothing can be decided, and waiting for an answer is in vain.</summary>
internal sealed class Workers(IClusterManifestProvider manifests, IClusterMembershipService membership)
{
    private static readonly GrainType EveryWorkerHas = GrainType.Create(IWakerGrain.TypeName);

    public bool AreThere
    {
        get
        {
            var members = membership.CurrentSnapshot;
            foreach (var (silo, manifest) in manifests.Current.Silos)
            {
                if (members.GetSiloStatus(silo) == SiloStatus.Active && manifest.Grains.ContainsKey(EveryWorkerHas))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
