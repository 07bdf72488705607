using System.Diagnostics;

namespace Messenger.Grains.Machinery;

/// <summary>
/// The spans of this wall (docs/operations.md): <c>grain</c>, one pass of a grain's pump from deciding to answering, and <c>push</c>,
/// what a commit changed on its way to the fronts. Both carry their parent by hand: neither runs where its cause ran.
/// </summary>
public static class GrainTrace
{
    public const string Name = GrainMeter.Name;

    private static readonly ActivitySource Source = new(Name);

    /// <summary>The trace of whoever calls now; default when nobody records.</summary>
    internal static ActivityContext Caller => Activity.Current?.Context ?? default;

    /// <summary>Several callers may share a pass: it belongs to the first that is recorded and is linked to the others.</summary>
    internal static Activity? Pass(string stream, IEnumerable<ActivityContext> callers)
    {
        // The pump was begun by some caller of long ago; his trace is not that of this pass.
        Activity.Current = null;
        if (!Source.HasListeners())
        {
            return null;
        }

        var recorded = callers.Where(c => c != default).Distinct().ToArray();
        var span = Source.StartActivity(
            ActivityKind.Internal, recorded.FirstOrDefault(), links: recorded.Skip(1).Select(c => new ActivityLink(c)), name: "grain");
        span?.SetTag("messenger.stream", stream);
        return span;
    }

    /// <param name="commit">The commit that made the events; default when nobody records it.</param>
    internal static Activity? Push(ActivityContext commit, string stream, int events)
    {
        if (commit == default)
        {
            return null;
        }

        // Started here, ended by the pump that pushes: it must not become what the publisher does next.
        var current = Activity.Current;
        var span = Source.StartActivity("push", ActivityKind.Producer, commit);
        Activity.Current = current;
        span?.SetTag("messenger.stream", stream);
        span?.SetTag("messenger.events", events);
        return span;
    }
}
