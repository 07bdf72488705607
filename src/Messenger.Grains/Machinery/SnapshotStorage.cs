using System.Text.Encodings.Web;

namespace Messenger.Grains.Machinery;

/// <summary>The Orleans grain storage that keeps snapshots.</summary>
public static class SnapshotStorage
{
    public const string Name = "snapshots";

    /// <summary>A snapshot is JSON inside of JSON and no page ever shows it: escaped as for a page, each quote in it would take six characters.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
