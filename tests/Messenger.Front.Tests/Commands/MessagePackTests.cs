using System.Collections.Concurrent;
using System.Globalization;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Commands;

/// <summary>The same hubs by MessagePack, read as any client of another language reads them: maps with the documented names.</summary>
[Collection(ProductCollection.Name)]
public sealed class MessagePackTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task A_desk_works_by_MessagePack()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var desk = await Connect("agent?lang=pt", agent);
        var start = Map(await desk.Connection.InvokeAsync<object>("Subscribe", "desk", null, TestContext.Current.CancellationToken));
        Assert.Equal("available", Map(Map(start["snapshot"])["agent"])["status"]);
        Assert.Empty((object[])Map(start["snapshot"])["interactions"]);
        Assert.Null(start["events"]);
        var own = (string)Map(start["versions"]).Keys.Single();

        await work.Webhook.Write(psid, "¿Olá? 😀");
        var added = await desk.Saw("interaction.added");
        Assert.Equal(("desk", own), (added["topic"], added["stream"]));
        Assert.True(DateTimeOffset.TryParse((string)added["at"], CultureInfo.InvariantCulture, out _));
        var interaction = Map(Map(added["data"])["interaction"]);
        Assert.Equal("¿Olá? 😀", Map(((object[])interaction["messages"]).Single())["text"]);
        Assert.Equal((byte)1, interaction["unread"]);

        var sent = Map(await desk.Connection.InvokeAsync<object>("SendText", interaction["id"], "c1", "tudo bem", TestContext.Current.CancellationToken));
        Assert.Equal((true, null, null), (sent["ok"], sent["code"], sent["message"]));
        Assert.Equal("tudo bem", Map((await desk.Saw("message.added"))["data"])["text"]);
        var refused = Map(await desk.Connection.InvokeAsync<object>("StartBreak", "siesta", false, null, TestContext.Current.CancellationToken));
        Assert.Equal((false, "unknown", "Isso não existe ou não é possível."), (refused["ok"], refused["code"], refused["message"]));

        var since = new Dictionary<string, object> { [own] = added["version"], [work.StreamOf(psid)] = interaction["version"] };
        var resumed = Map(await desk.Connection.InvokeAsync<object>("Subscribe", "desk", since, TestContext.Current.CancellationToken));
        Assert.Null(resumed["snapshot"]);
        Assert.Contains("tudo bem", ((object[])resumed["events"]).Select(e => Map(e)["data"]).OfType<Dictionary<object, object>>().Select(d => d.GetValueOrDefault("text")));
    }

    [Fact]
    public async Task A_board_and_a_heartbeat_by_MessagePack()
    {
        var work = await Workplace.Open(_product);
        await work.Agent("eva");
        await using var board = await Connect("supervisor", "sofia");
        var start = Map(await board.Connection.InvokeAsync<object>("Subscribe", $"campaign:{work.CampaignId}", null, TestContext.Current.CancellationToken));
        Assert.Equal(work.CampaignId, Map(start["snapshot"])["campaignId"]);
        await work.Webhook.Write(work.Customer(), "hola");
        await board.Saw("board.changed", change => Map(Map(change["data"])["tiles"])["waiting"] is (byte)1);
        var beat = Map(await Eventually.Is(
            () => Task.FromResult(board.Heartbeat), beat => beat is not null && Map(Map(beat)["versions"]).Count > 0, "a heartbeat of what it subscribed to"));
        Assert.Equal(Map(start["versions"]).Keys, Map(beat["versions"]).Keys);
    }

    private async Task<RawClient> Connect(string hub, string userName)
    {
        var client = new RawClient(_product.Hub(hub, await _product.Token(userName)).AddMessagePackProtocol().Build());
        await client.Connection.StartAsync();
        return client;
    }

    private static Dictionary<object, object> Map(object? value) => Assert.IsType<Dictionary<object, object>>(value);

    private sealed class RawClient : IAsyncDisposable
    {
        private readonly ConcurrentQueue<Dictionary<object, object>> _events = new();

        public RawClient(HubConnection connection)
        {
            Connection = connection;
            connection.On<object[]>("Events", batch =>
            {
                foreach (var e in batch)
                {
                    _events.Enqueue(Map(e));
                }
            });
            connection.On<object>("Heartbeat", beat => Heartbeat = beat);
        }

        public HubConnection Connection { get; }

        public object? Heartbeat { get; private set; }

        public async Task<Dictionary<object, object>> Saw(string type, Func<Dictionary<object, object>, bool>? isIt = null) => (await Eventually.Is(
            () => Task.FromResult(_events.FirstOrDefault(e => (string)e["type"] == type && isIt?.Invoke(e) != false)), found => found is not null, type))!;

        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}
