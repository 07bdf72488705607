using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Activations;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Activations;

/// <summary>A campaign is connected with a Page through Facebook's login, every exit included (R21-R27, R31), against the simulated Facebook.</summary>
public sealed class ActivationTests(ActivationProduct fixture) : IClassFixture<ActivationProduct>
{
    private static int _made;

    private Facebook Facebook => fixture.Facebook;

    [Fact]
    public async Task The_page_of_that_name_is_connected_and_a_customer_of_it_is_answered()
    {
        var (campaign, page) = await New();
        var view = await Facebook.Connect(campaign, page);
        Assert.Equal(("done", null), (view.Phase, view.Exit));
        var row = await Facebook.Row(campaign, r => r.Token == "valid" && r.TokenSince is not null, "the Page was looked at");
        Assert.Equal((page, null, null), (row.PageId, row.Inactive, row.TokenReason));
        await using var ana = await fixture.Running.Connect("ana");
        await ana.Desk();
        var psid = await fixture.Running.Simulator.Customer("Lucía", page: page);
        await fixture.Running.Simulator.Writes(psid, "Hola", page);
        var added = await ana.Saw<InteractionAdded>("interaction.added", a => a.Interaction.CampaignId == campaign);
        Assert.True((await ana.Do("SendText", added.Interaction.Id, "c1", "Buenas")).Ok);
        await Eventually.Is(() => fixture.Running.Simulator.Phone(psid), phone => phone.Count == 2, "the answer is on the phone");
        Assert.True((await ana.Do("Close", added.Interaction.Id, null, null, null)).Ok);
    }

    [Fact]
    public async Task Of_thirty_pages_the_right_one_is_found()
    {
        var (campaign, page) = await New();
        await Facebook.Controls("pages", new { name = Name(), count = 30 });
        var started = await Facebook.Start(campaign);
        await Facebook.Return(await Facebook.Login(started));
        Assert.Equal(("done", page), (await Facebook.Settled(started.Id)) is var v ? (v.Phase, v.Chosen!.Id) : default);
    }

    [Fact]
    public async Task The_person_says_no()
    {
        var (campaign, _) = await New();
        var started = await Facebook.Start(campaign);
        Assert.Equal(("over", ActivationExit.Cancelled), await Facebook.Return(await Facebook.Login(started, cancel: true)) is var v ? (v.Phase, v.Exit) : default);
        Assert.Equal(ActivationExit.Cancelled, (await Facebook.Ask<ActivationList>(fixture.Admin.GetAsync($"/api/campaigns/{campaign}/activations"))).Items[0].Exit);
    }

    [Fact]
    public async Task A_declined_permission_is_named()
    {
        var (campaign, page) = await New();
        var started = await Facebook.Start(campaign);
        var view = await Facebook.Return(await Facebook.Login(started, [page], declined: ["pages_messaging"]));
        Assert.Equal(("over", ActivationExit.MissingPermissions, "pages_messaging"), (view.Phase, view.Exit, Assert.Single(view.Missing)));
        var again = await Facebook.Ask<ActivationStarted>(fixture.Admin.PostAsJsonAsync($"/api/campaigns/{campaign}/activations", new { askAgain = true }));
        Assert.Contains("auth_type=rerequest", again.DialogUrl, StringComparison.Ordinal);
        await Facebook.Return(await Facebook.Login(again, [page]));
        Assert.Equal("done", (await Facebook.Settled(again.Id)).Phase);
    }

    [Fact]
    public async Task Without_pages_it_ends()
    {
        var (campaign, _) = await New();
        Assert.Equal(ActivationExit.NoPages, (await Facebook.Return(await Facebook.Login(await Facebook.Start(campaign), []))).Exit);
    }

    [Fact]
    public async Task A_page_without_the_messaging_task_halts_and_goes_on_when_it_is_given_at_the_next_login()
    {
        var name = Name();
        var page = await Facebook.Page(name, mayMessage: false);
        var campaign = await Facebook.Campaign(name, name);
        var view = await Facebook.Connect(campaign, page);
        Assert.Equal(("choosing", ActivationExit.NotAdmin, "MESSAGING"), (view.Phase, view.Exit, Assert.Single(view.Missing)));
    }

    [Fact]
    public async Task Another_name_halts_shows_both_and_the_campaign_takes_facebooks()
    {
        var name = Name();
        var page = await Facebook.Page(name + " Ñandú");
        var campaign = await Facebook.Campaign(name, name + " Nandú");
        var view = await Facebook.Connect(campaign, page);
        Assert.Equal((ActivationExit.PageMismatch, "Ñ"), (view.Exit, Assert.Single(view.Names!.Facebook, p => p.Differs).Text));
        await Facebook.Ask<object>(fixture.Admin.PostAsJsonAsync($"/api/activations/{view.Id}/page", new PageChoice(page, true)));
        Assert.Equal("done", (await Facebook.Settled(view.Id)).Phase);
        Assert.Equal(name + " Ñandú", (await Facebook.Row(campaign, _ => true, "")).PageName);
    }

