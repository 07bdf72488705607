using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;

namespace Messenger.Storage.Tests.Campaigns;

public sealed class CampaignsOnSqlite : CampaignTests<SqliteDatabase>;

public sealed class CampaignsOnPostgres : CampaignTests<PostgresDatabase>;

public abstract class CampaignTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly CampaignSettings Soporte = CampaignSettings.Default with { Version = 1, Name = "Soporte", PageId = "100" };

    private CampaignQueries Queries => Store.Get<CampaignQueries>();

    [Fact]
    public async Task Settings_come_back_whole_and_the_newest_count()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var newer = Soporte with { Version = 2, Name = "Soporte técnico", Schedule = OpenInterval.AllWeek, PageToken = "protected" };
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(newer));
        await Store.Campaign("v1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = "Ámbar", Type = CampaignType.Voice }));

        var all = await Queries.All(Ct);
        Assert.Equal(["c1", "v1"], all.Select(c => c.Id));
        Assert.Equivalent(newer, all[0].Settings, strict: true);
        Assert.Equal(CampaignType.Voice, all[1].Settings.Type);
    }

    [Fact]
    public async Task A_page_leads_to_its_enabled_campaign_else_to_one_that_records()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte with { Enabled = false }));
        Assert.Equal("c1", (await Queries.ByPage("100", Ct))?.Id);

        await Store.Campaign("c2", new CampaignFact.SettingsChanged(Soporte with { Name = "Nueva" }));
        Assert.Equal("c2", (await Queries.ByPage("100", Ct))?.Id);
        Assert.Null(await Queries.ByPage("200", Ct));
    }

    [Fact]
    public async Task Members_are_replaced_as_a_whole()
    {
        await Store.Campaign("c1", new CampaignFact.MembersChanged([new Member("b", 10), new Member("a")]));
        await Store.Campaign("c2", new CampaignFact.MembersChanged([new Member("a")]));
        Assert.Equal([new Member("b", 10), new Member("a")], await Queries.Members("c1", Ct));
        Assert.Equal(["c1", "c2"], await Queries.OfMember("a", Ct));

        await Store.Campaign("c1", new CampaignFact.MembersChanged([new Member("c")]));
        Assert.Equal(["c2"], await Queries.OfMember("a", Ct));
        Assert.Empty(await Queries.OfMember("b", Ct));
    }

    [Fact]
    public async Task Global_settings_come_back()
    {
        var settings = new GlobalSettings(
            3,
            [new BreakKind("b1", "Baño", "wc")],
            [new Disposition("d1", "Venta")],
            [new CannedResponse("r1", "Saludo", "hola", "Hola {{customer.name}}", "es")]);
        await Store.Commit("configuration", [ConfigurationProjection.Upsert(GlobalSettings.Empty)]);
        await Store.Commit("configuration", [ConfigurationProjection.Upsert(settings)]);

        Assert.Equivalent(settings, await Store.Get<ConfigurationQueries>().Read(Ct), strict: true);
    }

    [Fact]
    public void A_kind_of_fact_nobody_knows_is_a_fault() =>
        Assert.Throws<StorageException>(() => CampaignProjection.Changes("c1", new Unheard(), TestStore.Noon));

    private sealed record Unheard : CampaignFact;
}
