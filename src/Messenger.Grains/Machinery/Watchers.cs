using System.Diagnostics;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>The front silos that follow one stream, and the newest events for those who missed some.</summary>
/// <remarks>
/// Interest is soft: 15 s unless renewed, lost with the activation, back with the next renewal. A push that fails is only counted:
/// the fronts' head probes find what is missing.
/// </remarks>
public sealed class Watchers(PushOutlets outlets, TimeProvider time)
{
    private const int RingSize = 256;
    private static readonly TimeSpan Interest = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, DateTimeOffset> _fronts = [];
    private readonly Queue<StreamEvent> _ring = [];

    public bool Any => _fronts.Count > 0;

    public void Add(string front) => _fronts[front] = time.GetUtcNow() + Interest;

    /// <summary>Remembers the events and pushes them, in order, without making anybody wait.</summary>
    /// <param name="commit">The span of the commit that made them.</param>
    public void Publish(IReadOnlyList<StreamEvent> events, ActivityContext commit = default)
    {
        Remember(events);
        Forget();
        if (events.Count > 0)
        {
            foreach (var front in _fronts.Keys)
            {
                outlets.Push(front, events, commit);
            }
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
}
