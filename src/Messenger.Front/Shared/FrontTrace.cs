using System.Diagnostics;

namespace Messenger.Front;

/// <summary>
/// The spans of this wall (docs/operations.md): <c>webhook</c>, a delivery being stored, and <c>hub</c>, a batch being written to a client.
/// </summary>
public static class FrontTrace
{
    public const string Name = FrontMeters.Name;

    private static readonly ActivitySource Source = new(Name);

    internal static Activity? Webhook() => Source.StartActivity("webhook");

    /// <summary>One span per trace of which the batch carries an event; they share the write.</summary>
    /// <param name="traces">The traceparents that came with the events.</param>
    internal static IReadOnlyList<Activity> Hub(IEnumerable<string?> traces, int batch)
    {
        if (!Source.HasListeners())
        {
            return [];
        }

        var spans = new List<Activity>();
        foreach (var trace in traces.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (ActivityContext.TryParse(trace, traceState: null, isRemote: true, out var push)
                && Source.StartActivity("hub", ActivityKind.Consumer, push) is { } span)
            {
                span.SetTag("messenger.events", batch);
                spans.Add(span);
            }
        }

        return spans;
    }
}