    [Fact]
    public async Task A_page_that_an_enabled_campaign_has_names_it_and_is_free_once_that_one_is_disabled()
    {
        var (first, page) = await New();
        await Facebook.Connect(first, page);
        var second = await Facebook.Campaign(Name());
        var view = await Facebook.Connect(second, page);
        Assert.Equal(("choosing", ActivationExit.PageTaken), (view.Phase, view.Exit));
        Assert.Equal((await Facebook.Row(first, _ => true, "")).Name, Assert.Single(view.Missing));
        await fixture.Running.Set("/api/campaigns/" + first, new { enabled = false });
        await Facebook.Ask<object>(fixture.Admin.PostAsJsonAsync($"/api/activations/{view.Id}/page", new PageChoice(page, null)));
        Assert.Equal("done", (await Facebook.Settled(view.Id)).Phase);
    }

    [Fact]
    public async Task A_login_that_leaves_out_another_campaigns_page_says_so_at_once()
    {
        var ((first, pageOfFirst), (second, pageOfSecond)) = (await New(), await New());
        await Facebook.Connect(first, pageOfFirst);
        var view = await Facebook.Connect(second, pageOfSecond);
        Assert.Equal("done", view.Phase);
        Assert.Contains(view.Lost, l => l.CampaignId == first && l.PageId == pageOfFirst);
        Assert.Equal("token-invalid", (await Facebook.Row(first, r => r.Token == "invalid", "the first is red")).Inactive);
        await Facebook.Connect(first, pageOfFirst, pageOfSecond);
        await Facebook.Row(first, r => r.Token == "valid", "the first is green again");
        await Facebook.Row(second, r => r.Token == "valid", "and the second is");
    }

    [Fact]
    public async Task Facebook_that_does_not_answer_ends_it()
    {
        var (campaign, page) = await New();
        var started = await Facebook.Start(campaign);
        var back = await Facebook.Login(started, [page]);
        await fixture.Running.Simulator.Plans("html", "login", 20);
        try
        {
            Assert.Equal(ActivationExit.FacebookDown, (await Facebook.Return(back)).Exit);
        }
        finally
        {
            await fixture.Running.Simulator.ForgetsFaults();
        }
    }

    [Fact]
    public async Task A_forged_replayed_or_foreign_state_is_refused_and_audited()
    {
        var (campaign, page) = await New();
        var started = await Facebook.Start(campaign);
        var back = await Facebook.Login(started, [page]);
        await Refused(fixture.Admin, back with { State = back.State![..^1] + (back.State[^1] == 'a' ? 'b' : 'a') }, StateRefusal.Forged);
        await Refused(fixture.Admin, back with { State = "nothing of ours" }, StateRefusal.Forged);
        await Refused(fixture.Admin, back with { State = null }, StateRefusal.Forged);
        await Refused(await fixture.OtherAdmin(), back, StateRefusal.OtherUser);
        await Facebook.Return(back);
        await Facebook.Settled(started.Id);
        await Refused(fixture.Admin, back, StateRefusal.Replayed);
        var audit = await Facebook.Ask<AuditList>(fixture.Admin.GetAsync($"/api/audit?target=activation:{started.Id}"));
        Assert.Equal(
            ["done", StateRefusal.Forged, StateRefusal.OtherUser, StateRefusal.Replayed],
            audit.Items.Select(i => i.Changes[^1].After!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_new_attempt_ends_the_one_before()
    {
        var (campaign, page) = await New();
        var first = await Facebook.Start(campaign);
        await Facebook.Start(campaign);
        await Refused(fixture.Admin, await Facebook.Login(first, [page]), StateRefusal.Expired);
    }

    [Fact]
    public async Task Supervisors_and_agents_may_not()
    {
        var (campaign, _) = await New();
        foreach (var who in new[] { "ana", "sofia" })
        {
            using var client = await fixture.Running.Client(who);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync($"/api/campaigns/{campaign}/activations", new { })).StatusCode);
        }
    }

    private static async Task Refused(HttpClient who, ActivationReturn back, string reason)
    {
        using var reply = await who.PostAsJsonAsync("/api/activations/return", back);
        Assert.Equal(HttpStatusCode.Conflict, reply.StatusCode);
        var problem = await reply.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.Equal(("/problems/state-refused", reason), (problem.GetProperty("type").GetString(), problem.GetProperty("reason").GetString()));
    }

    private async Task<(string Campaign, string Page)> New()
    {
        var name = Name();
        return (await Facebook.Campaign(name, name), await Facebook.Page(name));
    }

    private static string Name() => $"Página {Interlocked.Increment(ref _made)} São";
}
