using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Auditing;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Recordings;
using Messenger.Storage.Reporting;
using Messenger.Storage.Security;

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
    public async Task A_member_list_has_names_its_version_and_who_is_in_a_voice_campaign()
    {
        var users = Store.Get<UserStore>();
        foreach (var (id, name, role) in new[] { ("a", "ana", "agent"), ("b", "bruno", "agent"), ("s", "sofia", "supervisor") })
        {
            var user = new User { Id = id, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name.ToUpperInvariant() };
            Assert.True((await users.CreateAsync(user, Ct)).Succeeded);
            await users.AddToRoleAsync(user, role, Ct);
        }

        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte), new CampaignFact.MembersChanged([new Member("b", 10), new Member("a"), new Member("gone")]));
        await Store.Campaign(
            "v1",
            new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = "Voz", Type = CampaignType.Voice }),
            new CampaignFact.MembersChanged([new Member("a")], 4));

        var queries = Store.Get<MemberQueries>();
        var list = await queries.Of("c1", Ct);
        Assert.Equal(0, list.Version);
        Assert.Equal([new("b", "bruno", "BRUNO", 10, false), new("a", "ana", "ANA", 0, true), new MemberRow("gone", "gone", "", 0, false)], list.Items);
        Assert.Equal((4, true), ((await queries.Of("v1", Ct)).Version, (await queries.Of("v1", Ct)).Items.Single().IsInVoice));
        Assert.Empty((await queries.Of("none", Ct)).Items);

        var candidates = await queries.Candidates(Ct);
        Assert.Equal(3, candidates.Count);
        Assert.Equal((new MemberCandidate("a", "ana", true), new MemberCandidate("s", "sofia", false)), (candidates["ANA"], candidates["sofia"]));
    }

    [Fact]
    public async Task Chats_are_counted_where_they_are_now_and_agents_are_listed_with_their_campaigns()
    {
        var users = Store.Get<UserStore>();
        foreach (var (id, name) in new[] { ("a", "ana"), ("b", "bruno") })
        {
            Assert.True((await users.CreateAsync(new User { Id = id, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name }, Ct)).Succeeded);
            await users.AddToRoleAsync(new User { Id = id }, "agent", Ct);
        }

        await Store.Campaign("c1", new CampaignFact.MembersChanged([new Member("b"), new Member("a")]));
        await Store.Campaign("c2", new CampaignFact.MembersChanged([new Member("a")]));
        var (ana, bruno) = (new AgentName("a", "ana", "Ana"), new AgentName("b", "bruno", "Bruno"));
        for (var n = 1; n <= 3; n++)
        {
            var id = await Store.Open($"100:{n}", 1, TestStore.Noon);
            await Store.Conversation($"100:{n}", TestStore.Noon, TestStore.Owned(id, n == 3 ? bruno : ana));
        }

        await Store.Conversation("100:2", TestStore.Noon, new Domain.Conversations.ConversationFact.Owned(
            "100-2-1", 2, new Domain.Shared.Lease("c2", 1), ana, "Ventas"));
        var queries = Store.Get<MemberQueries>();
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1, ["b"] = 1 }, await queries.Chats("c1", ["a", "b"], Ct));
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1 }, await queries.Chats("c2", ["a", "b"], Ct));
        Assert.Empty(await queries.Chats("c1", ["x"], Ct));
        Assert.Equal([("ana", "c1 c2"), ("bruno", "c1")], (await queries.Agents(Ct)).Items.Select(a => (a.UserName, string.Join(' ', a.CampaignIds))));
    }

    [Fact]
    public async Task Who_wrote_while_it_was_off_is_counted_until_he_is_queued_or_left()
    {
        await Store.Campaign(
            "c1",
            new CampaignFact.NotQueued("1-1-1", 1, QueuePlace.Disabled), new CampaignFact.NotQueued("1-2-1", 1, QueuePlace.Disabled),
            new CampaignFact.NotQueued("1-3-1", 1, QueuePlace.Held));
        Assert.Equal((2, 0), (await Queries.RecordedMeanwhile("c1", Ct), await Queries.RecordedMeanwhile("c2", Ct)));
        await Store.Campaign("c1", new CampaignFact.RecordedReleased(true, TestStore.Noon));
        Assert.Equal(0, await Queries.RecordedMeanwhile("c1", Ct));
    }

    [Fact]
    public async Task A_deleted_one_is_gone_from_every_list_and_frees_its_name_and_page()
    {
        var secret = Soporte with { PageToken = "secret", TimeZone = "America/Montevideo" };
        await Store.Campaign(
            "c1", new CampaignFact.SettingsChanged(secret, null, []), new CampaignFact.MembersChanged([new Member("a")], 1), new CampaignFact.NotQueued("1-1-1", 1, QueuePlace.Disabled));
        await Store.Campaign("c1", new CampaignFact.Deleted(secret with { PageToken = null }, new Editor("u1", "admin", "Admin")));

        Assert.Empty(await Queries.All(Ct));
        Assert.Empty((await Store.Get<CampaignTableQueries>().Read(TestStore.Noon, Ct)).Items);
        Assert.Null(await Queries.Find("c1", Ct));
        Assert.Null(await Queries.ByPage("100", Ct));
        Assert.Empty(await Queries.OfMember("a", Ct));
        Assert.Equal((0, new MemberRows(0, []).Version), (await Queries.RecordedMeanwhile("c1", Ct), (await Store.Get<MemberQueries>().Of("c1", Ct)).Version));
        Assert.Equal((true, false), (await Queries.WasDeleted("c1", Ct), await Queries.WasDeleted("c2", Ct)));
        await Store.Campaign("c2", new CampaignFact.SettingsChanged(Soporte));
        Assert.Equal("c2", (await Queries.ByPage("100", Ct))?.Id);
    }

    [Fact]
    public async Task What_a_deleted_one_did_keeps_its_name_its_zone_and_its_history()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte with { TimeZone = "America/Montevideo" }));
        var id = await Store.Open("100:1", 1, TestStore.Noon, "c1");
        await Store.Conversation("100:1", TestStore.Noon.AddMinutes(1), new ConversationFact.Ended(id, 1, null, null, false, EndReason.Abandoned, null, null));
        await Store.Campaign("c1", new CampaignFact.Deleted(Soporte with { TimeZone = "America/Montevideo" }, new Editor("u1", "admin", "Admin")));

        var audited = (await Store.Get<AuditQueries>().List(new AuditFilter(null, null, null, "campaign:c1", null, 10), Ct)).Items;
        var deleted = Assert.Single(audited);
        Assert.Equal(("deleted", "Soporte", "admin", new FieldChange("name", "Soporte", null)), (deleted.Kind, deleted.TargetName, deleted.User!.UserName, deleted.Changes[0]));
        var day = (await Store.Get<DayQueries>().Read("c1", null, TestStore.Noon.AddHours(1), Ct))!;
        Assert.Equal(("Soporte", "America/Montevideo", 1), (day.CampaignName, day.TimeZone, day.Figures.Queued));
        Assert.Equal(id, Assert.Single((await Store.Get<RecordingQueries>().List(new RecordingFilter(null, null, null, "c1", null, null, 10), Ct)).Items).Id);
        Assert.Empty((await Store.Get<BoardQueries>().Read("c1", TestStore.Noon, Ct)).Waiting);
    }

    [Fact]
    public async Task Those_who_wait_or_are_served_are_counted_wherever_they_were_opened()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        await Store.Campaign(
            "c1",
            new CampaignFact.Queued("100-1-1", 1, QueueClass.Normal, TestStore.Noon), new CampaignFact.NotQueued("100-2-1", 1, QueuePlace.Held),
            new CampaignFact.NotQueued("100-3-1", 1, QueuePlace.ClosedHours), new CampaignFact.NotQueued("100-4-1", 1, QueuePlace.Disabled),
            new CampaignFact.NotQueued("100-5-1", 1, QueuePlace.WindowClosed), new CampaignFact.NotQueued("100-6-1", 1, QueuePlace.OutOfHours));
        Assert.Equal((3, 0), (await Queries.Open("c1", Ct), await Queries.Open("c2", Ct)));
        var id = await Store.Open("100:7", 1, TestStore.Noon, "c1");
        await Store.Conversation("100:7", TestStore.Noon, new ConversationFact.Owned(id, 1, new Lease("c1", 1), new AgentName("a1", "ana", "Ana")));
        Assert.Equal(4, await Queries.Open("c1", Ct));
    }

    [Fact]
    public async Task The_table_has_numbers_reasons_and_hours_of_now()
    {
        var table = Store.Get<CampaignTableQueries>();
        await Store.Campaign(
            "c1", new CampaignFact.SettingsChanged(Soporte with { PageToken = "x", Schedule = OpenInterval.AllWeek }), new CampaignFact.MembersChanged([new Member("a"), new Member("b")]),
            new CampaignFact.Queued("1-1-1", 1, QueueClass.Normal, TestStore.Noon), new CampaignFact.Queued("1-2-1", 1, QueueClass.Normal, TestStore.Noon),
            new CampaignFact.Offered(1, "1-2-1", 1, "a", 1, 1, TestStore.Noon), new CampaignFact.NotQueued("1-3-1", 1, QueuePlace.Held), new CampaignFact.NotQueued("1-4-1", 1, QueuePlace.Disabled));
        await Store.Campaign("c2", new CampaignFact.SettingsChanged(Soporte with { Version = 3, Name = "Ámbar", PageId = null, Schedule = [] }));
        await Store.Campaign("v1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = "Voz", Type = CampaignType.Voice, Enabled = false }));

        var rows = (await table.Read(TestStore.Noon, Ct)).Items;
        Assert.Equal(["Soporte", "Voz", "Ámbar"], rows.Select(r => r.Name));
        Assert.Equal(("messenger", true, true, "valid", 2, 2, 1, null, 1), (rows[0].Type, rows[0].Enabled, rows[0].OpenNow, rows[0].Token, rows[0].Members, rows[0].Waiting, rows[0].Held, rows[0].Inactive, rows[0].Version));
        Assert.Equal(("voice", "disabled", 0), (rows[1].Type, rows[1].Inactive, rows[1].Members));
        Assert.Equal((false, "no-page", "none", 3), (rows[2].OpenNow, rows[2].Inactive, rows[2].Token, rows[2].Version));

        // What was read before is seen anew when it is saved, and open or closed by the clock.
        await Store.Campaign("c2", new CampaignFact.SettingsChanged(Soporte with { Version = 4, Name = "Ámbar", PageId = "300", Schedule = OpenInterval.OfficeHours }));
        var (noon, night) = ((await table.Read(TestStore.Noon, Ct)).Items[2], (await table.Read(TestStore.Noon.AddHours(10), Ct)).Items[2]);
        Assert.Equal((true, false, "token-none", 4), (noon.OpenNow, night.OpenNow, noon.Inactive, noon.Version));
    }

    [Fact]
    public async Task Global_settings_come_back()
    {
        var settings = new GlobalSettings(
            3,
            [new BreakKind("b1", "Baño", "wc")],
            [new Disposition("d1", "Venta")],
            [new CannedResponse("r1", "Saludo", "hola", "Hola {{customer.name}}", "es")])
        {
            NeedsVoice = false,
            Holidays = [new DateOnly(2026, 12, 25)],
        };
        await Store.Configuration(new ConfigurationFact.SettingsChanged(GlobalSettings.Empty));
        await Store.Configuration(new ConfigurationFact.SettingsChanged(settings), new ConfigurationFact.CampaignKnown("c1"), new ConfigurationFact.CampaignTold("c1", 3));

        Assert.Equivalent(settings, await Store.Get<ConfigurationQueries>().Read(Ct), strict: true);
    }

    [Fact]
    public void A_kind_of_fact_nobody_knows_is_a_fault() =>
        Assert.Multiple(
            () => Assert.Throws<StorageException>(() => CampaignProjection.Changes("c1", new Unheard(), TestStore.Noon)),
            () => Assert.Throws<StorageException>(() => ConfigurationProjection.Changes(new UnheardSetting(), TestStore.Noon)));

    private sealed record Unheard : CampaignFact;

    private sealed record UnheardSetting : ConfigurationFact;
}
