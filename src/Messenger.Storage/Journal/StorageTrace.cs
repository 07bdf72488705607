using System.Diagnostics;

namespace Messenger.Storage.Journal;

/// <summary>The spans of this wall (docs/operations.md): <c>commit</c>, from handing an append over to its durable answer.</summary>
public static class StorageTrace
{
    public const string Name = "Messenger.Storage";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Somebody listens to this source at all.</summary>
    internal static bool IsRecorded => Source.HasListeners();

    /// <summary>Null unless somebody records this trace. Ended by the caller, on whose side of the writer's thread it lives.</summary>
    internal static Activity? Commit(Append append)
    {
        var span = Source.StartActivity("commit");
        span?.SetTag("messenger.stream", append.Stream);
        return span;
    }

    /// <param name="groupSize">How many appends became durable in the same transaction.</param>
    internal static void End(Activity span, AppendResult result, int groupSize)
    {
        span.SetTag("messenger.result", result.GetType().Name);
        span.SetTag("messenger.group_size", groupSize);
        if (result is AppendResult.Poisoned or AppendResult.Unavailable)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
