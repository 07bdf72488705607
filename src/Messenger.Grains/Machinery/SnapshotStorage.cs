namespace Messenger.Grains.Machinery;

/// <summary>The Orleans grain storage that keeps snapshots.</summary>
public static class SnapshotStorage
{
    public const string Name = "snapshots";
}
