using Messenger.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Messenger.Storage.Tests.Snapshots;

public sealed class GrainStorageOnSqlite : GrainStorageTests<SqliteDatabase>;

public sealed class GrainStorageOnPostgres : GrainStorageTests<PostgresDatabase>;

/// <summary>Our tables and query texts under Orleans' real provider.</summary>
public abstract class GrainStorageTests<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    private readonly TDatabase database = new();
    private Database layout = null!;
    private IHost host = null!;
    private IGrainStorage storage = null!;

    public async ValueTask InitializeAsync()
    {
        layout = Database.Of(database.Options);
        new Migrator(layout).Run();
        var ports = Ports.Free(2);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Error));
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort: ports[0], gatewayPort: ports[1])
            .UseSystemTextJsonGrainStorageSerializer()
            .AddAdoNetGrainStorage("rows", o =>
            {
                o.Invariant = layout.OrleansInvariant;
                o.DataSource = layout.OrleansSource;
            }));
        host = builder.Build();
        await host.StartAsync(TestStore.Ct);
        storage = host.Services.GetRequiredKeyedService<IGrainStorage>("rows");
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
        layout.Dispose();
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task State_is_written_read_cleared_and_written_again()
    {
        var grain = GrainId.Create("conv", "100:1");
        var state = await Write(grain, new GrainState<Count>(new Count { Value = 1 }));
        state.State!.Value = 2;
        await Write(grain, state);

        var read = await Read(grain);
        Assert.True(read.RecordExists);
        Assert.Equal((2, state.ETag), (read.State!.Value, read.ETag));

        await storage.ClearStateAsync("n", grain, read);
        var cleared = await Read(grain);
        Assert.False(cleared.RecordExists);

        cleared.State = new Count { Value = 3 };
        await Write(grain, cleared);
        Assert.Equal(3, (await Read(grain)).State!.Value);
        Assert.False((await Read(GrainId.Create("conv", "100:2"))).RecordExists);
    }

    [Fact]
    public async Task Of_two_first_writes_and_of_two_later_ones_one_conflicts()
    {
        var grain = GrainId.Create("conv", "100:1");
        var first = await Write(grain, new GrainState<Count>(new Count { Value = 1 }));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(grain, new GrainState<Count>(new Count { Value = 9 })));

        var stale = await Read(grain);
        await Write(grain, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("n", grain, stale));
        Assert.Equal(1, (await Read(grain)).State!.Value);

        var neverStored = new GrainState<Count>(new Count()) { ETag = "7" };
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(GrainId.Create("conv", "100:3"), neverStored));
    }

    [Fact]
    public async Task Integer_and_guid_keys_have_rows_of_their_own()
    {
        GrainId[] grains =
        [
            GrainId.Create(GrainType.Create("conv"), GrainIdKeyExtensions.CreateIntegerKey(5)),
            GrainId.Create(GrainType.Create("conv"), GrainIdKeyExtensions.CreateIntegerKey(5, "x")),
            GrainId.Create(GrainType.Create("conv"), GrainIdKeyExtensions.CreateGuidKey(Guid.NewGuid())),
            GrainId.Create("conv", "key"),
        ];
        for (var i = 0; i < grains.Length; i++)
        {
            await Write(grains[i], new GrainState<Count>(new Count { Value = i }));
        }

        for (var i = 0; i < grains.Length; i++)
        {
            Assert.Equal(i, (await Read(grains[i])).State!.Value);
        }
    }

    [Fact]
    public async Task Sixty_four_grains_write_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(g => Task.Run(
            async () =>
            {
                var grain = GrainId.Create("conv", "g" + g);
                var state = new GrainState<Count>(new Count());
                for (var i = 1; i <= 20; i++)
                {
                    state.State!.Value = i;
                    await Write(grain, state);
                }
            },
            TestStore.Ct)));

        for (var g = 0; g < 64; g++)
        {
            Assert.Equal(20, (await Read(GrainId.Create("conv", "g" + g))).State!.Value);
        }
    }

    private async Task<GrainState<Count>> Write(GrainId grain, GrainState<Count> state)
    {
        await storage.WriteStateAsync("n", grain, state);
        return state;
    }

    private async Task<GrainState<Count>> Read(GrainId grain)
    {
        var state = new GrainState<Count>(new Count());
        await storage.ReadStateAsync("n", grain, state);
        return state;
    }

    public sealed class Count
    {
        public int Value { get; set; }
    }
}
