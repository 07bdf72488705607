using Messenger.Storage.Journal;
using Messenger.Tests.Shared;
using Npgsql;

namespace Messenger.Storage.Tests.Journal;

/// <summary>The connection to PostgreSQL breaks at COMMIT: everybody is answered rightly, nothing is stored twice, nothing is lost.</summary>
public sealed class BrokenCommitTests
{
    private readonly PostgresServer server = PostgresServer.Shared;

    public static TheoryData<BrokenCommit, int> Cases
    {
        get
        {
            var cases = new TheoryData<BrokenCommit, int>();
            foreach (var broken in Enum.GetValues<BrokenCommit>())
            {
                // The first commit of a connection, and one whose statement the driver has prepared.
                cases.Add(broken, 1);
                cases.Add(broken, 9);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_the_broken_commit_did_is_found_out(BrokenCommit broken, int at)
    {
        using var database = new PostgresTestDatabase(server);
        using var proxy = new CommitProxy(Port(database), n => n == at ? broken : null);
        await using var store = new TestStore(Options(database));
        await using var through = new TestStore(Options(database, proxy));

        // A new stream and an old one, so that both ways of writing a head are in doubt.
        for (var i = 1; i <= 12; i++)
        {
            Assert.Equal(new AppendResult.Committed(i), await through.Writer.Append(TestStore.Of("old", i - 1), TestStore.Ct));
            Assert.Equal(new AppendResult.Committed(1), await through.Writer.Append(TestStore.Claiming("new" + i, 0, new MessageKey("p", "m" + i)), TestStore.Ct));
        }

        Assert.Equal(1, proxy.Broken);
        Assert.Equal(Enumerable.Range(1, 12).Select(v => (long)v), (await store.Reader.Read("old", 0, 100, TestStore.Ct)).Select(r => r.Version));
        for (var i = 1; i <= 12; i++)
        {
            Assert.Single(await store.Reader.Read("new" + i, 0, 100, TestStore.Ct));
        }
    }

    [Fact]
    public async Task Under_load_with_every_third_commit_broken_each_append_is_stored_exactly_once()
    {
        using var database = new PostgresTestDatabase(server);
        using var proxy = new CommitProxy(Port(database), n => n % 3 == 0 ? (BrokenCommit)(n / 3 % 3) : null);
        await using var through = new TestStore(Options(database, proxy));

        await Task.WhenAll(Enumerable.Range(0, 24).Select(s => Task.Run(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    Assert.Equal(
                        new AppendResult.Committed(i + 1),
                        await through.Writer.Append(TestStore.Claiming("s" + s, i, new MessageKey("p", $"m{s}-{i}")), TestStore.Ct));
                }
            },
            TestStore.Ct)));

        Assert.True(proxy.Broken >= 6, $"Only {proxy.Broken} commits were broken.");
        for (var s = 0; s < 24; s++)
        {
            Assert.Equal(20, (await through.Reader.Read("s" + s, 0, 100, TestStore.Ct)).Count);
        }
    }

    private static int Port(PostgresTestDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Port;

    private static StorageOptions Options(PostgresTestDatabase database, CommitProxy? proxy = null)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        connection.Port = proxy?.Port ?? connection.Port;
        return new StorageOptions { Kind = StorageKind.Postgres, ConnectionString = connection.ConnectionString };
    }
}
