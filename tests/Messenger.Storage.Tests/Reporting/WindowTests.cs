using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Reporting;

namespace Messenger.Storage.Tests.Reporting;

public sealed class WindowsOnSqlite : WindowTests<SqliteDatabase>;

public sealed class WindowsOnPostgres : WindowTests<PostgresDatabase>;

/// <summary>Reply windows that close while the campaign is closed, from rows (B5).</summary>
public abstract class WindowTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly AgentName Ana = new("a1", "ana", "Ana");

    // A Wednesday at noon; office hours are 9 to 18, and what came at 20:00 the evening before closes at 20:00.
    private static readonly DateTimeOffset Evening = TestStore.Noon.AddHours(-16);

    private static readonly CampaignRow Campaign = new("c1", CampaignSettings.Default with { Schedule = OpenInterval.OfficeHours, TimeZone = "UTC" });

    private async Task<IReadOnlyList<(string Id, string? Agent, string? Place, bool Waits)>> Closing(bool humanAgent = false) =>
        [.. (await Store.Get<WindowQueries>().Closing(Campaign, [], humanAgent, TestStore.Noon, Ct)).Items.Select(i => (i.InteractionId, i.AgentUserName, i.Place, i.Waits))];

    private async Task<string> Waits(string key, DateTimeOffset at, QueuePlace place = QueuePlace.Queued)
    {
        var id = await Store.Open(key, 1, at);
        await Store.Campaign("c1", place == QueuePlace.Queued
            ? new CampaignFact.Queued(id, 1, QueueClass.Normal, at)
            : new CampaignFact.NotQueued(id, 1, place, at));
        return id;
    }

    [Fact]
    public async Task Who_waits_and_who_is_with_an_agent_are_listed_with_where_they_are()
    {
        var backlog = await Waits("100:1", Evening, QueuePlace.ClosedHours);
        var queued = await Waits("100:2", Evening.AddMinutes(1));
        await Waits("100:3", TestStore.Noon.AddHours(-1));
        await Waits("100:4", Evening, QueuePlace.OutOfHours);
        var held = await Store.Open("100:5", 1, Evening.AddMinutes(2));
        await Store.Conversation("100:5", Evening, TestStore.Owned(held, Ana));
        var list = await Store.Get<WindowQueries>().Closing(Campaign, [], false, TestStore.Noon, Ct);
        Assert.Equal((3, 3), (list.Total, list.Waiting));
        Assert.Equal([(backlog, null, "closed-hours", true), (queued, null, "queued", true), (held, "ana", null, true)], await Closing());
        Assert.Equal((Evening.AddDays(1).AddSeconds(-30), TestStore.Noon.AddHours(6)), (list.Items[0].ClosesAt, list.Items[0].LastHours!.Value));
    }

    [Fact]
    public async Task Who_was_answered_last_comes_after_who_waits()
    {
        var answered = await Store.Open("100:1", 1, Evening);
        await Store.Conversation("100:1", Evening, TestStore.Owned(answered, Ana), new ConversationFact.MessageQueued(2, answered, "k1", Ana, false, "Buenas"));
        var waiting = await Waits("100:2", Evening.AddHours(1));
        Assert.Equal([(waiting, null, "queued", true), (answered, "ana", null, false)], await Closing());
        Assert.Equal(1, (await Store.Get<WindowQueries>().Closing(Campaign, [], false, TestStore.Noon, Ct)).Waiting);
    }

    [Fact]
    public async Task A_reaction_or_a_link_followed_opens_the_day_anew()
    {
        var id = await Store.Open("100:1", 1, TestStore.Noon.AddDays(-2));
        await Store.Conversation(
            "100:1", TestStore.Noon.AddDays(-2), TestStore.Owned(id, Ana), new ConversationFact.MessageQueued(2, id, "k1", Ana, false, "Buenas"),
            new ConversationFact.MessageSent("k1", "out1"));
        Assert.Empty(await Closing());
        await Store.Conversation("100:1", Evening, new ConversationFact.MessageReacted("out1", Evening, false, "smile", "😊"));
        Assert.Equal([(id, "ana", null, false)], await Closing());
    }

    [Fact]
    public async Task Of_another_campaign_and_what_is_over_nothing_is_listed()
    {
        var other = await Store.Open("100:1", 1, Evening, campaign: "c2");
        await Store.Conversation("100:1", Evening, TestStore.Owned(other, Ana));
        var over = await Store.Open("100:2", 1, Evening);
        await Store.Conversation("100:2", Evening, TestStore.Owned(over, Ana), new ConversationFact.Ended(over, 1, null, "a1", true, "resolved", null, null));
        Assert.Empty(await Closing());
    }

    [Fact]
    public async Task On_a_holiday_it_is_closed()
    {
        await Waits("100:1", TestStore.Noon.AddHours(-1));
        Assert.Empty(await Closing());
        var thursday = DateOnly.FromDateTime(TestStore.Noon.Date).AddDays(1);
        Assert.Equal(1, (await Store.Get<WindowQueries>().Closing(Campaign, [thursday], false, TestStore.Noon, Ct)).Total);
    }
}
