using Messenger.Storage;

namespace Messenger.Cluster.Tests.Running;

/// <summary>Where a centre is opened: silos of this process, or a product that runs by itself.</summary>
public interface ICluster
{
    IGrainFactory Grains { get; }

    /// <summary>Its committed rows.</summary>
    Database Database { get; }

    TimeProvider Clock { get; }

    /// <summary>A Page's token as settings hold it; null = this place sends nothing.</summary>
    string? PageToken { get; }
}
