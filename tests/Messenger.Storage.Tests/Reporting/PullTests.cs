using System.Globalization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Storage.Reporting;

namespace Messenger.Storage.Tests.Reporting;

public sealed class PullOnSqlite : PullTests<SqliteDatabase>;

public sealed class PullOnPostgres : PullTests<PostgresDatabase>;

/// <summary>Those who can be taken, from committed rows.</summary>
public abstract class PullTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly DateTimeOffset Now = TestStore.Noon;

    private static readonly CampaignSettings Soporte = CampaignSettings.Default with
    {
        Version = 1,
        Name = "Soporte",
        PageId = "100",
        Strategy = new Strategy(Eligibility.RingAll, Distribution.LeastRecent),
    };

    [Fact]
    public async Task They_stand_in_order_of_service_with_the_beginning_of_what_they_wrote_first()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var late = await Wait(1, Now.AddMinutes(-1));
        var early = await Wait(2, Now.AddMinutes(-3), new string('x', 200));
        var picture = await Wait(3, Now.AddMinutes(-2), null);
        await Store.Conversation("100:3", Now, new ConversationFact.MessageReceived(2, picture, "m2", Now, "¿me oyen?", null, null, null));
        await Store.Campaign("c1", Offer(1, late), new CampaignFact.OfferReturned(1, new AgentHint("a1", 1, 1)));

        var list = await Read();

        Assert.Equal([late, early, picture], list.Rows.Select(r => r.InteractionId));
        Assert.Equal(["hola", new string('x', 120), "[image]"], list.Rows.Select(r => r.Preview));
        Assert.Equal([true, false, false], list.Rows.Select(r => r.Returned));
        Assert.Equal(("Cliente 2", Now.AddMinutes(-3), Now.AddMinutes(-3)), (list.Rows[1].CustomerName, list.Rows[1].Since, list.Rows[1].CameAt));
        Assert.Equal(("Soporte", 3, Now), (list.CampaignName, list.Waiting, list.ServerTime));
    }

    [Fact]
    public async Task Who_is_being_taken_is_taken_has_ended_or_stands_behind_the_queue_is_not_among_them()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var waits = await Wait(1, Now);
        var underOffer = await Wait(2, Now);
        var taken = await Wait(3, Now);
        var ended = await Wait(4, Now);
        var held = await Store.Open("100:5", 1, Now);
        await Store.Campaign("c1", Offer(1, underOffer), new CampaignFact.NotQueued(held, 1, QueuePlace.Held, Now));
        await Store.Conversation("100:3", Now, TestStore.Owned(taken, new AgentName("a1", "ana", "Ana")));
        await Store.Conversation("100:4", Now, new ConversationFact.Ended(ended, 1, null, null, false, "closed", null, null));

        var list = await Read();

        Assert.Equal(waits, Assert.Single(list.Rows).InteractionId);
        Assert.Equal(1, list.Waiting);
    }

    [Fact]
    public async Task The_first_fifty_are_listed_and_all_are_counted()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var ids = new List<string>();
        for (var n = 1; n <= PullList.Longest + 3; n++)
        {
            ids.Add(await Wait(n, Now.AddSeconds(n)));
        }

        var list = await Read();

        Assert.Equal(ids.Take(50), list.Rows.Select(r => r.InteractionId));
        Assert.Equal(53, list.Waiting);
    }

    [Fact]
    public async Task Where_offers_are_made_there_is_nothing_to_take()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte with { Strategy = Strategy.Default }));
        await Wait(1, Now);
        Assert.Equal((0, 0), ((await Read()).Rows.Count, (await Read()).Waiting));
        await Assert.ThrowsAsync<StorageException>(() => Store.Get<PullQueries>().Read("none", Now, Ct));
    }

    private static CampaignFact.Offered Offer(long lease, string interaction) => new(lease, interaction, 1, "a1", 1, 1, Now);

    private Task<PullList> Read() => Store.Get<PullQueries>().Read("c1", Now, Ct);

    private async Task<string> Wait(int customer, DateTimeOffset at, string? text = "hola")
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"100:{customer}");
        var id = $"100-{customer}-1";
        await Store.Conversation(
            key,
            at,
            new ConversationFact.InteractionOpened(id, 1, "c1", "Soporte", "100", $"{customer}"),
            new ConversationFact.MessageReceived(1, id, $"m-{id}", at, text, text is null ? [new Attachment("image", "https://example.org/a.png", null, null)] : null, null, null),
            new ConversationFact.Placed(id, 1, QueuePlace.Queued));
        await Store.Campaign("c1", new CampaignFact.Queued(id, 1, QueueClass.Normal, at));
        return id;
    }
}
