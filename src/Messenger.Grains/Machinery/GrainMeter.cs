using System.Diagnostics.Metrics;

namespace Messenger.Grains.Machinery;

/// <summary>What the grains count.</summary>
internal static class GrainMeter
{
    public const string Name = "Messenger.Grains";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Pushes = Meter.CreateCounter<long>("messenger.push.failed", description: "Pushes to a front silo that failed; its head probe fetches them.");
    private static readonly Counter<long> Repeats = Meter.CreateCounter<long>("messenger.obligation.repeated", description: "Messages between grains that had to be sent again.");
    private static readonly Counter<long> Stale = Meter.CreateCounter<long>("messenger.activation.stale", description: "Activations that found the journal ahead of them and gave up.");

    public static void PushFailed() => Pushes.Add(1);

    public static void Repeated() => Repeats.Add(1);

    public static void StaleActivation() => Stale.Add(1);
}
