using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Desks;

/// <summary>What a desk and the board ask beside their topics: targets, history, what rings, what an agent has.</summary>
[Collection(ProductCollection.Name)]
public sealed class DeskListTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task Targets_name_who_could_take_it_and_why_the_others_cannot()
    {
        var work = await Workplace.Open(_product, maxPerAgent: 1);
        var (owner, free, resting, away) = (await work.Agent("owner"), await work.Agent("free", "Fría Ñu"), await work.Agent("resting"), await work.Agent("away"));
        await using var desk = await _product.Connect(owner);
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "hola");
        await desk.Saw<InteractionAdded>("interaction.added", _ => true);
        await using var second = await _product.Connect(free);
        await second.Desk();
        await using var third = await _product.Connect(resting);
        await third.Desk();
        Assert.True((await third.Do("StartBreak", "almuerzo", false, null)).Ok);

        var path = "/api/desk/targets?interaction=" + work.InteractionOf(psid);
        var list = await Eventually.Is(
            () => Read<TargetList>(owner, path), l => l.Agents.Count(a => a.Status == "available") == 2 && l.Agents.Any(a => a.Break is not null), "the others are there");
        Assert.Equal(
            [(free, "Fría Ñu", 0, 1, null), (resting, "resting", 0, 1, "on-break"), (away, "away", 0, 1, (string?)"offline")],
            list.Agents.Select(a => (a.UserName, a.DisplayName, a.Load, a.Limit, a.Hindrance)).OrderBy(a => a.Hindrance is null ? 0 : a.Hindrance == "on-break" ? 1 : 2));
        Assert.DoesNotContain(list.Campaigns, campaign => campaign.Id == work.CampaignId);
        Assert.True(list.Campaigns.Single(campaign => campaign.Id == "soporte").Open);
        Assert.Equal(HttpStatusCode.OK, (await Ask("sofia", path)).StatusCode);

        var full = work.Customer();
        await work.Webhook.Write(full, "otra");
        await second.Saw<InteractionAdded>("interaction.added", _ => true);
        await Eventually.Is(() => Read<TargetList>(owner, path), l => l.Agents.Single(a => a.UserName == free).Hindrance == "full", "he is full");
    }

    [Fact]
    public async Task Targets_are_for_the_owner_and_supervisors_and_for_what_runs()
    {
        var work = await Workplace.Open(_product);
        var (owner, other) = (await work.Agent("mine"), await work.Agent("other"));
        await using var desk = await _product.Connect(owner);
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "hola");
        await desk.Saw<InteractionAdded>("interaction.added", _ => true);
        var path = "/api/desk/targets?interaction=" + work.InteractionOf(psid);
        Assert.Equal((403, "/problems/not-yours"), await Refused(other, path));
        Assert.Equal((404, "/problems/not-found"), await Refused(owner, "/api/desk/targets?interaction=1-2-3"));
        Assert.Equal((400, "/problems/validation"), await Refused(owner, "/api/desk/targets?interaction="));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Product.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);

        Assert.True((await desk.Do("Close", work.InteractionOf(psid), null, null, null)).Ok);
        await Eventually.Is(() => Refused("sofia", path), refused => refused == (404, "/problems/not-found"), "it is over");
    }

    [Fact]
    public async Task History_is_his_own_newest_first_page_by_page_and_leads_back_to_the_customer()
    {
        var work = await Workplace.Open(_product);
        var (owner, other) = (await work.Agent("past"), await work.Agent("nosy"));
        await using var desk = await _product.Connect(owner);
        await desk.Desk();
        var customers = new[] { work.Customer(), work.Customer(), work.Customer() };
        foreach (var psid in customers)
        {
            await work.Webhook.Write(psid, "hola " + psid);
            await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
            Assert.True((await desk.Do("Close", work.InteractionOf(psid), "resuelto", "listo", null)).Ok);
        }

        var all = await Eventually.Is(() => Read<OwnHistory>(owner, "/api/desk/history"), history => history.Items.Count == 3, "all are over");
        Assert.Equal(customers.Reverse().Select(psid => work.InteractionOf(psid)), all.Items.Select(item => item.Id));
        Assert.Null(all.Next);
        var newest = all.Items[0];
        Assert.Equal(("closed", "resuelto", "listo", "standard", work.CampaignId), (newest.EndReason, newest.DispositionId, newest.Note, newest.Window.Kind, newest.CampaignId));

        var first = await Read<OwnHistory>(owner, "/api/desk/history?limit=2");
        Assert.Equal(2, first.Items.Count);
        var rest = await Read<OwnHistory>(owner, $"/api/desk/history?limit=2&cursor={first.Next}");
        Assert.Equal(work.InteractionOf(customers[0]), Assert.Single(rest.Items).Id);
        Assert.Equal(newest.Id, Assert.Single((await Read<OwnHistory>(owner, "/api/desk/history?search=" + customers[2][^4..])).Items, item => item.Id == newest.Id).Id);
        Assert.Empty((await Read<OwnHistory>(owner, "/api/desk/history?search=nobody%25")).Items);
        Assert.Empty((await Read<OwnHistory>(other, "/api/desk/history")).Items);
        Assert.Equal((400, "/problems/validation"), await Refused(owner, "/api/desk/history?cursor=???&limit=0"));

        var own = await Read<OwnTranscript>(owner, "/api/desk/history/" + newest.Id);
        Assert.Contains(own.Messages, message => message.Text == "hola " + customers[2]);
        Assert.Equal((404, "/problems/not-found"), await Refused(other, "/api/desk/history/" + newest.Id));
        Assert.Equal(HttpStatusCode.Forbidden, (await Ask("sofia", "/api/desk/history")).StatusCode);

        Assert.True((await desk.Do("Reopen", newest.Id, null)).Ok);
        var again = await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.LinkedTo == newest.Id);
        Assert.Equal("reopened", again.Interaction.Kind);
        Assert.Equal((404, "/problems/not-found"), await Refused(owner, "/api/desk/history/" + again.Interaction.Id));
    }

    [Fact]
    public async Task What_rings_and_what_he_has_is_told_to_whom_it_concerns()
    {
        var work = await Workplace.Open(_product);
        await work.Save(s => s with { Acceptance = Acceptance.ByHand, AcceptSeconds = 600 });
        var (agent, other) = (await work.Agent("rung"), await work.Agent("deaf"));
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "hola");
        var ring = await desk.Saw<RingingView>("interaction.ringing", _ => true);
        Assert.Equal(("hola", work.CampaignId), (ring.Preview, ring.CampaignId));
        Assert.Equal("Cliente " + psid[^4..], (await Read<RingingCustomer>(agent, "/api/desk/ringing/" + ring.Id)).CustomerName);
        Assert.Equal((404, "/problems/not-found"), await Refused(other, "/api/desk/ringing/" + ring.Id));
        Assert.Empty((await Read<HeldList>("sofia", $"/api/agents/{agent}/interactions")).Items);

        Assert.True((await desk.Do("Accept", ring.Id, null)).Ok);
        var held = await Eventually.Is(() => Read<HeldList>("sofia", $"/api/agents/{agent}/interactions"), list => list.Items.Count == 1, "he has it");
        Assert.Equal((ring.Id, work.CampaignId), (held.Items[0].Id, held.Items[0].CampaignId));
        Assert.Equal((404, "/problems/not-found"), await Refused("sofia", "/api/agents/nobody/interactions"));
        Assert.Equal((404, "/problems/not-found"), await Refused("sofia", "/api/agents/sofia/interactions"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Ask(agent, $"/api/agents/{agent}/interactions")).StatusCode);
    }

    private async Task<HttpResponseMessage> Ask(string userName, string path)
    {
        using var client = await _product.Client(userName);
        return await client.GetAsync(path);
    }

    private async Task<T> Read<T>(string userName, string path)
    {
        using var reply = await Ask(userName, path);
        Assert.True(reply.IsSuccessStatusCode, $"{path}: {reply.StatusCode}");
        return (await reply.Content.ReadFromJsonAsync<T>(HubClient.Json))!;
    }

    private async Task<(int Status, string? Type)> Refused(string userName, string path)
    {
        using var reply = await Ask(userName, path);
        return ((int)reply.StatusCode, reply.IsSuccessStatusCode ? null : (await AnsweredProblem.Of(reply)).Type);
    }
}
