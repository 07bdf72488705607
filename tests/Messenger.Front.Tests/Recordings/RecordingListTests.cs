using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Recordings;

/// <summary>GET /api/recordings and an interaction's messages.</summary>
[Collection(ProductCollection.Name)]
public sealed class RecordingListTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task Every_filter_restricts_and_nothing_else_does()
    {
        var work = await Workplace.Open(_product, maxPerAgent: 1);
        var agent = await work.Agent("zoe", "Zoé Ñandú");
        var (held, waiting) = (work.Customer(), work.Customer());
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        await work.Webhook.Write(held, "one");
        await desk.Saw<InteractionAdded>("interaction.added", _ => true);
        await work.Webhook.Write(waiting, "two");

        await Lists($"campaign={work.CampaignId}", held, waiting);
        await Lists($"campaign={work.CampaignId}&status=active", held);
        await Lists($"campaign={work.CampaignId}&status=waiting", waiting);
        await Lists($"campaign={work.CampaignId}&status=closed");
        await Lists($"campaign={work.CampaignId}&user={held}", held);
        await Lists($"campaign={work.CampaignId}&user={held[4..]}", held);
        await Lists($"campaign={work.CampaignId}&user=%25");
        await Lists($"campaign={work.CampaignId}&user=_");
        await Lists($"campaign={work.CampaignId}&user=' OR 1=1 --");
        await Lists("campaign=no-such-campaign");
        foreach (var user in new[] { "zoe", "ZOÉ", "ñandu", "NANDU", "Zoé Ñan", "  zoe  ", agent[..5] })
        {
            await Lists($"campaign={work.CampaignId}&user={Uri.EscapeDataString(user)}", held);
        }

        var hour = TimeSpan.FromHours(1);
        await Lists($"campaign={work.CampaignId}&from={Iso(DateTimeOffset.UtcNow - hour)}&to={Iso(DateTimeOffset.UtcNow + hour)}", held, waiting);
        await Lists($"campaign={work.CampaignId}&from={Iso(DateTimeOffset.UtcNow + hour)}");
        await Lists($"campaign={work.CampaignId}&to={Iso(DateTimeOffset.UtcNow - hour)}");
        var opened = (await _product.Recordings($"campaign={work.CampaignId}&status=active")).Items.Single().OpenedAt;
        await Lists($"campaign={work.CampaignId}&status=active&from={Iso(opened)}", held);
        await Lists($"campaign={work.CampaignId}&status=active&to={Iso(opened)}");

        // A plus that a client forgot to escape, a date alone, and what is given but empty.
        await Lists($"campaign={work.CampaignId}&from=2020-01-01T00:00:00+03:00", held, waiting);
        await Lists($"campaign={work.CampaignId}&from=2020-01-01&to=", held, waiting);
        await Lists($"campaign={work.CampaignId}&user=&status=&cursor=&limit=", held, waiting);

        var item = (await _product.Recordings($"campaign={work.CampaignId}&status=active")).Items.Single();
        Assert.Equal(
            (work.InteractionOf(held), work.CampaignId, work.PageId, held, agent, "Zoé Ñandú", 1),
            (item.Id, item.CampaignId, item.PageId, item.CustomerId, item.AgentUserName, item.AgentName, item.Messages));

        Assert.True((await desk.Do("Close", work.InteractionOf(held), "resuelto", "Llamó él", null)).Ok);
        var closed = await Eventually.Is(
            async () => (await _product.Recordings($"campaign={work.CampaignId}&status=closed")).Items, items => items.Count == 1, "it is closed");
        Assert.Equal(("closed", "resuelto", "Llamó él"), (closed[0].EndReason, closed[0].DispositionId, closed[0].Note));
        Assert.NotNull(closed[0].EndedAt);

        async Task Lists(string query, params string[] customers) =>
            Assert.Equal(customers.Order(), (await _product.Recordings(query)).Items.Select(i => i.CustomerId).Order());
    }

    [Fact]
    public async Task A_customers_name_is_found_without_its_accents()
    {
        var psid = await _product.Simulator.Customer("Begoña Peñaranda Içá");
        await _product.Simulator.Writes(psid, "hola");
        await Eventually.Is(async () => (await _product.Recordings("user=penaranda%20ica")).Items, items => items.Count == 1, "her name is known");
        foreach (var user in new[] { "BEGOÑA", "begona", "peñar", "İça", "ica" })
        {
            Assert.Contains((await _product.Recordings("user=" + Uri.EscapeDataString(user))).Items, item => item.CustomerId == psid);
        }
    }

    [Fact]
    public async Task Pages_follow_one_another_while_new_ones_arrive()
    {
        var work = await Workplace.Open(_product);
        var customers = Enumerable.Range(0, 7).Select(_ => work.Customer()).ToArray();
        foreach (var psid in customers)
        {
            await work.Webhook.Write(psid, "x");
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _product.Recordings($"campaign={work.CampaignId}&limit=3{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.InRange(page.Items.Count, 1, 3);
            seen.AddRange(page.Items.Select(item => item.CustomerId));
            cursor = page.Next;
            await work.Webhook.Write(work.Customer(), "new above");
        }
        while (cursor is not null);

        Assert.Equal(customers.Order(), seen.Order());
        Assert.Null((await _product.Recordings($"campaign={work.CampaignId}&limit=1000")).Next);
        var times = (await _product.Recordings($"campaign={work.CampaignId}")).Items.Select(item => item.OpenedAt).ToArray();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-13-01", "to")]
    [InlineData("from=24/11/2026", "from")]
    [InlineData("from=11/24/2026", "from")]
    [InlineData("from=12:30", "from")]
    [InlineData("from=2026-11-24 10:00&to=Nov 24 2026", "to")]
    [InlineData("status=open", "status")]
    [InlineData("status=CLOSED", "status")]
    [InlineData("cursor=xyz!", "cursor")]
    [InlineData("cursor=eHl6", "cursor")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("from=x&to=y&status=z&cursor=!&limit=w", "cursor", "from", "limit", "status", "to")]
    public async Task A_bad_query_names_its_fields(string query, params string[] fields)
    {
        using var sofia = await _product.Client("sofia");
        using var reply = await sofia.GetAsync("/api/recordings?" + query, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var problem = await AnsweredProblem.Of(reply);
        Assert.Equal("/problems/validation", problem.Type);
        Assert.Equal(fields, problem.Errors!.Keys.Order());
        Assert.All(problem.Errors.Values, texts => Assert.NotEmpty(texts));
    }

    [Theory]
    [InlineData("2026-11-24T10:00", "2026-11-24T10:00:00Z")]
    [InlineData("2026-11-24 10:00", "2026-11-24T10:00:00Z")]
    [InlineData("2026-11-24 10:00:30", "2026-11-24T10:00:30Z")]
    [InlineData("2026-11-24T10:00:30.25Z", "2026-11-24T10:00:30.25Z")]
    [InlineData("2026-11-24T10:00:30-03:00", "2026-11-24T13:00:30Z")]
    [InlineData("2026-11-24T10:00:30+03:00", "2026-11-24T07:00:30Z")]
    [InlineData("2026-11-24T10:00:30 03:00", "2026-11-24T07:00:30Z")]
    [InlineData("2026-11-24", "2026-11-24T00:00:00Z")]
    public void A_date_is_read_as_what_it_says(string text, string instant)
    {
        var query = new QueryText();
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), query.Instant("from", text));
        Assert.Empty(query.Faults);
    }

    [Fact]
    public async Task An_interactions_messages_are_read_in_order_and_on_from_there()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        await work.Webhook.Write(psid, "one");
        await desk.Saw<InteractionAdded>("interaction.added", _ => true);
        await desk.Do("SendText", work.InteractionOf(psid), "c1", "two");
        var first = await Messages(0);
        Assert.Equal(["one", "two"], first.Items.Where(m => m.Direction != "system").Select(m => m.Text));
        Assert.Equal(("in", "out"), (first.Items.First(m => m.Text == "one").Direction, first.Items.First(m => m.Text == "two").Direction));
        await work.Webhook.Write(psid, "three");
        var rest = await Messages(first.Next);
        Assert.Equal("three", Assert.Single(rest.Items, m => m.Direction != "system").Text);
        Assert.Empty((await Messages(rest.Next)).Items);
        Assert.Equal(rest.Next, (await Messages(rest.Next)).Next);

        using var sofia = await _product.Client("sofia");
        foreach (var (path, status, type) in new[]
        {
            ("1-2-3/messages", HttpStatusCode.NotFound, "/problems/not-found"), ("..%2F..%2Fx/messages", HttpStatusCode.NotFound, "/problems/not-found"),
            ($"{work.InteractionOf(psid)}/messages?after=-1", HttpStatusCode.BadRequest, "/problems/validation"),
            ($"{work.InteractionOf(psid)}/messages?after=x", HttpStatusCode.BadRequest, "/problems/validation"),
        })
        {
            using var reply = await sofia.GetAsync("/api/recordings/" + path, TestContext.Current.CancellationToken);
            Assert.Equal(status, reply.StatusCode);
            Assert.Equal(type, (await AnsweredProblem.Of(reply)).Type);
        }

        async Task<RecordingMessages> Messages(long after)
        {
            using var client = await _product.Client("sofia");
            return (await client.GetFromJsonAsync<RecordingMessages>($"/api/recordings/{work.InteractionOf(psid)}/messages?after={after}"))!;
        }
    }

    private static string Iso(DateTimeOffset instant) => Uri.EscapeDataString(instant.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
}
