using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Blocklists;

/// <summary>B8 over REST: who is blocked is recorded and reaches nobody.</summary>
[Collection(ProductCollection.Name)]
public sealed class BlocklistEndpointTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    private async Task<HttpStatusCode> Block(string pageId, string psid, object body, string by = "sofia")
    {
        using var caller = await _product.Client(by);
        using var reply = await caller.PutAsJsonAsync($"/api/blocklist/{pageId}/{psid}", body);
        return reply.StatusCode;
    }

    private async Task<HttpStatusCode> Unblock(string pageId, string psid, string by = "sofia")
    {
        using var caller = await _product.Client(by);
        using var reply = await caller.DeleteAsync($"/api/blocklist/{pageId}/{psid}");
        return reply.StatusCode;
    }

    private async Task<Blocklist> Listed(string search)
    {
        using var sofia = await _product.Client("sofia");
        return (await sofia.GetFromJsonAsync<Blocklist>("/api/blocklist?search=" + search))!;
    }

    [Fact]
    public async Task A_chat_that_runs_leaves_the_desk_and_what_he_writes_then_reaches_nobody_until_he_is_served_again()
    {
        var work = await Workplace.Open(_product);
        await using var desk = await _product.Connect(await work.Agent("paciente"));
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "Hola");
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));

        Assert.Equal(HttpStatusCode.NoContent, await Block(work.PageId, psid, new { reason = " Insultos " }));
        await desk.Saw<InteractionRemoved>("interaction.removed", removed => removed.InteractionId == work.InteractionOf(psid));
        var entry = Assert.Single((await Listed(psid)).Items);
        Assert.Equal((work.PageId, psid, "Insultos", "sofia"), (entry.PageId, entry.Psid, entry.Reason, entry.By.UserName));

        await work.Webhook.Write(psid, "¿Por qué?");
        await work.Webhook.Write(psid, "¿Eh?");
        var recorded = await Eventually.Is(
            () => _product.Recordings($"campaign={work.CampaignId}&user={psid}"), list => list.Items.Count == 3, "everything is recorded");
        Assert.All(recorded.Items, i => Assert.Equal(("closed", "blocked"), (i.Status, i.EndReason)));
        Assert.All(recorded.Items.Take(2), i => Assert.Null(i.AgentUserName));

        Assert.Equal(HttpStatusCode.NoContent, await Unblock(work.PageId, psid));
        Assert.Empty((await Listed(psid)).Items);
        await work.Webhook.Write(psid, "Perdón");
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid, 4));

        // Both are done: repeated they say so.
        Assert.Equal(HttpStatusCode.NoContent, await Unblock(work.PageId, psid));
        using var admin = await _product.Client("admin");
        var audit = (await admin.GetFromJsonAsync<AuditList>($"/api/audit?target=customer:{work.PageId}:{psid}"))!;
        Assert.Equal(["unblocked", "blocked"], audit.Items.Select(i => i.Kind));
    }

    [Fact]
    public async Task Agents_may_not_and_a_wrong_reason_or_a_customer_nobody_knows_is_said()
    {
        var work = await Workplace.Open(_product);
        var psid = work.Customer();
        await work.Webhook.Write(psid, "Hola");
        Assert.Equal(HttpStatusCode.Forbidden, await Block(work.PageId, psid, new { reason = "x" }, by: "ana"));
        Assert.Equal(HttpStatusCode.Forbidden, await Unblock(work.PageId, psid, by: "ana"));
        foreach (var reason in new[] { null, "", "  ", new string('x', 501), "a\u0000b" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await Block(work.PageId, psid, new { reason }));
        }

        Assert.Equal(HttpStatusCode.NotFound, await Block(work.PageId, work.Customer(), new { reason = "x" }));
        Assert.Equal(HttpStatusCode.NotFound, await Block(work.PageId, "1-2", new { reason = "x" }));
        Assert.Equal(HttpStatusCode.NotFound, await Unblock("nada", new string('1', 99)));
        Assert.Empty((await Listed(psid)).Items);
        using var sofia = await _product.Client("sofia");
        using var noCursor = await sofia.GetAsync("/api/blocklist?cursor=x");
        Assert.Equal(HttpStatusCode.BadRequest, noCursor.StatusCode);
    }
}
