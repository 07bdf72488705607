using System.Globalization;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Front.Tests.Push;

/// <summary>Whatever happens to its connection, a client ends with exactly what the others have: no gap, no repeat.</summary>
[Collection(ProductCollection.Name)]
public sealed class ResumeTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_connection_cut_at_random_points_misses_nothing_and_repeats_nothing(int seed)
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        var stream = work.StreamOf(psid);
        await using var proxy = new CuttingProxy(_product.Product.BaseAddress!, seed, leastBytes: 400, mostBytes: 9_000);
        await using var hands = await _product.Connect(agent);
        await hands.Desk();
        await work.Webhook.Write(psid, "0");
        await hands.Saw<InteractionAdded>("interaction.added", _ => true);

        await using var steady = await Follow("desk", agent, "agent");
        await using var cut = await Follow("desk", agent, "agent", proxy.Address);
        await using var watched = await Follow($"interaction:{work.InteractionOf(psid)}", "sofia", "supervisor");
        await using var cutWatched = await Follow($"interaction:{work.InteractionOf(psid)}", "sofia", "supervisor", proxy.Address);

        var random = new Random(seed);
        for (var n = 1; n <= 100 || (proxy.Cuts < 8 && n <= 500); n++)
        {
            var text = n.ToString(CultureInfo.InvariantCulture);
            await (random.Next(3) == 0 ? hands.Do("SendText", work.InteractionOf(psid), $"c{n}", text) : work.Webhook.Write(psid, text) as Task);
            await Task.Delay(random.Next(40), TestContext.Current.CancellationToken);
        }

        proxy.Mend();
        ResumingClient[] all = [steady, cut, watched, cutWatched];
        await Eventually.Is(
            async () => (await hands.Subscribe("desk")).Versions[stream],
            head => head > 100 && all.All(client => client.Have.GetValueOrDefault(stream) == head),
            "all have the newest version");

        Assert.True(proxy.Cuts >= 8, $"Only {proxy.Cuts} cuts.");
        Assert.All(all, client => Assert.Empty(client.Faults));
        Assert.All(all, client => Assert.Equal(1, client.Snapshots));
        var expected = steady.Versions(stream);
        Assert.Equal(Enumerable.Range(0, expected.Count).Select(i => expected[0] + i), expected);
        Assert.All(all, client => Assert.Equal(Told(steady), Told(client)));
        Assert.All(all, client => Assert.Equal(steady.Shown[stream], client.Shown[stream]));

        IEnumerable<string> Told(ResumingClient client) =>
            client.Applied.Where(e => e.Stream == stream).Select(e => $"{e.Version} {e.Type} {e.At:O} {e.Data}");
    }

    [Fact]
    public async Task Conversations_that_come_and_go_while_the_line_breaks_end_in_the_same_desk()
    {
        var work = await Workplace.Open(_product, maxPerAgent: 4);
        var agent = await work.Agent("eva");
        await using var proxy = new CuttingProxy(_product.Product.BaseAddress!, seed: 7, leastBytes: 400, mostBytes: 12_000);
        await using var hands = await _product.Connect(agent);
        await using var steady = await Follow("desk", agent, "agent");
        await using var cut = await Follow("desk", agent, "agent", proxy.Address);
        var customers = Enumerable.Range(0, 6).Select(_ => work.Customer()).ToArray();
        var random = new Random(7);
        for (var n = 0; n < 90 || (proxy.Cuts < 5 && n < 500); n++)
        {
            var psid = customers[random.Next(customers.Length)];
            if (random.Next(5) == 0 && (await hands.Desk()).Interactions is { Count: > 0 } held)
            {
                Assert.True((await hands.Do("Close", held[random.Next(held.Count)].Id, null, null, null)).Ok);
            }
            else
            {
                await work.Webhook.Write(psid, n.ToString(CultureInfo.InvariantCulture));
            }

            await Task.Delay(random.Next(30), TestContext.Current.CancellationToken);
        }

        proxy.Mend();
        await Eventually.Is(
            async () => (await hands.Subscribe("desk")).Versions,
            versions => Same(versions, steady.Have) && Same(versions, cut.Have),
            "both have the newest versions");
        Assert.True(proxy.Cuts >= 5, $"Only {proxy.Cuts} cuts.");
        Assert.Empty(steady.Faults);
        Assert.Empty(cut.Faults);
        var shown = (await hands.Desk()).Interactions.ToDictionary(i => i.Stream, i => i.Messages.Select(ResumingClient.Line).ToArray());
        Assert.Equal(shown, steady.Shown);
        Assert.Equal(shown, cut.Shown);
    }

    [Fact]
    public async Task Without_a_usable_map_there_is_a_snapshot()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        var stream = work.StreamOf(psid);
        await using var client = await _product.Connect(agent);
        await client.Desk();
        await work.Webhook.Write(psid, "first");
        await client.Saw<InteractionAdded>("interaction.added", _ => true);
        var now = (await client.Subscribe("desk")).Versions;
        var own = now.Keys.Single(name => name != stream);

        var useless = new Dictionary<string, long>[]
        {
            [],
            new() { ["agent/somebody"] = 3 },
            new() { [own] = now[own] },
            new() { [own] = now[own] + 1_000, [stream] = now[stream] },
            new() { [own] = now[own], [stream] = now[stream] + 1 },
            new() { [own] = now[own], [stream] = -5 },
            new() { [own] = long.MaxValue, [stream] = long.MinValue },
        };
        foreach (var since in useless)
        {
            var answer = await client.Subscribe("desk", since);
            Assert.Null(answer.Events);
            Assert.Equal("first", Assert.Single(Assert.Single(HubClient.Read<DeskSnapshot>(answer.Snapshot!.Value).Interactions).Messages).Text);
            Assert.Equal(now.Keys.Order(), answer.Versions.Keys.Order());
        }

        // What is known beside it does not hurt, and is not answered.
        var good = await client.Subscribe("desk", new Dictionary<string, long>(now) { ["conversation/1:2"] = 9, ["board/x~y"] = 1 });
        Assert.Null(good.Snapshot);
        Assert.Empty(good.Events!);
        Assert.Equal(now, good.Versions);
    }

    [Fact]
    public async Task More_than_the_ring_remembers_is_a_snapshot()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var client = await _product.Connect(agent);
        await client.Desk();
        await work.Webhook.Write(psid, "first");
        await client.Saw<InteractionAdded>("interaction.added", _ => true);
        var before = (await client.Subscribe("desk")).Versions;
        await client.Connection.InvokeAsync("Unsubscribe", "desk", TestContext.Current.CancellationToken);
        var seen = client.Events.Count;

        await work.Webhook.Deliver(work.Webhook.Body(Enumerable.Range(0, 200).Select(n => work.Webhook.Message(psid, $"a{n}", at: Later(n)))));
        var near = await client.Subscribe("desk", before);
        Assert.Null(near.Snapshot);
        Assert.Equal(200, near.Events!.Count(e => e.Type == "message.added"));
        await client.Connection.InvokeAsync("Unsubscribe", "desk", TestContext.Current.CancellationToken);

        await work.Webhook.Deliver(work.Webhook.Body(Enumerable.Range(0, 200).Select(n => work.Webhook.Message(psid, $"b{n}", at: Later(n)))));
        var far = await client.Subscribe("desk", before);
        Assert.Null(far.Events);
        Assert.Equal("b199", Assert.Single(HubClient.Read<DeskSnapshot>(far.Snapshot!.Value).Interactions).Messages[^1].Text);
        Assert.Equal(seen, client.Events.Count);
    }

    [Fact]
    public async Task A_board_of_another_incarnation_is_a_snapshot()
    {
        var work = await Workplace.Open(_product);
        await work.Agent("eva");
        await using var sofia = await _product.Connect("sofia", "supervisor");
        var first = await sofia.Subscribe($"campaign:{work.CampaignId}");
        Assert.NotNull(first.Snapshot);
        Assert.Null((await sofia.Subscribe($"campaign:{work.CampaignId}", first.Versions)).Snapshot);
        var other = new Dictionary<string, long> { [$"board/{work.CampaignId}~gone"] = first.Versions.Values.Single() };
        var answer = await sofia.Subscribe($"campaign:{work.CampaignId}", other);
        Assert.NotNull(answer.Snapshot);
        Assert.Equal(first.Versions.Keys, answer.Versions.Keys);
    }

    private static bool Same(IReadOnlyDictionary<string, long> one, IReadOnlyDictionary<string, long> other) =>
        one.Count == other.Count && one.All(entry => other.GetValueOrDefault(entry.Key, -1) == entry.Value);

    private async Task<ResumingClient> Follow(string topic, string userName, string hub, Uri? address = null)
    {
        var token = await _product.Token(userName);
        var client = new ResumingClient(topic, () => _product.Hub(
            hub, token,
            o =>
            {
                o.Transports = HttpTransportType.WebSockets;
                o.SkipNegotiation = true;
            },
            address).Build());
        await client.Start();
        return client;
    }

    /// <summary>Messages of the same millisecond are ordered by mid, which tells nothing.</summary>
    private static DateTimeOffset Later(int n) => DateTimeOffset.UtcNow.AddSeconds(n);
}
