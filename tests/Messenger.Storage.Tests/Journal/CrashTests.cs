using Messenger.Storage.Journal;

namespace Messenger.Storage.Tests.Journal;

public sealed class CrashOnSqlite : CrashTests<SqliteDatabase>;

public sealed class CrashOnPostgres : CrashTests<CrashingPostgresDatabase>;

public abstract class CrashTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, ICrashing, new()
{
    [Fact]
    public async Task What_was_answered_is_there_after_a_crash()
    {
        for (var i = 0; i < 50; i++)
        {
            await Store.Writer.Append(TestStore.Of("s" + i, 0), Ct);
        }

        await using var reopened = new TestStore(Database.AfterCrash());

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(1, await reopened.Reader.Head("s" + i, Ct));
        }
    }
}
