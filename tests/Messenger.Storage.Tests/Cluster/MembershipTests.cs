using System.Net;
using Dapper;
using Npgsql;
using Orleans.Runtime;

namespace Messenger.Storage.Tests.Cluster;

/// <summary>Who belongs to the cluster. Only PostgreSQL has a cluster.</summary>
public sealed class MembershipTests : IDisposable
{
    private static readonly DateTime Began = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly PostgresDatabase database = new();
    private readonly OrleansTables tables;

    public MembershipTests() => tables = new OrleansTables(database.Options);

    public void Dispose()
    {
        tables.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task A_silo_that_joins_is_read_back_as_it_was_and_moves_the_version()
    {
        var table = await tables.Membership();
        var empty = await table.ReadAllAsync(TestStore.Ct);
        Assert.Empty(empty.Members);
        Assert.Equal(0, empty.Version.Version);

        var silo = Silo(11_111, SiloStatus.Joining);
        Assert.True(await table.InsertRowAsync(silo, empty.Version.Next(), TestStore.Ct));

        var all = await table.ReadAllAsync(TestStore.Ct);
        Same(silo, Assert.Single(all.Members).Item1);
        Assert.Equal(1, all.Version.Version);
        var row = await table.ReadRowAsync(silo.SiloAddress, TestStore.Ct);
        Same(silo, Assert.Single(row.Members).Item1);
        Assert.Equal(1, row.Version.Version);
        var other = await table.ReadRowAsync(SiloAddress.New(IPAddress.Loopback, 9, 9), TestStore.Ct);
        Assert.Empty(other.Members);
        Assert.Equal(1, other.Version.Version);
    }

    [Fact]
    public async Task Who_read_an_older_version_changes_nothing()
    {
        var table = await tables.Membership();
        var old = (await table.ReadAllAsync(TestStore.Ct)).Version;
        var silo = Silo(11_111, SiloStatus.Joining);
        Assert.True(await table.InsertRowAsync(silo, old.Next(), TestStore.Ct));

        Assert.False(await table.InsertRowAsync(Silo(11_112, SiloStatus.Joining), old.Next(), TestStore.Ct));
        silo.Status = SiloStatus.Dead;
        Assert.False(await table.UpdateRowAsync(silo, "0", old.Next(), TestStore.Ct));
        var now = await table.ReadAllAsync(TestStore.Ct);
        Assert.Equal(SiloStatus.Joining, Assert.Single(now.Members).Item1.Status);
        Assert.Equal(1, now.Version.Version);

        // The same silo twice, and one that never joined: neither the row nor the version moves.
        Assert.False(await table.InsertRowAsync(silo, now.Version.Next(), TestStore.Ct));
        Assert.False(await table.UpdateRowAsync(Silo(11_113, SiloStatus.Active), "1", now.Version.Next(), TestStore.Ct));
        Assert.Equal(1, (await table.ReadAllAsync(TestStore.Ct)).Version.Version);

        silo.AddSuspector(SiloAddress.New(IPAddress.Loopback, 11_112, 7), Began.AddSeconds(5));
        Assert.True(await table.UpdateRowAsync(silo, "1", now.Version.Next(), TestStore.Ct));
        now = await table.ReadAllAsync(TestStore.Ct);
        Same(silo, Assert.Single(now.Members).Item1);
        Assert.Equal(2, now.Version.Version);
    }

    [Fact]
    public async Task Of_many_who_join_at_once_with_the_same_version_one_does()
    {
        var table = await tables.Membership();
        for (var round = 0; round < 5; round++)
        {
            var next = (await table.ReadAllAsync(TestStore.Ct)).Version.Next();
            var port = 20_000 + (100 * round);
            var joined = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => table.InsertRowAsync(Silo(port + n, SiloStatus.Joining), next, TestStore.Ct))));
            Assert.Single(joined, yes => yes);
            var all = await table.ReadAllAsync(TestStore.Ct);
            Assert.Equal((round + 1, round + 1), (all.Members.Count, all.Version.Version));
        }
    }

    [Fact]
    public async Task A_sign_of_life_does_not_move_the_version()
    {
        var table = await tables.Membership();
        var silo = Silo(11_111, SiloStatus.Active);
        Assert.True(await table.InsertRowAsync(silo, (await table.ReadAllAsync(TestStore.Ct)).Version.Next(), TestStore.Ct));

        silo.IAmAliveTime = Began.AddMinutes(3);
        await table.UpdateIAmAliveAsync(silo, TestStore.Ct);

        var all = await table.ReadAllAsync(TestStore.Ct);
        Assert.Equal(silo.IAmAliveTime, Assert.Single(all.Members).Item1.IAmAliveTime);
        Assert.Equal(1, all.Version.Version);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_those_who_are_dead_and_silent_for_long_are_forgotten(bool oneByOne)
    {
        if (!oneByOne)
        {
            await Run("DELETE FROM OrleansQuery WHERE QueryKey = 'CleanupDefunctSiloEntryKey'");
        }

        var table = await tables.Membership();
        await Join(table, Silo(1, SiloStatus.Active), Silo(2, SiloStatus.Dead), Silo(3, SiloStatus.Dead, Began.AddDays(8)));

        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Began.AddDays(7)), TestStore.Ct);

        Assert.Equal("1 3", await Ports(table));
    }

    [Fact]
    public async Task One_dead_silo_is_forgotten_only_as_it_was_judged()
    {
        var table = await tables.Membership();
        var (dead, active) = (Silo(2, SiloStatus.Dead), Silo(1, SiloStatus.Active));
        await Join(table, active, dead);

        Assert.Equal(0, await Forget(dead, "127.0.0.1:1@7,2026-03-01 12:00:00.000 GMT"));
        dead.IAmAliveTime = Began.AddSeconds(1);
        Assert.Equal(0, await Forget(dead));
        dead.IAmAliveTime = Began;
        Assert.Equal(0, await Forget(active));
        Assert.Equal(1, await Forget(dead));
        Assert.Equal("1", await Ports(table));
    }

    [Fact]
    public async Task Clusters_in_one_database_do_not_see_each_other_and_one_can_be_removed()
    {
        var table = await tables.Membership();
        await Join(table, Silo(1, SiloStatus.Active));
        using var other = new OrleansTables(database.Options, "other");
        var second = await other.Membership();
        Assert.Empty((await second.ReadAllAsync(TestStore.Ct)).Members);
        await Join(second, Silo(2, SiloStatus.Active));

        await second.DeleteMembershipTableEntriesAsync("other", TestStore.Ct);
        await second.InitializeMembershipTableAsync(true, TestStore.Ct);
        Assert.Equal(0, (await second.ReadAllAsync(TestStore.Ct)).Version.Version);
        Assert.Equal("1", await Ports(table));
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_that_have_one()
    {
        var table = await tables.Membership();
        var without = Silo(3, SiloStatus.Active);
        without.ProxyPort = 0;
        await Join(table, Silo(1, SiloStatus.Active), Silo(2, SiloStatus.Dead), without);

        using var client = new GatewayList(database.Options);
        var gateway = Assert.Single(await client.Read());
        Assert.Equal("gwy.tcp://127.0.0.1:30001/0", gateway.ToString().Replace("/7", "/0", StringComparison.Ordinal));
    }

    private static async Task Join(IMembershipTable table, params MembershipEntry[] silos)
    {
        foreach (var silo in silos)
        {
            Assert.True(await table.InsertRowAsync(silo, (await table.ReadAllAsync(TestStore.Ct)).Version.Next(), TestStore.Ct));
        }
    }

    private static async Task<string> Ports(IMembershipTable table) =>
        string.Join(' ', (await table.ReadAllAsync(TestStore.Ct)).Members.Select(m => m.Item1.SiloAddress.Endpoint.Port).Order());

    /// <summary>The provider runs this text between its own look and the removal; here it is run with what somebody saw earlier.</summary>
    private async Task<int> Forget(MembershipEntry seen, string? suspectTimes = null)
    {
        await using var connection = new NpgsqlConnection(database.Options.ConnectionString);
        var text = await connection.ExecuteScalarAsync<string>("SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'CleanupDefunctSiloEntryKey'");
        return await connection.ExecuteAsync(text!, new
        {
            DeploymentId = "messenger",
            Address = seen.SiloAddress.Endpoint.Address.ToString(),
            seen.SiloAddress.Endpoint.Port,
            seen.SiloAddress.Generation,
            SuspectTimes = suspectTimes,
            seen.StartTime,
            seen.IAmAliveTime,
        });
    }

    private async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(database.Options.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    private static MembershipEntry Silo(int port, SiloStatus status, DateTime? alive = null) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 7),
        SiloName = "silo-" + port,
        HostName = "host",
        Status = status,
        ProxyPort = 30_000 + port,
        StartTime = Began,
        IAmAliveTime = alive ?? Began,
    };

    private static void Same(MembershipEntry expected, MembershipEntry read)
    {
        Assert.Equal(
            (expected.SiloAddress, expected.SiloName, expected.HostName, expected.Status, expected.ProxyPort, expected.StartTime, expected.IAmAliveTime),
            (read.SiloAddress, read.SiloName, read.HostName, read.Status, read.ProxyPort, read.StartTime, read.IAmAliveTime));
        Assert.Equal(expected.SuspectTimes ?? [], read.SuspectTimes ?? []);
    }
}
