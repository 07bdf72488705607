using System.Diagnostics.Metrics;

namespace Messenger.Grains.Machinery;

/// <summary>What the grains count, in the glossary's words (docs/operations.md). No label is an id: their values are few.</summary>
internal static class GrainMeter
{
    public const string Name = "Messenger.Grains";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Opened = Meter.CreateCounter<long>("messenger.interactions.opened", "{interaction}", "Interactions that began.");
    private static readonly Counter<long> Ended = Meter.CreateCounter<long>("messenger.interactions.ended", "{interaction}", "Interactions that ended, by reason and whether an agent completed them.");
    private static readonly UpDownCounter<long> Line = Meter.CreateUpDownCounter<long>("messenger.interactions.waiting", "{interaction}", "Interactions in line without an offer, in the campaigns this silo holds.");
    private static readonly Counter<long> Offers = Meter.CreateCounter<long>("messenger.offers", "{offer}", "Offers by what became of them; each is first counted as made.");
    private static readonly Counter<long> Assignments = Meter.CreateCounter<long>("messenger.assignments", "{interaction}", "Interactions that an agent took.");
    private static readonly Counter<long> Sends = Meter.CreateCounter<long>("messenger.outbox.sends", "{attempt}", "Attempts to send a message to a customer, by result.");

    private static readonly Counter<long> Copies = Meter.CreateCounter<long>("messenger.attachments.copies", "{attempt}", "Attempts to copy what a customer attached, by result.");

    private static long _pushesFailed;
    private static long _repeats;
    private static long _staleActivations;
    private static long _found;
    private static long _notThere;
    private static long _unavailable;

    /// <summary>Faults are observed, not counted on the spot, so that they show as 0 from the start: an alarm can only watch what is there.</summary>
    static GrainMeter()
    {
        Meter.CreateObservableCounter("messenger.push.failed", static () => Interlocked.Read(ref _pushesFailed), "{push}", "Pushes to a front silo that failed; its head probe fetches them.");
        Meter.CreateObservableCounter("messenger.obligation.repeated", static () => Interlocked.Read(ref _repeats), "{repeat}", "Obligations that had to be sent again.");
        Meter.CreateObservableCounter("messenger.activation.stale", static () => Interlocked.Read(ref _staleActivations), "{activation}", "Activations that found the journal ahead of them and gave up.");
        Meter.CreateObservableCounter("messenger.outbox.looks", static () => LookResults(), "{look}", "Looks into threads for messages without an answer, by result.");
    }

    public static void InteractionOpened() => Opened.Add(1);

    public static void InteractionEnded(string reason, bool completed) => Ended.Add(1, new("reason", reason), new("completed", completed));

    public static void Waiting(int change)
    {
        if (change != 0)
        {
            Line.Add(change);
        }
    }

    public static void Offer(string outcome) => Offers.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void Assigned() => Assignments.Add(1);

    public static void Sent(string result) => Sends.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>The message was in the thread.</summary>
    public static void LookFound() => Interlocked.Increment(ref _found);

    /// <summary>It surely was not.</summary>
    public static void LookFoundNothing() => Interlocked.Increment(ref _notThere);

    /// <summary>Nobody can say.</summary>
    public static void LookFailed() => Interlocked.Increment(ref _unavailable);

    public static void Copied(string result) => Copies.Add(1, new KeyValuePair<string, object?>("result", result));

    public static void PushFailed() => Interlocked.Increment(ref _pushesFailed);

    public static void Repeated() => Interlocked.Increment(ref _repeats);

    public static void StaleActivation() => Interlocked.Increment(ref _staleActivations);

    private static IEnumerable<Measurement<long>> LookResults() =>
    [
        new(Interlocked.Read(ref _found), new KeyValuePair<string, object?>("result", "found")),
        new(Interlocked.Read(ref _notThere), new KeyValuePair<string, object?>("result", "not-there")),
        new(Interlocked.Read(ref _unavailable), new KeyValuePair<string, object?>("result", "unavailable")),
    ];
}
