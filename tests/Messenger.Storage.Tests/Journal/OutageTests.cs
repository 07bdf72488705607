using System.Diagnostics;
using Messenger.Storage.Journal;
using Messenger.Tests.Shared;

namespace Messenger.Storage.Tests.Journal;

/// <summary>The database server goes away under load and comes back.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly PostgresServer server = PostgresServer.StartOwn();
    private PostgresTestDatabase database = null!;
    private TestStore store = null!;

    public async ValueTask InitializeAsync()
    {
        database = new PostgresTestDatabase(server);
        store = Store(TimeSpan.FromSeconds(2));
        await store.Writer.Append(TestStore.Of("s", 0), TestStore.Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        server.Dispose();
    }

    [Fact]
    public async Task A_long_outage_is_told_quickly_holds_no_memory_and_ends_by_itself()
    {
        server.Crash();
        Assert.IsType<AppendResult.Unavailable>(await store.Writer.Append(TestStore.Of("s", 1), TestStore.Ct));

        // More than the queue holds, with bodies that would show: some wait their short patience, the rest is refused at once.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 5; round++)
        {
            var facts = new string('x', 1_000);
            var flood = Enumerable.Range(0, 30_000).Select(i => store.Writer.Append(
                new Append("f" + i, 0, TestStore.Row(facts), [], [], null), TestStore.Ct)).ToList();
            Assert.All(await Task.WhenAll(flood), r => Assert.IsType<AppendResult.Unavailable>(r));
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"150,000 refusals took {clock.Elapsed}.");

        // Other tests of this process take memory meanwhile and give it back; what the writer held would stay.
        await Patiently(() => Task.FromResult(GC.GetTotalMemory(forceFullCollection: true) - before <= 20_000_000));

        server.Restart();
        await Patiently(async () => await store.Writer.Append(TestStore.Of("s", 1), TestStore.Ct) is AppendResult.Committed(2));
        Assert.Equal([1L, 2L], (await store.Reader.Read("s", 0, 10, TestStore.Ct)).Select(r => r.Version));
    }

    [Fact]
    public async Task Who_waits_through_a_short_outage_is_stored_once()
    {
        // How long the server needs for its start is not what is shown.
        await using var patient = Store(TimeSpan.FromSeconds(60));
        server.Crash();
        var appends = Enumerable.Range(0, 500).Select(i => patient.Writer.Append(
            TestStore.Claiming("w" + i, 0, new MessageKey("p", "m" + i)), TestStore.Ct)).ToList();
        server.Restart();

        Assert.All(await Task.WhenAll(appends), r => Assert.Equal(new AppendResult.Committed(1), r));
        Assert.Equal(1, await patient.Reader.Head("w499", TestStore.Ct));
    }

    private TestStore Store(TimeSpan patience) => new(new StorageOptions
    {
        Kind = StorageKind.Postgres,
        ConnectionString = database.ConnectionString,
        UnavailableAfter = patience,
        UnavailableAfterWhileDown = TimeSpan.FromMilliseconds(300),
    });

    private static async Task Patiently(Func<Task<bool>> condition)
    {
        var until = DateTime.UtcNow.AddSeconds(30);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < until, "It did not come back.");
            await Task.Delay(50, TestStore.Ct);
        }
    }
}
