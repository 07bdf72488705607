using Messenger.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace Messenger.Storage.Tests.Journal;

/// <summary>The connection breaks at COMMIT: the writer must find out by itself whether the commit arrived.</summary>
public sealed class LostAnswerTests : StoreTests<SqliteDatabase>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_broken_commit_did_is_found_out_and_nothing_is_stored_twice(bool arrived)
    {
        var breaks = true;
        using var commit = new GroupCommit(Store.Get<Database>(), () => Open(() => breaks, arrived));
        PendingWrite[] group =
        [
            Pending(TestStore.Claiming("a", 0, new MessageKey("p", "m"))),
            Pending(TestStore.Claiming("b", 0, new MessageKey("p", "m"))),
            Pending(TestStore.Of("a", 1)),
        ];

        Assert.Throws<SqliteException>(() => commit.Run(group));
        Assert.Equal(arrived ? 2 : 0, await Store.Reader.Head("a", Ct));
        breaks = false;
        commit.Run(group);

        Assert.Equal(["Committed", "Duplicate", "Committed"], group.Select(w => w.Result!.GetType().Name));
        Assert.Equal([1L, 2L], (await Store.Reader.Read("a", 0, 10, Ct)).Select(r => r.Version));
    }

    [Fact]
    public async Task A_doubt_that_was_given_up_does_not_answer_for_the_next_group()
    {
        var breaks = true;
        using var commit = new GroupCommit(Store.Get<Database>(), () => Open(() => breaks, arrived: true));
        Assert.Throws<SqliteException>(() => commit.Run([Pending(TestStore.Of("a", 0))]));
        breaks = false;
        commit.Forget();

        var next = Pending(TestStore.Of("a", 1));
        commit.Run([next]);

        Assert.Equal(new AppendResult.Committed(2), next.Result);
        Assert.Equal(2, await Store.Reader.Head("a", Ct));
    }

    private static PendingWrite Pending(Append append) => new(append, append.Changes);

    private BreakingConnection Open(Func<bool> breaks, bool arrived)
    {
        var connection = new BreakingConnection($"Data Source={Database.Options.ConnectionString};Pooling=False", breaks, arrived);
        connection.Open();
        return connection;
    }

    private sealed class BreakingConnection(string connectionString, Func<bool> breaks, bool arrived) : SqliteConnection(connectionString)
    {
        public override SqliteCommand CreateCommand() => new BreakingCommand(breaks, arrived) { Connection = this };
    }

    private sealed class BreakingCommand(Func<bool> breaks, bool arrived) : SqliteCommand
    {
        public override int ExecuteNonQuery()
        {
            if (CommandText != "COMMIT" || !breaks())
            {
                return base.ExecuteNonQuery();
            }

            if (arrived)
            {
                base.ExecuteNonQuery();
            }

            throw new SqliteException("disk I/O error", 10);
        }
    }
}
