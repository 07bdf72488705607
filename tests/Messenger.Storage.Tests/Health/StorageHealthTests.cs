using System.Data.Common;
using Messenger.Storage.Health;

namespace Messenger.Storage.Tests.Health;

public sealed class StorageHealthTests : StoreTests<SqliteDatabase>
{
    [Fact]
    public async Task An_embedded_database_answers_and_has_no_clock_of_its_own() =>
        Assert.Null(await Store.Get<StorageHealth>().Now(Ct));

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_a_fault()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "messenger-nowhere", "messenger.db");
        var health = new StorageHealth(Messenger.Storage.Database.Of(new StorageOptions { DataDirectory = ".", ConnectionString = nowhere }));
        await Assert.ThrowsAnyAsync<DbException>(() => health.Now(Ct));
    }
}
