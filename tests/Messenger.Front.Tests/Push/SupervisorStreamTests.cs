using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Push;

/// <summary>What supervisors watch live.</summary>
[Collection(ProductCollection.Name)]
public sealed class SupervisorStreamTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Theory]
    [InlineData("sofia")]
    [InlineData("admin")]
    public async Task An_interaction_is_followed_from_the_queue_to_its_end(string userName)
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await work.Webhook.Write(psid, "waiting");
        await using var watcher = await _product.Connect(userName, "supervisor");
        var topic = $"interaction:{work.InteractionOf(psid)}";
        var start = await watcher.Subscribe(topic);
        var view = HubClient.Read<InteractionView>(start.Snapshot!.Value);
        Assert.Equal(("waiting", "waiting"), (view.State, Assert.Single(view.Messages).Text));

        await using var eva = await _product.Connect(agent);
        await eva.Desk();
        await watcher.Saw<InteractionView>("interaction.changed", i => i is { State: "active", AgentName: "eva", Messages: [] });
        Assert.True((await eva.Do("SendText", work.InteractionOf(psid), "c1", "hola")).Ok);
        await watcher.Saw<MessageView>("message.added", m => m is { Text: "hola", Direction: "out", State: "queued", ClientMessageId: "c1", Author: "eva" });
        await watcher.Saw<MessageChange>("message.changed", m => m is { State: "queued", FailureReason: "token-invalid" });
        await work.Webhook.Write(psid, "gracias");
        await watcher.Saw<MessageView>("message.added", m => m is { Text: "gracias", Direction: "in", State: "received" });
        Assert.True((await eva.Do("Close", work.InteractionOf(psid), "resuelto", null, null)).Ok);
        await watcher.Saw<InteractionView>("interaction.changed", i => i.State == "ended");

        var versions = watcher.Events.Select(e => e.Version).ToArray();
        Assert.Equal(Enumerable.Range(1, versions.Length).Select(i => view.Version + i), versions);
        Assert.All(watcher.Events, e => Assert.Equal((topic, work.StreamOf(psid)), (e.Topic, e.Stream)));
    }

    [Fact]
    public async Task A_board_shows_who_waits_and_who_works()
    {
        var work = await Workplace.Open(_product, maxPerAgent: 1);
        var agent = await work.Agent("eva");
        await using var sofia = await _product.Connect("sofia", "supervisor");
        var board = HubClient.Read<BoardSnapshot>((await sofia.Subscribe($"campaign:{work.CampaignId}")).Snapshot!.Value);
        Assert.Empty(board.Waiting);
        Assert.Equal("offline", Assert.Single(board.Agents).Status);

        var (first, second) = (work.Customer(), work.Customer());
        await work.Webhook.Write(first, "first");
        await sofia.Saw<BoardChange>("board.changed", b => b.Waiting.Any(w => w.InteractionId == work.InteractionOf(first)) && b.Tiles.Waiting == 1);
        await using var eva = await _product.Connect(agent);
        await eva.Desk();
        await sofia.Saw<BoardChange>("board.changed", b => b.Agents.Any(a => a is { Status: "available", Load: 1, Limit: 1 }));
        await work.Webhook.Write(second, "second");
        await sofia.Saw<BoardChange>("board.changed", b => b.Tiles is { Waiting: 1, Active: 1, QueuedToday: 2 });
        await eva.Do("MarkSeen", work.InteractionOf(first));
        await eva.Do("Close", work.InteractionOf(first), null, null, null);
        await sofia.Saw<BoardChange>("board.changed", b => b.Tiles is { Waiting: 0, Active: 1, EndedToday: 1, AnsweredToday: 1 } || b.Agents.Any(a => a.CompletedToday == 1));
        var versions = sofia.Events.Select(e => e.Version).ToArray();
        Assert.Equal(Enumerable.Range(0, versions.Length).Select(i => versions[0] + i), versions);
    }
}
