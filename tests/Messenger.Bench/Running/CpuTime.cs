using System.Globalization;

namespace Messenger.Bench.Running;

/// <summary>Processor time of processes, as the kernel counts it (in hundredths of a second).</summary>
internal static class CpuTime
{
    private const double MillisecondsPerTick = 10;

    /// <summary>User and kernel time of one process, ms.</summary>
    public static double Of(int process) => Read(process) is { } stat ? (stat.User + stat.Kernel) * MillisecondsPerTick : 0;

    /// <summary>The same with all its children, also those that have ended: a PostgreSQL server is many processes.</summary>
    public static double OfFamily(int parent)
    {
        var own = Read(parent);
        var children = Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .Where(s => s?.Parent == parent)
            .Sum(s => s!.User + s.Kernel);
        return own is null ? 0 : (own.User + own.Kernel + own.Ended + children) * MillisecondsPerTick;
    }

    public static int ParentOf(int process) => Read(process)?.Parent ?? throw new InvalidOperationException($"Process {process} is gone.");

    private static Stat? Read(int process)
    {
        try
        {
            // The second field is the name in brackets and may hold spaces.
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ').ToArray();
            long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
            return new Stat((int)Field(4), Field(14), Field(15), Field(16) + Field(17));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Stat(int Parent, long User, long Kernel, long Ended);
}
