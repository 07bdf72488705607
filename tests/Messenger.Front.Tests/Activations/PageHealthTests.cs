using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Domain.Pages;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Activations;

/// <summary>A token dies at Facebook: the icon is red at once, nothing is lost, and after the next login what was kept goes out (R29, R31, B6).</summary>
public sealed class PageHealthTests(ActivationProduct fixture) : IClassFixture<ActivationProduct>
{
    private static int _made;

    private Facebook Facebook => fixture.Facebook;

    private SimulatedCustomers Simulator => fixture.Running.Simulator;

    [Fact]
    public async Task The_message_that_finds_the_token_dead_is_kept_and_goes_out_after_the_next_login()
    {
        var (campaign, page) = await Connected();
        await using var ana = await fixture.Running.Connect("ana");
        await ana.Desk();
        var psid = await Simulator.Customer("Lucía", page: page);
        await Simulator.Writes(psid, "Hola", page);
        var id = (await ana.Saw<InteractionAdded>("interaction.added", a => a.Interaction.CampaignId == campaign)).Interaction.Id;
        await Facebook.Kills(460, page);

        Assert.True((await ana.Do("SendText", id, "k1", "Buenas")).Ok);
        await ana.Saw<MessageChange>("message.changed", m => m is { State: "queued", FailureReason: "token-invalid" });
        var row = await Facebook.Row(campaign, r => r.Token == "invalid", "the icon is red");
        Assert.Equal(("token-invalid", PageReasonCode.TokenInvalid), (row.Inactive, row.TokenReason));
        var refused = await Eventually.Is(() => ana.Do("SendText", id, "k2", "Sigo"), r => !r.Ok, "sending is blocked");
        Assert.Equal("token-invalid", refused.Code);
        await Simulator.Writes(psid, "¿Hola?", page);
        await ana.Saw<MessageView>("message.added", m => m.Text == "¿Hola?");

        Assert.Equal("done", (await Facebook.Connect(campaign, page)).Phase);
        await ana.Saw<MessageChange>("message.changed", m => m.State is "sent" or "delivered");
        var phone = await Eventually.Is(() => Simulator.Phone(psid), p => p.Any(m => m.GetProperty("text").GetString() == "Buenas"), "the kept message is on the phone");
        Assert.Single(phone, m => m.GetProperty("text").GetString() == "Buenas");
        Assert.True((await Eventually.Is(() => ana.Do("SendText", id, "k3", "Ya está"), r => r.Ok, "sending works again")).Ok);
        await ana.Do("Close", id, null, null, null);
    }

    [Fact]
    public async Task A_look_finds_what_is_wrong_and_repairs_the_subscription()
    {
        var (campaign, page) = await Connected();
        await Facebook.Kills(463, page);
        var health = await Look(campaign);
        Assert.Equal(("invalid", "expired"), (health.Verdict, Assert.Single(health.Reasons).Detail));
        await Facebook.Controls("tokens/restore", new { pageId = page });
        Assert.Equal("valid", (await Look(campaign)).Verdict);
        using var control = new HttpClient { BaseAddress = Simulator.Address };
        (await control.DeleteAsync($"/control/pages/{page}/subscription")).EnsureSuccessStatusCode();
        Assert.Equal("valid", (await Look(campaign)).Verdict);
        var psid = await Simulator.Customer("Bruno", page: page);
        await Simulator.Writes(psid, "¿Sigue?", page);
        await Eventually.Is(() => fixture.Running.Messages(campaign), m => m.Any(x => x.Text == "¿Sigue?"), "its events reach us again");
        Assert.Equal(["valid", "invalid", "valid"], (await Look(campaign)).History.Select(h => h.Verdict));
    }

    [Fact]
    public async Task The_person_who_connected_it_removes_the_app_and_it_is_red_by_the_callback_alone()
    {
        var (campaign, _) = await Connected();
        var callback = await Simulator.CallsBack("deauthorize", new Uri(fixture.Running.Product.BaseAddress!, "/webhooks/messenger/deauthorize"));
        Assert.Equal(200, callback.GetProperty("status").GetInt32());
        Assert.Equal("token-invalid", (await Facebook.Row(campaign, r => r.Token == "invalid", "it is red")).Inactive);
        Assert.Equal("valid", (await Look(campaign)).Verdict);
    }

    [Fact]
    public async Task Facebook_that_cannot_be_asked_says_nothing_about_the_page()
    {
        var (campaign, _) = await Connected();
        await Simulator.Plans("html", "login", 20);
        try
        {
            using var reply = await fixture.Admin.PostAsync($"/api/campaigns/{campaign}/page/look", null);
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, reply.StatusCode);
            Assert.Equal("valid", (await Facebook.Row(campaign, _ => true, "")).Token);
        }
        finally
        {
            await Simulator.ForgetsFaults();
        }
    }

    /// <summary>In a product of its own: in the shared one, the demo's Page loses its token with those of the other tests.</summary>
    [Fact]
    public async Task The_demo_campaign_is_green_by_a_look_at_the_start()
    {
        await using var product = await RunningProduct.Start();
        using var admin = await product.Client("admin");
        await new Facebook(product, admin).Row("soporte", r => r is { Token: "valid", TokenSince: not null }, "it was looked at");
    }

    private Task<PageHealthView> Look(string campaign) => Facebook.Ask<PageHealthView>(fixture.Admin.PostAsync($"/api/campaigns/{campaign}/page/look", null));

    private async Task<(string Campaign, string Page)> Connected()
    {
        var name = $"Salud {Interlocked.Increment(ref _made)}";
        var (campaign, page) = (await Facebook.Campaign(name, name), await Facebook.Page(name));

        // With the demo's Page ticked too: a login takes away what is not.
        Assert.Equal("done", (await Facebook.Connect(campaign, page, SimulatedCustomers.Page)).Phase);
        return (campaign, page);
    }
}
