using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>What a grain keeps of what it published.</summary>
public sealed class WatchersTests
{
    [Fact]
    public void While_no_front_listens_only_the_newest_256_are_kept()
    {
        var watchers = new Watchers(new PushOutlets(null!, NullLogger<PushOutlets>.Instance), TimeProvider.System);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var version = 1; version <= 1_000_000; version++)
        {
            watchers.Publish([new StreamEvent("agent/a", version, "x", DateTimeOffset.UnixEpoch, "{}")]);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20_000_000);
        Assert.Equal(256, watchers.After(1_000_000 - 256, 1_000_000)!.Count);
        Assert.Null(watchers.After(1_000_000 - 257, 1_000_000));
        Assert.False(watchers.Any);
    }
}
