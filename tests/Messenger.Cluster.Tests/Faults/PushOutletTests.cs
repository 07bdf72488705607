using System.Diagnostics;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>The way of events to one front.</summary>
public sealed class PushOutletTests
{
    [Fact]
    public async Task What_gathers_while_a_batch_is_under_way_is_the_next_batch_in_order()
    {
        using var gate = new SemaphoreSlim(0);
        var batches = new List<IReadOnlyList<StreamEvent>>();
        var outlet = new PushOutlet(
            async batch =>
            {
                batches.Add(batch);
                await gate.WaitAsync();
            },
            _ => { });
        outlet.Push([Event(1)], default);
        await Eventually.Is(() => Task.FromResult(batches.Count == 1), "the first is under way");
        for (var version = 2; version <= 100; version++)
        {
            outlet.Push([Event(version)], default);
        }

        gate.Release(2);
        await Eventually.Is(() => Task.FromResult(batches.Count == 2), "the second is under way");

        Assert.Equal(Enumerable.Range(2, 99).Select(v => (long)v), batches[1].Select(e => e.Version));
    }

    [Fact]
    public async Task Events_one_after_another_leave_in_few_batches_and_none_waits_longer_than_the_pace()
    {
        var (batches, arrived) = (0, 0);
        var outlet = new PushOutlet(
            batch =>
            {
                batches++;
                arrived += batch.Count;
                return Task.CompletedTask;
            },
            _ => { });
        var began = Stopwatch.GetTimestamp();
        for (var version = 1; version <= 20_000; version++)
        {
            while (version - arrived > 1_000)
            {
                await Task.Yield();
            }

            outlet.Push([Event(version)], default);
        }

        await Eventually.Is(() => Task.FromResult(arrived == 20_000), "all left");
        Assert.InRange(batches, 1, 1 + (int)(Stopwatch.GetElapsedTime(began) / PushOutlet.Pace));
    }

    [Fact]
    public async Task A_front_that_takes_nothing_costs_no_more_than_the_queue()
    {
        var (hang, sent) = (new TaskCompletionSource(), 0);
        var outlet = new PushOutlet(
            async batch =>
            {
                await hang.Task;
                sent += batch.Count;
            },
            _ => { });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var version = 1; version <= 1_000_000; version++)
        {
            outlet.Push([Event(version)], default);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20_000_000);
        hang.SetResult();
        await Eventually.Is(() => Task.FromResult(sent >= PushOutlet.MostWaiting), "what waited goes out");
    }

    [Fact]
    public async Task A_batch_that_fails_stops_nothing()
    {
        var (failures, arrived) = (0, new List<long>());
        var outlet = new PushOutlet(
            batch =>
            {
                arrived.AddRange(batch.Select(e => e.Version));
                return batch[0].Version == 1 ? Task.FromException(new TimeoutException()) : Task.CompletedTask;
            },
            _ => failures++);
        outlet.Push([Event(1)], default);
        await Eventually.Is(() => Task.FromResult(failures == 1), "the first failed");
        outlet.Push([Event(2)], default);

        await Eventually.Is(() => Task.FromResult(arrived.Contains(2)), "the second went out");
    }

    private static StreamEvent Event(long version) => new("agent/a", version, "x", DateTimeOffset.UnixEpoch, "{}");
}
