using Messenger.Domain.Campaigns;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Tests.Journal;

public sealed class FaultsOnSqlite : FaultTests<SqliteDatabase>;

public sealed class FaultsOnPostgres : FaultTests<PostgresDatabase>;

public abstract class FaultTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task Only_the_guilty_append_of_a_group_is_poisoned()
    {
        var noSuchTable = new RowChange("INSERT INTO nowhere (a) VALUES (@A)", new { A = 1 });
        var missingValue = new RowChange("INSERT INTO configuration (id, version, settings) VALUES (2, 1, @S)", new { S = (string?)null });
        var unfit = new RowChange("UPDATE configuration SET version = @V", new { V = new object() });
        RowChange? Bad(int i) => (i % 7) switch { 2 => noSuchTable, 4 => missingValue, 5 => unfit, _ => null };

        var results = await InOneGroup(Enumerable.Range(0, 70).Select(i =>
            TestStore.Of("s" + i, 0, Bad(i) is { } bad ? [bad] : []) with { Keys = [new MessageKey("p", "m" + i)], Due = new DueChange(TestStore.Noon) }));

        for (var i = 0; i < 70; i++)
        {
            Assert.Equal(Bad(i) is null, results[i] is AppendResult.Committed);
            Assert.Equal(Bad(i) is not null, results[i] is AppendResult.Poisoned);
            Assert.Equal(Bad(i) is null ? 1 : 0, await Store.Reader.Head("s" + i, Ct));
        }

        Assert.Equal(results.Count(r => r is AppendResult.Committed), (await Store.Reader.Due(null, 100, Ct)).Count);

        // What a poisoned append had claimed is free again.
        Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(TestStore.Claiming("s2", 0, new MessageKey("p", "m2")), Ct));
    }

    [Fact]
    public async Task Every_kind_of_loser_in_one_group_loses_alone()
    {
        var results = await InOneGroup(
        [
            TestStore.Claiming("a", 0, new MessageKey("p", "m")),
            TestStore.Claiming("b", 0, new MessageKey("p", "m")),
            TestStore.Of("c", 3),
            TestStore.Of("a", 1),
            TestStore.Of("a", 1),
            new Append("a", 2, null, [], [], null),
            TestStore.Of("d", 0),
        ]);

        Assert.Equal(
            ["Committed", "Duplicate", "Conflict", "Committed", "Conflict", "Committed", "Committed"],
            results.Select(r => r.GetType().Name));
    }

    [Fact]
    public async Task A_taken_name_or_page_is_named_and_refuses_that_append_only()
    {
        Append Campaign(string id, string name, string? page, bool enabled = true, CampaignType type = CampaignType.Messenger) => TestStore.Of(
            "campaign/" + id,
            0,
            [.. CampaignProjection.Changes(
                id,
                new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = name, PageId = page, Enabled = enabled, Type = type }),
                TestStore.Noon)]);

        var results = await InOneGroup(
        [
            Campaign("1", "Atención", "100"),
            Campaign("2", "ATENCIÓN", "200"),
            Campaign("3", "Ventas", "100"),
            Campaign("4", "Apagada", "100", enabled: false),
            Campaign("5", "Telefonía", null, type: CampaignType.Voice),
            Campaign("6", "Otra voz", null, type: CampaignType.Voice),
            Campaign("7", "Atencion", null),
        ]);

        Assert.Equal(new AppendResult.Taken("campaign-name"), results[1]);
        Assert.Equal(new AppendResult.Taken("campaign-page"), results[2]);
        Assert.All([results[0], results[3], results[4], results[5], results[6]], r => Assert.IsType<AppendResult.Committed>(r));
    }

    [Fact]
    public async Task While_the_database_does_not_answer_appends_are_unavailable_and_afterwards_all_is_well()
    {
        await Store.Writer.Append(TestStore.Of("s", 0), Ct);
        using (Database.Block())
        {
            Assert.IsType<AppendResult.Unavailable>(await Store.Writer.Append(TestStore.Of("s", 1), Ct));
        }

        Assert.Equal(new AppendResult.Committed(2), await Store.Writer.Append(TestStore.Of("s", 1), Ct));
    }

    [Fact]
    public async Task A_short_block_is_waited_out()
    {
        Task<AppendResult> append;
        using (Database.Block())
        {
            append = Store.Writer.Append(TestStore.Of("s", 0), Ct);
            Assert.Equal(0, await Store.Reader.Head("s", Ct));
        }

        Assert.IsType<AppendResult.Committed>(await append);
    }

    private protected override StorageOptions Options()
    {
        var options = base.Options();
        options.UnavailableAfter = TimeSpan.FromSeconds(2);
        return options;
    }

    // While the database is blocked everything gathers behind the first append.
    private async Task<AppendResult[]> InOneGroup(IEnumerable<Append> appends)
    {
        using var block = Database.Block();
        var first = Store.Writer.Append(TestStore.Of("first", 0), Ct);
        var rest = appends.Select(a => Store.Writer.Append(a, Ct)).ToList();
        block.Dispose();
        Assert.IsType<AppendResult.Committed>(await first);
        return await Task.WhenAll(rest);
    }
}
