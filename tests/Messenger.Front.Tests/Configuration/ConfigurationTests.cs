using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Configuration;

/// <summary>What holds for the whole installation, over REST: on a product of its own, for it reaches every campaign.</summary>
public sealed class ConfigurationTests(SharedProduct own) : IClassFixture<SharedProduct>
{
    private const string Path = "/api/configuration";

    private readonly RunningProduct _product = own.Running;

    [Fact]
    public async Task What_is_changed_counts_for_every_desk_and_what_is_left_out_stays()
    {
        var (before, tag) = await _product.Read(Path);
        Assert.True(before.GetProperty("needsVoice").GetBoolean());
        using var reply = await _product.Change(
            Path,
            new
            {
                holidays = new[] { "2031-12-25", "2031-01-01" },
                breaks = new object[] { new { id = "almuerzo", name = "Comida", icon = "restaurant" }, new { name = "Médico", icon = "healing" } },
                cannedResponses = new[] { new { title = "Olá", shortcut = "ola", text = "Olá, {{customer.name}}!", language = "pt" } },
            },
            tag);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var (after, newer) = await _product.Read(Path, by: "ana");
        Assert.Equal(reply.Headers.ETag!.Tag, newer);
        Assert.Equal(["2031-01-01", "2031-12-25"], after.GetProperty("holidays").EnumerateArray().Select(d => d.GetString()));
        var view = after.Deserialize<ConfigurationView>(HubClient.Json)!;
        Assert.Equal([("almuerzo", "Comida"), ("medico", "Médico")], view.Breaks.Select(b => (b.Id, b.Name)));
        Assert.Equal(["resuelto", "seguimiento", "no-corresponde"], view.Dispositions.Select(d => d.Id));
        Assert.Equal(("ola", "pt"), (Assert.Single(view.CannedResponses).Id, view.CannedResponses[0].Language));
    }

    [Fact]
    public async Task The_second_of_two_editors_overwrites_nothing_and_nobody_else_may()
    {
        var tag = (await _product.Read(Path)).Tag;
        using var untagged = await _product.Change(Path, new { holidays = new[] { "2031-05-01" } }, null);
        using var first = await _product.Change(Path, new { holidays = new[] { "2031-05-02" } }, tag);
        using var second = await _product.Change(Path, new { holidays = new[] { "2031-05-03" } }, tag);
        Assert.Equal(
            (HttpStatusCode.PreconditionRequired, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (untagged.StatusCode, first.StatusCode, second.StatusCode));
        Assert.Equal("2031-05-02", Assert.Single((await _product.Read(Path)).Body.GetProperty("holidays").EnumerateArray()).GetString());
        foreach (var other in new[] { "ana", "sofia" })
        {
            using var refused = await _product.Change(Path, new { needsVoice = false }, first.Headers.ETag!.Tag, by: other);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Each_wrong_field_is_named_and_nothing_is_saved()
    {
        var tag = (await _product.Read(Path)).Tag;
        using var reply = await _product.Change(
            Path,
            new
            {
                holidays = new[] { "mañana" },
                breaks = new[] { new { id = "a", name = "A", icon = "wc" }, new { id = "a", name = "B", icon = "wc" } },
                cannedResponses = new[] { new { title = "Largo", shortcut = "l", text = new string('x', 1_901) } },
            },
            tag);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(["breaks[1].id", "cannedResponses[0].text", "holidays[0]"], (await AnsweredProblem.Of(reply)).Errors!.Keys.Order());
        Assert.Equal(tag, (await _product.Read(Path)).Tag);
    }

    [Fact]
    public async Task A_holiday_closes_a_campaign_and_when_it_is_none_any_more_who_waited_is_served()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("festivo");
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await _product.Set(Path, new { holidays = new[] { today.AddDays(-1), today, today.AddDays(1) } });
        using var sofia = await _product.Client("sofia");
        await Eventually.Is(
            async () => (await sofia.GetFromJsonAsync<CampaignList>("/api/campaigns"))!.Items.Single(c => c.Id == work.CampaignId).OpenNow, open => !open, "it shows as closed");

        // The campaign hears of it a moment after the answer: a customer who came in between would be served.
        var psid = "";
        await Eventually.Is(
            async () =>
            {
                psid = work.Customer();
                await work.Webhook.Write(psid, "hola");
                return await Eventually.Is(
                    () => _product.Recordings($"campaign={work.CampaignId}&user={psid}"), list => list.Items is [{ Status: not "waiting" }], "he has his place");
            },
            list => list.Items[0].Status == "outOfHours",
            "it is closed");
        await _product.Set(Path, new { holidays = Array.Empty<string>() });
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
    }

    [Fact]
    public async Task Without_the_voice_rule_nobody_needs_a_roster()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("libre", inVoice: false);
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "hola");
        await Eventually.Is(() => _product.Recordings($"campaign={work.CampaignId}"), list => list.Items is [{ Status: "waiting" }], "the customer waits");
        await _product.Set(Path, new { needsVoice = false });
        try
        {
            await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
            Assert.Equal(JsonValueKind.Null, (await _product.Read($"/api/campaigns/{work.CampaignId}/members")).Body.GetProperty("items")[0].GetProperty("reason").ValueKind);
        }
        finally
        {
            await _product.Set(Path, new { needsVoice = true });
        }
    }
}
