using System.Net;
using Messenger.Front.Relay;
using Orleans.Runtime;

namespace Messenger.Front.Tests.Health;

/// <summary>Each cause by itself makes the silo not ready, and the answer names it.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Ready_when_all_is_well_and_every_check_is_named()
    {
        await using var front = await HealthFront.Start();
        var (status, checks) = await front.Ask();
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["clock", "cluster", "draining", "storage", "streams"], checks.Keys.Order(StringComparer.Ordinal));
        Assert.All(checks.Values, said => Assert.Equal("ok", said));
    }

    [Theory]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.ShuttingDown)]
    [InlineData(SiloStatus.Dead)]
    public async Task Not_ready_unless_active_in_the_cluster(SiloStatus status)
    {
        await using var front = await HealthFront.Start();
        front.Status = status;
        await Only(front, "cluster", status.ToString());
    }

    [Fact]
    public async Task Not_ready_from_the_signal_to_stop_on()
    {
        await using var front = await HealthFront.Start();
        front.Drain();
        await Only(front, "draining", "stops");
    }

    [Fact]
    public async Task Not_ready_when_nothing_came_through_the_push_stream_lately()
    {
        await using var front = await HealthFront.Start();
        front.Clock.Advance(PushFlow.Silence);
        await Only(front, "streams", "push stream");
        front.Flow.Seen();
        Assert.Equal(HttpStatusCode.OK, (await front.Ask()).Status);
        front.Flow.Closed();
        await Only(front, "streams", "push stream");
    }

    [Theory]
    [InlineData(501)]
    [InlineData(-501)]
    public async Task Not_ready_when_the_clock_is_off_the_databases(int milliseconds)
    {
        await using var front = await HealthFront.Start();
        front.Storage = _ => Task.FromResult<DateTimeOffset?>(front.Clock.GetUtcNow().AddMilliseconds(milliseconds));
        await Only(front, "clock", "500 ms");
    }

    [Theory]
    [InlineData(499)]
    [InlineData(-499)]
    public async Task Ready_when_the_clock_is_a_little_off(int milliseconds)
    {
        await using var front = await HealthFront.Start();
        front.Storage = _ => Task.FromResult<DateTimeOffset?>(front.Clock.GetUtcNow().AddMilliseconds(milliseconds));
        Assert.Equal(HttpStatusCode.OK, (await front.Ask()).Status);
    }

    [Fact]
    public async Task Not_ready_when_storage_fails_and_the_fault_is_not_told()
    {
        await using var front = await HealthFront.Start();
        front.Storage = _ => Task.FromException<DateTimeOffset?>(new InvalidOperationException("host=secret.example"));
        var (status, checks) = await front.Ask();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("no answer", checks["storage"]);
        Assert.DoesNotContain("secret", string.Join(' ', checks.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_hangs_is_not_waited_for()
    {
        await using var front = await HealthFront.Start();
        var never = new TaskCompletionSource<DateTimeOffset?>();
        front.Storage = _ => never.Task;
        var (status, checks) = await front.Ask().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.NotEqual("ok", checks["storage"]);
        Assert.Equal("ok", checks["cluster"]);
    }

    [Fact]
    public async Task Alive_asks_nobody()
    {
        await using var front = await HealthFront.Start();
        front.Status = SiloStatus.Dead;
        front.Storage = _ => Task.FromException<DateTimeOffset?>(new InvalidOperationException());
        front.Flow.Closed();
        var (status, checks) = await front.Ask("/health/live");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(checks);
    }

    private static async Task Only(HealthFront front, string check, string says)
    {
        var (status, checks) = await front.Ask();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(check, Assert.Single(checks, c => c.Value != "ok").Key);
        Assert.Contains(says, checks[check], StringComparison.Ordinal);
    }
}
