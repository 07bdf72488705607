using System.Collections.Concurrent;
using System.Diagnostics;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Telemetry;

/// <summary>Records every span of the product while it lives, as a collector would.</summary>
internal sealed class SpanLog : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanLog()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Messenger.Front" or "Messenger.Grains" or "Messenger.Storage" or "Microsoft.Orleans.Application" or "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    /// <summary>The first span that fits, also one that ended already.</summary>
    public Task<Activity> Ended(Func<Activity, bool> fits, string what) =>
        Eventually.Is(() => Task.FromResult(_ended.FirstOrDefault(fits)!), span => span is not null, what);

    public void Dispose() => _listener.Dispose();
}
