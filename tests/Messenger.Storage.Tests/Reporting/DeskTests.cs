using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Storage.Recordings;
using Messenger.Storage.Reporting;

namespace Messenger.Storage.Tests.Reporting;

public sealed class DesksOnSqlite : DeskTests<SqliteDatabase>;

public sealed class DesksOnPostgres : DeskTests<PostgresDatabase>;

public abstract class DeskTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly AgentName Ana = new("a1", "ana", "Ana");
    private static readonly AgentName Bruno = new("a2", "bruno", "Bruno");
    private static readonly DateTimeOffset Noon = TestStore.Noon;

    private DeskQueries Queries => Store.Get<DeskQueries>();

    [Fact]
    public async Task History_is_his_own_that_is_over_and_not_too_old_in_the_order_of_its_ends()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = "Soporte" }));
        var old = await Ended("100:1", Ana, Noon.AddDays(-40));
        var first = await Ended("100:2", Ana, Noon.AddHours(-3));
        var second = await Ended("100:3", Ana, Noon.AddHours(-2));
        await Ended("100:4", Bruno, Noon.AddHours(-1));
        var running = await Store.Open("100:5", 1, Noon.AddMinutes(-5));
        await Store.Conversation("100:5", Noon, TestStore.Owned(running, Ana));

        Assert.Equal([second, first], (await History()).Items.Select(item => item.Id));
        Assert.Equal([second, first, old], (await History(since: Noon.AddDays(-50))).Items.Select(item => item.Id));
        var page = await History(limit: 1);
        Assert.True(RecordingCursor.TryParse(page.Next!, out var cursor));
        var rest = await History(cursor: cursor, limit: 1);
        Assert.Equal((first, null), (Assert.Single(rest.Items).Id, rest.Next));

        await Store.Conversation("100:2", Noon, new ConversationFact.ProfileSettled("Iñaki Peña", null));
        Assert.Equal(first, Assert.Single((await History(search: " PENA ")).Items).Id);
        Assert.Empty((await History(search: "%")).Items);
    }

    [Fact]
    public async Task The_reply_window_is_counted_from_the_customers_last_message()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = "Soporte" }));
        var id = await Ended("100:1", Ana, Noon.AddHours(-23));
        Assert.Equal("standard", (await Own(id, Ana))!.Interaction.Window.Kind);
        Assert.Equal("closed", (await Queries.Own(id, Ana.Id, Noon.AddHours(2), false, Ct))!.Interaction.Window.Kind);
        Assert.Equal("humanAgent", (await Queries.Own(id, Ana.Id, Noon.AddHours(2), true, Ct))!.Interaction.Window.Kind);
    }

    [Fact]
    public async Task A_transcript_is_read_by_whose_it_was_with_its_lines()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = "Soporte" }));
        var id = await Store.Open("100:1", 1, Noon.AddHours(-1));
        await Store.Conversation(
            "100:1", Noon.AddMinutes(-30), TestStore.Owned(id, Ana), new ConversationFact.MessageQueued(2, id, "k2", Ana, false, "buenas"),
            new ConversationFact.LineWritten(3, id, TranscriptLine.Note, "Bruno: llamar"));
        Assert.Null(await Own(id, Ana));
        await Store.Conversation("100:1", Noon, new ConversationFact.Ended(id, 1, new Lease("c1", 1), "a1", true, "closed", "d1", "listo"));

        var own = (await Own(id, Ana))!;
        Assert.Equal(("listo", "d1", "closed", Noon), (own.Interaction.Note, own.Interaction.DispositionId, own.Interaction.EndReason, own.Interaction.EndedAt));
        Assert.Equal(["hola", "buenas"], own.Messages.Where(m => m.Direction != "system").Select(m => m.Text));
        Assert.Equal("Bruno: llamar", Assert.Single(own.Messages, m => m.Text == "note").Author);
        Assert.Null(await Own(id, Bruno));
    }

    [Fact]
    public async Task What_agents_have_is_counted_by_campaign_and_listed_by_age()
    {
        await Store.Campaign(
            "c1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = "Soporte" }), new CampaignFact.MembersChanged([new Member("a1"), new Member("a2")]));
        await Store.Agent(new("a1", "ana", "Ana", "available", true, null, null, null, null, false, 3, 4, Noon));
        await Store.Agent(new("a2", "bruno", "Bruno", "available", true, "b", "Baño", "wc", Noon, false, 0, 4, Noon));
        var younger = await Held("100:1", "c1", Noon);
        var older = await Held("100:2", "c1", Noon.AddMinutes(-9));
        var elsewhere = await Held("100:3", "c2", Noon.AddMinutes(-5));

        var serving = await Queries.Serving("c1", Ct);
        Assert.Equal([("ana", 2, 3, 4), ("bruno", 0, 0, 4)], serving.Select(agent => (agent.Row.UserName, agent.OfCampaign, agent.Row.Load, agent.Row.Limit)));
        Assert.Equal("Baño", serving[1].Row.Break!.Name);
        Assert.Equal([older, elsewhere, younger], (await Queries.HeldBy("ana", null, Ct)).Select(item => item.Id));
        Assert.Equal([elsewhere], (await Queries.HeldBy("ana", ["c2"], Ct)).Select(item => item.Id));
        Assert.Empty(await Queries.HeldBy("bruno", null, Ct));
    }

    [Fact]
    public async Task Who_rings_is_told_to_whom_it_is_offered_only()
    {
        await Store.Campaign(
            "c1", new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = "Soporte" }), new CampaignFact.MembersChanged([new Member("a1"), new Member("a2")]));
        var id = await Store.Open("100:5551234", 1, Noon);
        await Store.Campaign("c1", new CampaignFact.Queued(id, 1, QueueClass.Normal, Noon));
        Assert.Null(await Queries.CustomerOffered(id, "a1", Ct));
        await Store.Campaign("c1", new CampaignFact.Offered(7, id, 1, "a1", 1, 1, Noon.AddSeconds(30)));
        Assert.Equal("Cliente 1234", await Queries.CustomerOffered(id, "a1", Ct));
        Assert.Null(await Queries.CustomerOffered(id, "a2", Ct));
    }

    private async Task<string> Ended(string key, AgentName agent, DateTimeOffset at)
    {
        var id = await Store.Open(key, 1, at);
        await Store.Conversation(key, at, TestStore.Owned(id, agent), new ConversationFact.Ended(id, 1, new Lease("c1", 1), agent.Id, true, "closed", null, null));
        return id;
    }

    private async Task<string> Held(string key, string campaign, DateTimeOffset at)
    {
        var id = await Store.Open(key, 1, at, campaign);
        await Store.Conversation(key, at, TestStore.Owned(id, Ana));
        return id;
    }

    private Task<OwnHistory> History(string? search = null, RecordingCursor? cursor = null, int limit = 50, DateTimeOffset? since = null) =>
        Queries.History(Ana.Id, search, cursor, limit, since ?? Noon.AddDays(-31), Noon, false, Ct);

    private Task<OwnTranscript?> Own(string id, AgentName agent) => Queries.Own(id, agent.Id, Noon, false, Ct);
}
