using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Push;

/// <summary>A desk's streams: which there are, when they begin and end, and that none is anybody else's.</summary>
[Collection(ProductCollection.Name)]
public sealed class DeskStreamTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task An_interaction_opens_its_stream_and_its_end_closes_it()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var client = await _product.Connect(agent);
        var start = await client.Subscribe("desk");
        var own = Assert.Single(start.Versions).Key;

        await work.Webhook.Write(psid, "one");
        var added = await client.Saw<InteractionAdded>("interaction.added", _ => true);
        Assert.Equal((work.InteractionOf(psid), work.StreamOf(psid)), (added.Interaction.Id, added.Interaction.Stream));
        Assert.Equal("active", added.Interaction.State);
        await work.Webhook.Write(psid, "two");
        await client.Saw<MessageView>("message.added", m => m.Text == "two");
        Assert.True((await client.Do("Close", work.InteractionOf(psid), "resuelto", "bien", null)).Ok);
        var removed = await client.Saw<InteractionRemoved>("interaction.removed", _ => true);
        Assert.Equal((work.InteractionOf(psid), work.StreamOf(psid), "ended"), (removed.InteractionId, removed.ConversationStream, removed.Reason));

        await work.Webhook.Write(psid, "three");
        var again = await client.Saw<InteractionAdded>("interaction.added", i => i.Interaction.Id == work.InteractionOf(psid, 2));
        Assert.Equal("three", again.Interaction.Messages[^1].Text);

        // The own stream is gap-free throughout; the conversation's after each opening's own version, up to its end.
        var ownVersions = client.Events.Where(e => e.Stream == own).Select(e => e.Version).ToArray();
        Assert.Equal(Enumerable.Range(1, ownVersions.Length).Select(i => start.Versions[own] + i), ownVersions);
        var first = client.Events.Where(e => e.Stream == work.StreamOf(psid) && e.Version <= again.Interaction.Version).Select(e => e.Version).ToArray();
        Assert.Equal(Enumerable.Range(1, first.Length).Select(i => added.Interaction.Version + i), first);
    }

    [Fact]
    public async Task Nothing_of_a_colleagues_conversation_reaches_a_desk()
    {
        var work = await Workplace.Open(_product);
        var (hers, his) = (await work.Agent("eva"), await work.Agent("leo"));
        await using var eva = await _product.Connect(hers);
        var before = await eva.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "for eva");
        await eva.Saw<InteractionAdded>("interaction.added", _ => true);
        var held = (await eva.Subscribe("desk")).Versions;

        // It goes to leo: she takes a break when she gives it back, so it cannot come to her again.
        await using var leo = await _product.Connect(his);
        await leo.Desk();
        Assert.True((await eva.Do("StartBreak", "almuerzo", false, null)).Ok);
        Assert.True((await eva.Do("Decline", work.InteractionOf(psid), null, null)).Ok);
        await leo.Saw<InteractionAdded>("interaction.added", _ => true);
        await eva.Saw<InteractionRemoved>("interaction.removed", _ => true);
        await work.Webhook.Write(psid, "for leo only");
        await leo.Saw<MessageView>("message.added", m => m.Text == "for leo only");
        Assert.True((await leo.Do("SendText", work.InteractionOf(psid), "c1", "from leo")).Ok);
        await leo.Saw<MessageView>("message.added", m => m.Text == "from leo");

        // Neither by push, nor by resuming with what she had, nor by asking anew.
        var resumed = await eva.Subscribe("desk", held);
        var anew = await eva.Subscribe("desk");
        Assert.Empty(HubClient.Read<DeskSnapshot>(anew.Snapshot!.Value).Interactions);
        Assert.DoesNotContain(work.StreamOf(psid), resumed.Versions.Keys);
        Assert.DoesNotContain("leo", Text(resumed.Snapshot) + Text(anew.Snapshot) + string.Concat((resumed.Events ?? []).Select(e => Text(e.Data))), StringComparison.Ordinal);
        await eva.Do("EndBreak", new object?[] { null });
        await eva.Saw<AgentView>("agent.changed", a => a.Break is null && a.Load == 0);
        Assert.DoesNotContain(eva.Events, e => Text(e.Data).Contains("leo", StringComparison.Ordinal));
        Assert.DoesNotContain("for eva", string.Concat(leo.Events.Where(e => e.Type == "message.added").Select(e => Text(e.Data))), StringComparison.Ordinal);

        foreach (var result in new[]
        {
            await eva.Do("SendText", work.InteractionOf(psid), "c2", "stolen"), await eva.Do("MarkSeen", work.InteractionOf(psid)),
            await eva.Do("Typing", work.InteractionOf(psid)), await eva.Do("Close", work.InteractionOf(psid), null, null, null),
            await eva.Do("Decline", work.InteractionOf(psid), null, null),
        })
        {
            Assert.Equal((false, "not-yours"), (result.Ok, result.Code));
        }

        Assert.Empty(before.Interactions);
    }

    /// <summary>The conversation's stream may be faster than the agent's own: its events are the next owner's before her own stream says that she lost it.</summary>
    [Fact]
    public async Task An_event_that_overtakes_the_loss_is_not_shown()
    {
        var work = await Workplace.Open(_product);
        var psid = work.Customer();
        await using var eva = await _product.Connect(await work.Agent("eva"));
        var me = (await eva.Desk()).Agent.Id;
        await work.Webhook.Write(psid, "one");
        await eva.Saw<InteractionAdded>("interaction.added", _ => true);
        var version = (await eva.Subscribe("desk")).Versions[work.StreamOf(psid)];

        Push(1, "still hers", me);
        await eva.Saw<MessageView>("message.added", m => m.Text == "still hers");
        Push(2, "not hers", "somebody else");
        Push(3, "hers by number only", me);
        Assert.True((await eva.Do("StartBreak", "almuerzo", true, null)).Ok);
        await eva.Saw<AgentView>("agent.changed", a => a.PlannedBreak is not null);
        Assert.DoesNotContain(eva.Events, e => Text(e.Data).Contains("not hers", StringComparison.Ordinal) || Text(e.Data).Contains("by number", StringComparison.Ordinal));

        void Push(int ahead, string text, string owner) => _product.Services.GetRequiredService<FrontRelay>().Arrived(new StreamEvent(
            work.StreamOf(psid), version + ahead, "message.added", DateTimeOffset.UtcNow,
            System.Text.Json.JsonSerializer.Serialize(
                new MessageView("9", null, 9, "in", text, [], DateTimeOffset.UtcNow, "received", null, null, null, work.InteractionOf(psid)), HubClient.Json),
            owner));
    }

    [Fact]
    public async Task What_a_colleague_held_meanwhile_is_not_told_event_by_event()
    {
        var work = await Workplace.Open(_product);
        var (hers, his) = (await work.Agent("eva"), await work.Agent("leo"));
        await using var eva = await _product.Connect(hers);
        await eva.Desk();
        var psid = work.Customer();
        var id = work.InteractionOf(psid);
        await work.Webhook.Write(psid, "one");
        await eva.Saw<InteractionAdded>("interaction.added", _ => true);
        var before = (await eva.Subscribe("desk")).Versions;
        await using var leo = await _product.Connect(his);
        await leo.Desk();
        Assert.True((await eva.Do("StartBreak", "almuerzo", false, null)).Ok);
        Assert.True((await eva.Do("Decline", id, null, null)).Ok);
        await leo.Saw<InteractionAdded>("interaction.added", _ => true);
        Assert.True((await eva.Do("EndBreak", [null])).Ok);
        Assert.True((await leo.Do("StartBreak", "almuerzo", false, null)).Ok);
        Assert.True((await leo.Do("Decline", id, null, null)).Ok);
        await eva.Saw(e => e.Type == "interaction.added" && HubClient.Data<InteractionAdded>(e).Interaction.Version > before[work.StreamOf(psid)], "her interaction again");
        var now = (await eva.Subscribe("desk")).Versions;

        // A map that no honest client has: her own stream of now, the conversation's of then.
        var answer = await eva.Subscribe("desk", new Dictionary<string, long>(now) { [work.StreamOf(psid)] = before[work.StreamOf(psid)] });
        Assert.Null(answer.Events);
        Assert.Equal(id, Assert.Single(HubClient.Read<DeskSnapshot>(answer.Snapshot!.Value).Interactions).Id);
    }

    [Fact]
    public async Task Two_tabs_of_an_agent_are_told_the_same()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var left = await _product.Connect(agent);
        await using var right = await _product.Connect(agent);
        await left.Desk();
        await right.Desk();
        await work.Webhook.Write(psid, "one");
        await left.Saw<InteractionAdded>("interaction.added", _ => true);
        await left.Do("SendText", work.InteractionOf(psid), "c1", "written on the left");
        await right.Saw<MessageView>("message.added", m => m.Text == "written on the left");
        await right.Do("Close", work.InteractionOf(psid), null, null, null);
        await left.Saw<InteractionRemoved>("interaction.removed", _ => true);
        var last = (await left.Subscribe("desk")).Versions.Single();
        foreach (var tab in new[] { left, right })
        {
            await tab.Saw(e => e.Stream == last.Key && e.Version == last.Value, "the last event");
        }

        Assert.Equal(Told(left, work.StreamOf(psid)), Told(right, work.StreamOf(psid)));
        Assert.Equal(Told(left, last.Key), Told(right, last.Key));
    }

    [Fact]
    public async Task Nothing_comes_after_Unsubscribe()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var quiet = await _product.Connect(agent);
        await using var witness = await _product.Connect(agent);
        await quiet.Desk();
        await witness.Desk();
        await quiet.Connection.InvokeAsync("Unsubscribe", "desk", TestContext.Current.CancellationToken);
        await quiet.Connection.InvokeAsync("Unsubscribe", "never subscribed", TestContext.Current.CancellationToken);
        var seen = quiet.Events.Count;
        await work.Webhook.Write(psid, "one");
        await witness.Saw<InteractionAdded>("interaction.added", _ => true);
        await work.Webhook.Write(psid, "two");
        await witness.Saw<MessageView>("message.added", m => m.Text == "two");
        Assert.Equal(2, Assert.Single((await quiet.Desk()).Interactions).Messages.Count);
        Assert.Equal(seen, quiet.Events.Count);
    }

    [Fact]
    public async Task Heartbeats_carry_the_heads_of_all_streams()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var (one, two) = (work.Customer(), work.Customer());
        await using var desk = await _product.Connect(agent);
        await using var sofia = await _product.Connect("sofia", "supervisor");
        await desk.Desk();
        await work.Webhook.Write(one, "one");
        await work.Webhook.Write(two, "two");
        await desk.Saw<InteractionAdded>("interaction.added", i => i.Interaction.Stream == work.StreamOf(two));
        await desk.Saw<InteractionAdded>("interaction.added", i => i.Interaction.Stream == work.StreamOf(one));
        var have = (await desk.Subscribe("desk")).Versions;
        var watched = (await sofia.Subscribe($"interaction:{work.InteractionOf(one)}")).Versions;
        var board = (await sofia.Subscribe($"campaign:{work.CampaignId}")).Versions;

        Assert.Equal(3, have.Count);
        await Eventually.Is(() => Task.FromResult(desk.LastHeartbeat), beat => beat is not null && Same(have, beat.Versions), "a heartbeat with the desk's heads");
        await Eventually.Is(
            () => Task.FromResult(sofia.LastHeartbeat),
            beat => beat is not null && beat.Versions.Count == 2 && beat.Versions[watched.Single().Key] == watched.Single().Value
                && beat.Versions.ContainsKey(board.Single().Key),
            "a heartbeat with the supervisor's heads");
        Assert.InRange(desk.LastHeartbeat!.ServerTime, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    private static bool Same(IReadOnlyDictionary<string, long> one, IReadOnlyDictionary<string, long> other) =>
        one.Count == other.Count && one.All(entry => other.GetValueOrDefault(entry.Key, -1) == entry.Value);

    private static IEnumerable<string> Told(HubClient client, string stream) =>
        client.Events.Where(e => e.Stream == stream).Select(e => $"{e.Version} {e.Type} {Text(e.Data)}");

    private static string Text(System.Text.Json.JsonElement? data) => data?.GetRawText() ?? "";
}
