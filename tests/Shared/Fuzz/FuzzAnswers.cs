using System.Collections.Concurrent;
using System.Diagnostics;

namespace Messenger.Tests.Shared.Fuzz;

/// <summary>What the product answered to a number of inputs.</summary>
/// <param name="Statuses">How often each; 0 = the connection was closed without an answer.</param>
/// <param name="Faults">Inputs that got a 5xx or another answer than the only right one, the first hundred, in words that let them be made again.</param>
public sealed record FuzzAnswers(IReadOnlyDictionary<int, long> Statuses, IReadOnlyList<string> Faults, double SlowestMs)
{
    private const int FaultsKept = 100;

    public long ServerErrors => Statuses.Where(status => status.Key >= 500).Sum(status => status.Value);

    /// <summary>Sends inputs <paramref name="from"/> to below <paramref name="to"/> over several connections at once.</summary>
    public static FuzzAnswers To(Uri product, FuzzInputs inputs, int from, int to, int connections)
    {
        var statuses = new ConcurrentDictionary<int, long>();
        var faults = new ConcurrentQueue<string>();
        var (next, slowest) = (from - 1, 0L);
        var workers = Enumerable.Range(0, connections).Select(_ => new Thread(() =>
        {
            using var connection = new FuzzConnection(product);
            for (var number = Interlocked.Increment(ref next); number < to; number = Interlocked.Increment(ref next))
            {
                var input = inputs.Of(number);
                var bytes = input.Request.Bytes();
                var began = Stopwatch.GetTimestamp();
                var status = connection.Ask(bytes) ?? 0;
                Highest(ref slowest, Stopwatch.GetTimestamp() - began);
                statuses.AddOrUpdate(status, 1, (_, known) => known + 1);
                if ((status >= 500 || (input.Expected is { } expected && status != expected)) && faults.Count < FaultsKept)
                {
                    faults.Enqueue($"input {number} ({input.Kind}): {status} instead of {input.Expected?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "less than 500"}");
                }
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return new FuzzAnswers(new SortedDictionary<int, long>(statuses), [.. faults], Stopwatch.GetElapsedTime(0, slowest).TotalMilliseconds);
    }

    public static FuzzAnswers operator +(FuzzAnswers left, FuzzAnswers right) => new(
        new SortedDictionary<int, long>(left.Statuses.Concat(right.Statuses).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Sum(x => x.Value))),
        [.. left.Faults, .. right.Faults], Math.Max(left.SlowestMs, right.SlowestMs));

    private static void Highest(ref long slowest, long ticks)
    {
        for (var known = Interlocked.Read(ref slowest); ticks > known; known = Interlocked.Read(ref slowest))
        {
            Interlocked.CompareExchange(ref slowest, ticks, known);
        }
    }
}
