using Messenger.Storage.Configuration;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Tests;

public sealed class MigratorOnSqlite : MigratorTests<SqliteDatabase>;

public sealed class MigratorOnPostgres : MigratorTests<PostgresDatabase>;

public abstract class MigratorTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task A_second_run_keeps_what_is_stored()
    {
        await Store.Writer.Append(TestStore.Of("s", 0), Ct);

        Store.Get<Migrator>().Run();
        await using var again = new TestStore(Options());

        Assert.Equal(1, await again.Reader.Head("s", Ct));
        Assert.Equal(Messenger.Domain.Configuration.GlobalSettings.Empty, await again.Get<ConfigurationQueries>().Read(Ct));
    }

    [Fact]
    public async Task Processes_that_start_at_once_on_an_empty_database_all_find_it_ready()
    {
        using var fresh = new TDatabase();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () =>
            {
                using var database = Messenger.Storage.Database.Of(fresh.Options);
                new Migrator(database).Run();
            },
            Ct)));

        await using var store = new TestStore(fresh.Options);
        Assert.Equal(new AppendResult.Committed(1), await store.Writer.Append(TestStore.Of("s", 0), Ct));
    }

    [Fact]
    public async Task Items_kept_aside_come_back_newest_first()
    {
        var aside = Store.Get<KeptAside>();
        await aside.Keep("not-json", null, new byte[] { 0, 255 }, TestStore.Noon, Ct);
        await aside.Keep("unknown-event", "p1", "{}"u8.ToArray(), TestStore.Noon.AddSeconds(1), Ct);

        var kept = await aside.Recent(10, Ct);

        Assert.Equal(["unknown-event", "not-json"], kept.Select(k => k.Reason));
        Assert.Equal(new byte[] { 0, 255 }, kept[1].Raw.ToArray());
        Assert.Equal((TestStore.Noon, "p1"), (kept[1].At, kept[0].PageId));
        Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(TestStore.Of("s", 0), Ct));
    }

    [Fact]
    public async Task Readers_cannot_write()
    {
        await using var connection = await Store.Get<Database>().OpenRead(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM stream";

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync(Ct));
    }
}
