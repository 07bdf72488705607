using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Storage.Auditing;
using Messenger.Storage.Campaigns;

namespace Messenger.Storage.Tests.Auditing;

public sealed class AuditOnSqlite : AuditTests<SqliteDatabase>;

public sealed class AuditOnPostgres : AuditTests<PostgresDatabase>;

public abstract class AuditTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly Editor Admin = new("u1", "admin", "Ádmin Núñez");
    private static readonly AuditFilter Everything = new(null, null, null, null, null, 50);

    private AuditQueries Queries => Store.Get<AuditQueries>();

    private Task At(int minute, string campaignId, CampaignFact fact) =>
        Store.Commit(Names.CampaignStream(campaignId), CampaignProjection.Changes(campaignId, fact, TestStore.Noon.AddMinutes(minute)));

    private static CampaignFact.SettingsChanged Saved(int version, string name, Editor? by = null) =>
        new(CampaignSettings.Default with { Version = version, Name = name }, by, [new FieldChange("name", version == 1 ? null : "antes", name)]);

    [Fact]
    public async Task Each_save_is_a_row_with_who_what_and_when()
    {
        await At(0, "c1", Saved(1, "Soporte"));
        await At(1, "c1", Saved(2, "Atención", Admin));
        await At(2, "c1", new CampaignFact.MembersChanged([new Member("a")], 1, Admin, [new FieldChange("added", null, "ana 0")]));
        await Store.Configuration(new ConfigurationFact.SettingsChanged(
            GlobalSettings.Empty with { Version = 2 }, Admin, [new FieldChange("needsVoice", "true", "false")]));

        var list = await Queries.List(Everything, Ct);
        Assert.Null(list.Next);
        Assert.Equal(
            [
                ("configuration", null, "settings", "admin"), ("campaign:c1", "Atención", "members", "admin"), ("campaign:c1", "Atención", "settings", "admin"),
                ("campaign:c1", "Atención", "created", null),
            ],
            list.Items.Select(i => (i.Target, i.TargetName, i.Kind, i.User?.UserName)));
        Assert.Equal(new AuditUser("admin", "Ádmin Núñez"), list.Items[2].User);
        Assert.Equal(TestStore.Noon.AddMinutes(1), list.Items[2].At);
        Assert.Equal([new FieldChange("name", "antes", "Atención")], list.Items[2].Changes);
    }

    [Fact]
    public async Task A_save_that_is_told_again_or_changes_nothing_adds_no_row()
    {
        await At(0, "c1", Saved(1, "Soporte"));
        await At(0, "c1", Saved(1, "Soporte"));
        await At(1, "c1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 2, Name = "Soporte" }, Admin, []));
        await At(1, "c1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 3, Name = "Soporte" }));
        Assert.Equal("created", Assert.Single((await Queries.List(Everything, Ct)).Items).Kind);
    }

    [Fact]
    public async Task It_is_restricted_by_time_user_and_target_and_paged_without_gap_or_repeat()
    {
        for (var n = 1; n <= 7; n++)
        {
            await At(n, n % 2 == 0 ? "c2" : "c1", Saved(n, $"Nombre {n}", n > 5 ? null : Admin));
        }

        Assert.Equal(["Nombre 5", "Nombre 4", "Nombre 3"], await NamesIn(Everything with { From = TestStore.Noon.AddMinutes(3), To = TestStore.Noon.AddMinutes(6) }));
        Assert.Equal(["Nombre 6", "Nombre 4", "Nombre 2"], await NamesIn(Everything with { Target = "campaign:c2" }));
        Assert.Equal(5, (await NamesIn(Everything with { User = " nunez " })).Length);
        Assert.Equal(5, (await NamesIn(Everything with { User = "ADMI" })).Length);
        Assert.Empty(await NamesIn(Everything with { User = "%" }));

        var (all, after, pages) = (new List<string>(), default(long?), 0);
        do
        {
            var page = await Queries.List(Everything with { After = after, Limit = 3 }, Ct);
            all.AddRange(page.Items.Select(i => i.Changes[0].After!));
            after = page.Next is null ? null : long.Parse(page.Next, System.Globalization.CultureInfo.InvariantCulture);
            if (pages++ == 0)
            {
                await At(8, "c1", Saved(8, "Nombre 8"));
            }
        }
        while (after is not null);
        Assert.Equal(["Nombre 7", "Nombre 6", "Nombre 5", "Nombre 4", "Nombre 3", "Nombre 2", "Nombre 1"], all);
    }

    [Fact]
    public async Task All_of_it_is_exported_in_pieces_with_the_same_restrictions()
    {
        for (var n = 1; n <= 450; n++)
        {
            await At(n, n % 2 == 0 ? "c2" : "c1", Saved(n, $"Nombre {n}", Admin));
        }

        var all = await Queries.Export(Everything, Ct).ToListAsync(Ct);
        Assert.Equal(Enumerable.Range(1, 450).Reverse().Select(n => $"Nombre {n}"), all.Select(i => i.Changes[0].After));
        Assert.Equal(225, await Queries.Export(Everything with { Target = "campaign:c2" }, Ct).CountAsync(Ct));
        Assert.Equal(0, await Queries.Export(Everything with { User = "nobody" }, Ct).CountAsync(Ct));
    }

    private async Task<string[]> NamesIn(AuditFilter filter) => [.. (await Queries.List(filter, Ct)).Items.Select(i => i.Changes[0].After!)];
}
