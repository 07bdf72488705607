using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Pages;
using Messenger.Domain.Shared;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Pages;
using Messenger.Storage.Reporting;

namespace Messenger.Storage.Tests.Pages;

public sealed class PageHealthOnSqlite : PageHealthTests<SqliteDatabase>;

public sealed class PageHealthOnPostgres : PageHealthTests<PostgresDatabase>;

/// <summary>How Pages fare, in rows: now, before, and in the tables of campaigns and the board.</summary>
public abstract class PageHealthTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly PageHealth Green = new(TokenWord.Valid, [], null);
    private static readonly PageHealth Red = new(TokenWord.Invalid, [new PageReason(PageReasonCode.TokenInvalid, "expired")], TestStore.Noon);

    private PageHealthQueries Queries => Store.Get<PageHealthQueries>();

    [Fact]
    public async Task The_newest_verdict_counts_and_all_are_its_history()
    {
        Assert.Null(await Queries.Find("100", Ct));
        await Judged(Green, 0);
        await Judged(Red, 1);
        Assert.True((await Queries.Find("100", Ct))!.Says(Red));
        Assert.Equal("invalid", (await Queries.Verdicts(Ct))["100"]);
        Assert.Equal(
            [(TestStore.Noon.AddMinutes(1), "invalid", "expired"), (TestStore.Noon, "valid", null)],
            (await Queries.History("100", Ct)).Select(h => (h.At, h.Verdict, h.Reasons is [var first, ..] ? first.Detail : null)));
        Assert.Empty(await Queries.History("101", Ct));
    }

    [Fact]
    public async Task The_campaign_table_and_the_board_show_it_with_reason_and_since_when()
    {
        await Campaign("c1", "Soporte", "100");
        await Campaign("c2", "Ventas", null);
        await Judged(Red, 1);
        var rows = (await Store.Get<CampaignTableQueries>().Read(TestStore.Noon, Ct)).Items;
        Assert.Equal(("invalid", "token-invalid", "token-invalid", TestStore.Noon.AddMinutes(1)), Of(rows, "c1"));
        Assert.Equal(("none", "no-page", null, null), Of(rows, "c2"));
        Assert.Equal(("invalid", "token-invalid", TestStore.Noon.AddMinutes(1)), (await Store.Get<BoardQueries>().Read("c1", TestStore.Noon, Ct)).Page is var p ? (p.Token, p.Reason, p.Since) : default);
        await Judged(Green, 2);
        Assert.Equal(("valid", null, null, TestStore.Noon.AddMinutes(2)), Of((await Store.Get<CampaignTableQueries>().Read(TestStore.Noon, Ct)).Items, "c1"));
    }

    [Fact]
    public async Task Of_the_connected_pages_those_of_disabled_campaigns_are_not_looked_after()
    {
        await Campaign("c1", "Soporte", "100");
        await Campaign("c2", "Ventas", "200", enabled: false);
        await Campaign("c3", "Otra", null);
        Assert.Equal(new ConnectedPage("100", "c1", "Soporte", "Tienda 100", "protected", "fb1"), Assert.Single(await Queries.Connected(Ct)));
    }

    [Fact]
    public async Task Who_keeps_a_message_for_the_page_is_found_until_it_is_sent()
    {
        await Keeps("100:7");
        await Keeps("200:7");
        Assert.Equal(["100:7"], await Queries.Keeping("100", Ct));
        await Store.Conversation("100:7", TestStore.Noon, new ConversationFact.KeptReleased("k1"), new ConversationFact.MessageSent("k1", "out1"));
        Assert.Empty(await Queries.Keeping("100", Ct));
    }

    [Fact]
    public async Task Traffic_is_what_customers_wrote_within_a_week()
    {
        Assert.Equal(PageTraffic.None, await Queries.Traffic("100", TestStore.Noon, Ct));
        await Store.Open("100:7", 1, TestStore.Noon.AddDays(-8));
        await Store.Open("100:8", 1, TestStore.Noon.AddDays(-1));
        await Store.Open("100:9", 1, TestStore.Noon.AddHours(-1));
        await Store.Open("200:9", 1, TestStore.Noon);
        await Keeps("100:9", seq: 2);
        Assert.Equal(new PageTraffic(2, TestStore.Noon.AddHours(-1)), await Queries.Traffic("100", TestStore.Noon, Ct));
    }

    [Fact]
    public async Task Another_app_is_noticed_by_a_message_that_failed_for_it()
    {
        await Keeps("100:7");
        Assert.False(await Queries.OtherAppSince("100", TestStore.Noon.AddDays(-1), Ct));
        await Store.Conversation("100:7", TestStore.Noon, new ConversationFact.MessageFailed("k1", FailureReason.OtherApp));
        Assert.True(await Queries.OtherAppSince("100", TestStore.Noon.AddDays(-1), Ct));
        Assert.False(await Queries.OtherAppSince("100", TestStore.Noon.AddDays(1), Ct));
        Assert.False(await Queries.OtherAppSince("200", TestStore.Noon.AddDays(-1), Ct));
    }

    private static (string, string?, string?, DateTimeOffset?) Of(IReadOnlyList<CampaignItem> rows, string id) =>
        rows.Single(r => r.Id == id) is var r ? (r.Token, r.Inactive, r.TokenReason, r.TokenSince) : default;

    private async Task Keeps(string key, long seq = 1)
    {
        var id = Names.InteractionId(key, 1);
        if (seq == 1)
        {
            var (page, psid) = Names.SplitConversationKey(key);
            await Store.Conversation(key, TestStore.Noon, new ConversationFact.InteractionOpened(id, 1, "c1", "Soporte", page, psid));
        }

        await Store.Conversation(
            key, TestStore.Noon, new ConversationFact.MessageQueued(seq, id, "k1", new AgentName("a1", "ana", "Ana"), false, "Buenas"),
            new ConversationFact.SendDeferred("k1", 1, TestStore.Noon.AddHours(1), Kept: RefusalCode.TokenInvalid));
    }

    private Task Judged(PageHealth health, int minute) => Store.Commit(
        Names.PageStream("100"), PageHealthProjection.Changes("100", new PageFact.Judged(health, false), TestStore.Noon.AddMinutes(minute)));

    private Task Campaign(string id, string name, string? page, bool enabled = true) => Store.Campaign(id, new CampaignFact.SettingsChanged(CampaignSettings.Default with
    {
        Version = 1,
        Name = name,
        Enabled = enabled,
        PageId = page,
        PageName = page is null ? null : "Tienda " + page,
        PageToken = page is null ? null : "protected",
        FacebookUserId = "fb1",
    }));
}
