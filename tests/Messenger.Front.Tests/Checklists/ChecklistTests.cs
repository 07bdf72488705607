using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Checklists;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Activations;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Checklists;

/// <summary>What is missing before customers are served, and what would happen to one now (R27).</summary>
public sealed class ChecklistTests(ActivationProduct fixture) : IClassFixture<ActivationProduct>
{
    private Facebook Facebook => fixture.Facebook;

    private Task<ChecklistView> List(string campaign) => Facebook.Ask<ChecklistView>(fixture.Admin.GetAsync($"/api/campaigns/{campaign}/checklist"));

    private Task<CampaignTestView> Test(string campaign, string language = "en") =>
        Facebook.Ask<CampaignTestView>(fixture.Admin.GetAsync($"/api/campaigns/{campaign}/test?lang={language}"));

    private static string Faults(ChecklistView list) => string.Join(' ', list.Items.Where(i => !i.Done).Select(i => $"{i.Code}:{i.Fault}"));

    [Fact]
    public async Task From_a_new_campaign_to_one_that_serves_the_points_turn_green_and_the_test_says_what_would_happen()
    {
        var name = "Lista " + Guid.NewGuid().ToString("N");
        var campaign = await Facebook.Campaign(name, name);
        Assert.Equal("token:no-page webhook:no-page", Faults(await List(campaign)));
        Assert.Equal(["no-page"], (await Test(campaign)).Steps.Select(s => s.Kind));

        var page = await Facebook.Page(name);
        Assert.Equal("done", (await Facebook.Connect(campaign, page)).Phase);
        await Eventually.Is(() => List(campaign), list => list.IsComplete, "all five are green");

        // Ana is not there: it would wait, and that is said of her.
        var waits = await Eventually.Is(() => Test(campaign), t => t.Steps[^1].Kind == "waits" && t.Steps[^1].Members.Any(m => m.Reason is "offline" or "unheard"), "nobody is there");
        Assert.Equal(["queued", "waits"], waits.Steps.Select(s => s.Kind));
        await using (var ana = await fixture.Running.Connect("ana"))
        {
            await ana.Desk();
            var offered = await Eventually.Is(() => Test(campaign), t => t.Steps[^1].Kind == "offered", "Ana would get it");
            Assert.Equal(("It would be offered to Ana Morales.", "Only Ana Morales can get it now."), (offered.Steps[^1].Text, offered.Steps[^1].Notes[0]));
            Assert.Equal("Se ofrecería a Ana Morales.", (await Test(campaign, "es")).Steps[^1].Text);
            Assert.Equal("Seria oferecida a Ana Morales.", (await Test(campaign, "pt")).Steps[^1].Text);

            // It was only a test: nothing waits, nothing was offered.
            Assert.Empty((await ana.Desk()).Interactions);
            Assert.Equal(0, (await Facebook.Row(campaign, _ => true, "the row")).Waiting);
        }

        await Facebook.Kills(463, page);
        await Facebook.Ask<PageHealthView>(fixture.Admin.PostAsync(new Uri($"/api/campaigns/{campaign}/page/look", UriKind.Relative), null));
        Assert.Equal("token:invalid webhook:unknown", Faults(await List(campaign)));
        Assert.Equal("token-invalid", (await Test(campaign)).Steps[^1].Kind);
    }

    [Fact]
    public async Task A_closed_campaign_would_answer_with_its_text()
    {
        var name = "Cerrada " + Guid.NewGuid().ToString("N");
        var campaign = await Facebook.Campaign(name, name);
        await Facebook.Connect(campaign, await Facebook.Page(name));
        await Edit(campaign, new { schedule = Array.Empty<object>() });
        Assert.Equal("schedule:empty", Faults(await Eventually.Is(() => List(campaign), l => l.Items.Single(i => i.Code == ChecklistCode.Webhook).Done, "the Page was looked at")));
        var test = await Eventually.Is(() => Test(campaign), t => t.Steps[0].Kind == "closed-hours", "it is closed");
        Assert.Equal(["closed-hours", "text"], test.Steps.Select(s => s.Kind));
        Assert.Contains("We are closed", test.Steps[1].Text, StringComparison.Ordinal);
        Assert.Contains("fuera de horario", (await Test(campaign, "es")).Steps[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_is_no_messenger_campaign_nothing_is_said()
    {
        var voice = await Facebook.Ask<CampaignView>(fixture.Admin.PostAsJsonAsync("/api/campaigns", new { name = "Voz " + Guid.NewGuid().ToString("N"), type = "voice" }));
        foreach (var id in new[] { "none", voice.Id })
        {
            foreach (var what in new[] { "checklist", "test", "closing-windows" })
            {
                using var reply = await fixture.Admin.GetAsync(new Uri($"/api/campaigns/{id}/{what}", UriKind.Relative));
                Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            }
        }
    }

    [Fact]
    public async Task The_installation_of_the_demo_is_ready() =>
        Assert.Equal("", Faults(await Facebook.Ask<ChecklistView>(fixture.Admin.GetAsync("/api/setup"))));

    [Fact]
    public async Task An_address_where_nobody_answers_and_a_webhook_elsewhere_are_red()
    {
        await using var product = await RunningProduct.Start(null, null, "--Messenger:PublicBaseUrl=http://127.0.0.1:9");
        using var admin = await product.Client("admin");
        var items = (await Facebook.Ask<ChecklistView>(admin.GetAsync("/api/setup"))).Items;
        Assert.Equal(
            [("address", "unreachable"), ("app", null), ("webhook", "other"), ("campaign", null), ("members", null)], items.Select(i => (i.Code, i.Fault)));
        Assert.Equal(product.Product.BaseAddress + "webhooks/messenger", items[2].Detail);
    }

    private async Task Edit(string campaign, object change)
    {
        using var read = await fixture.Admin.GetAsync(new Uri($"/api/campaigns/{campaign}", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/campaigns/{campaign}") { Content = JsonContent.Create(change) };
        request.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
        using var reply = await fixture.Admin.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }
}
