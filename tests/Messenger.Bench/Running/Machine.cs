using System.Globalization;
using System.Runtime.InteropServices;

namespace Messenger.Bench.Running;

/// <summary>Where the figures were taken; without it they mean nothing.</summary>
internal static class Machine
{
    public static string Description()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores {Processor()}, {memory} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}; load, hub clients, database and host share it");
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";
}
