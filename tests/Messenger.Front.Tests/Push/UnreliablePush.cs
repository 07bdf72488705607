using System.Collections.Concurrent;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;

namespace Messenger.Front.Tests.Push;

/// <summary>Stands between the push stream and the relay and does to each item what the stream is allowed to do: lose it, double it, hold it back.</summary>
internal sealed class UnreliablePush(IPushedEvents relay) : IPushedEvents
{
    private readonly ConcurrentDictionary<string, int> _fates = new(StringComparer.Ordinal);
    private int _underWay;
    private volatile Func<StreamEvent, Fate> _plan = _ => Fate.Passed;

    /// <summary>How many items met which fate since the plan was made.</summary>
    public string Fates => string.Join(", ", _fates.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Value} {f.Key}"));

    /// <summary>Items held back that have not arrived yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>From now on this is what happens to the items.</summary>
    public void Plan(Func<StreamEvent, Fate> plan)
    {
        _fates.Clear();
        _plan = plan;
    }

    /// <summary>Every fate at random; the seed tells it all.</summary>
    public void Shuffle(int seed)
    {
        var random = new Random(seed);
        Plan(_ =>
        {
            lock (random)
            {
                return random.Next(10) switch
                {
                    < 3 => Fate.Lost,
                    < 5 => Fate.Doubled,
                    < 8 => Fate.Late(TimeSpan.FromMilliseconds(random.Next(1, 400))),
                    _ => Fate.Passed,
                };
            }
        });
    }

    public void Arrived(StreamEvent arrived)
    {
        var fate = _plan(arrived);
        _fates.AddOrUpdate(fate.Name, 1, (_, count) => count + 1);
        foreach (var after in fate.Arrivals)
        {
            if (after == TimeSpan.Zero)
            {
                relay.Arrived(arrived);
            }
            else
            {
                _ = Later(arrived, after);
            }
        }
    }

    private async Task Later(StreamEvent arrived, TimeSpan after)
    {
        Interlocked.Increment(ref _underWay);
        await Task.Delay(after);
        relay.Arrived(arrived);
        Interlocked.Decrement(ref _underWay);
    }
}

/// <param name="Arrivals">When it arrives, and so how often.</param>
internal sealed record Fate(string Name, params TimeSpan[] Arrivals)
{
    public static readonly Fate Passed = new("passed", TimeSpan.Zero);

    public static readonly Fate Lost = new("lost");

    public static readonly Fate Doubled = new("doubled", TimeSpan.Zero, TimeSpan.FromMilliseconds(150));

    /// <summary>Others overtake it.</summary>
    public static Fate Late(TimeSpan after) => new("late", after);
}
