using Messenger.Storage.Callbacks;

namespace Messenger.Storage.Tests.Callbacks;

public sealed class MetaCallbacksOnSqlite : MetaCallbackTests<SqliteDatabase>;

public sealed class MetaCallbacksOnPostgres : MetaCallbackTests<PostgresDatabase>;

public abstract class MetaCallbackTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly DateTimeOffset Noon = TestStore.Noon;

    private MetaCallbacks Callbacks => Store.Get<MetaCallbacks>();

    [Fact]
    public async Task A_deletion_keeps_its_first_code_and_its_first_receipt()
    {
        Assert.Equal(new DeletionStored("one", IsNew: true), await Callbacks.DeletionAsked("12", Noon, Noon.AddSeconds(1), "one", Ct));
        Assert.Equal(new DeletionStored("one", IsNew: false), await Callbacks.DeletionAsked("12", Noon, Noon.AddSeconds(9), "two", Ct));
        Assert.Equal(new DeletionRequest(Noon, Noon.AddSeconds(1)), await Callbacks.DeletionOf("one", Ct));
        Assert.Null(await Callbacks.DeletionOf("two", Ct));
    }

    [Fact]
    public async Task Person_time_and_kind_tell_one_from_another()
    {
        Assert.True(await Callbacks.Deauthorized("12", Noon, Noon, Ct));
        Assert.False(await Callbacks.Deauthorized("12", Noon, Noon.AddDays(1), Ct));
        Assert.True(await Callbacks.Deauthorized("12", Noon.AddSeconds(1), Noon, Ct));
        Assert.True(await Callbacks.Deauthorized("13", Noon, Noon, Ct));
        Assert.True((await Callbacks.DeletionAsked("12", Noon, Noon, "one", Ct)).IsNew);
        Assert.True((await Callbacks.DeletionAsked("12", null, Noon, "two", Ct)).IsNew);
        Assert.False((await Callbacks.DeletionAsked("12", null, Noon, "three", Ct)).IsNew);
        Assert.Equal(new DeletionRequest(null, Noon), await Callbacks.DeletionOf("two", Ct));
    }

    [Fact]
    public async Task Who_asks_at_the_same_moment_gets_the_same_code()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Callbacks.DeletionAsked("12", Noon, Noon, $"code-{n}", Ct)));
        Assert.Single(all.Select(stored => stored.Code).Distinct());
        Assert.Single(all, stored => stored.IsNew);
    }
}
