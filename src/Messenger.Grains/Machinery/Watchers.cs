using System.Diagnostics;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Orleans.Streams;

namespace Messenger.Grains.Machinery;

/// <summary>The front silos that follow one stream, the newest events for those who missed some, and the pump that pushes them.</summary>
/// <remarks>
/// Interest is soft: 15 s unless renewed, lost with the activation, back with the next renewal. A push that fails is only counted:
/// the fronts' head probes find what is missing.
/// </remarks>
public sealed class Watchers(Func<string, IAsyncStream<StreamEvent>> streamOf, TimeProvider time, ILogger logger)
{
    private const int RingSize = 256;
    private static readonly TimeSpan Interest = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, DateTimeOffset> _fronts = [];
    private readonly Queue<StreamEvent> _ring = [];
    private Task _publishing = Task.CompletedTask;
    private List<Pushed> _waiting = [];

    public bool Any => _fronts.Count > 0;

    public void Add(string front) => _fronts[front] = time.GetUtcNow() + Interest;

    /// <summary>Remembers the events and pushes them, in order, without making anybody wait.</summary>
    /// <param name="commit">The span of the commit that made them.</param>
    public void Publish(IReadOnlyList<StreamEvent> events, ActivityContext commit = default)
    {
        Forget();
        if (events.Count == 0 || _fronts.Count == 0)
        {
            Remember(events);
            return;
        }

        if (_waiting.Sum(w => w.Events.Count) + events.Count > RingSize)
        {
            // A front that takes nothing costs no more than the ring: whatever it missed it fetches.
            GrainMeter.PushFailed();
            _waiting.ForEach(w => w.Span?.Dispose());
            _waiting.Clear();
        }

        var span = GrainTrace.Push(commit, events[0].Stream, events.Count);
        if (span is not null)
        {
            events = [.. events.Select(e => e with { Trace = span.Id })];
        }

        Remember(events);
        _waiting.Add(new Pushed(events, span));
        if (_publishing.IsCompleted)
        {
            _publishing = Push();
        }
    }

    public void Remember(IReadOnlyList<StreamEvent> events)
    {
        foreach (var e in events)
        {
            _ring.Enqueue(e);
            if (_ring.Count > RingSize)
            {
                _ring.Dequeue();
            }
        }
    }

    /// <summary>The events after a version, or null when the ring does not reach back that far.</summary>
    public IReadOnlyList<StreamEvent>? After(long since, long head) =>
        since == head ? []
        : since < head && _ring.TryPeek(out var oldest) && oldest.Version <= since + 1 ? [.. _ring.Where(e => e.Version > since)]
        : null;

    public void ForgetRing() => _ring.Clear();

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var gone in _fronts.Where(f => f.Value < now).Select(f => f.Key).ToArray())
        {
            _fronts.Remove(gone);
        }
    }

    private async Task Push()
    {
        while (_waiting.Count > 0)
        {
            var waited = _waiting;
            _waiting = [];
            Activity.Current = waited[0].Span;
            var batch = waited.SelectMany(w => w.Events).ToList();
            foreach (var front in _fronts.Keys.ToArray())
            {
                try
                {
                    await streamOf(front).OnNextBatchAsync(batch);
                }
                catch (Exception e)
                {
                    GrainMeter.PushFailed();
                    logger.PushFailed(e, front);
                }
            }

            waited.ForEach(w => w.Span?.Dispose());
        }
    }

    private sealed record Pushed(IReadOnlyList<StreamEvent> Events, Activity? Span);
}
