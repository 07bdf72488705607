using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Campaigns;

/// <summary>A campaign is duplicated and deleted over REST; nobody is lost by it.</summary>
[Collection(ProductCollection.Name)]
public sealed class CampaignDeletionTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    private async Task<HttpResponseMessage> Delete(string campaignId, string? name, string? tag, string by = "admin")
    {
        using var caller = await _product.Client(by);
        var query = name is null ? "" : "?name=" + Uri.EscapeDataString(name);
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/campaigns/{campaignId}{query}");
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return await caller.SendAsync(request);
    }

    private async Task<(string Name, string Tag)> Head(string campaignId)
    {
        var (settings, tag) = await _product.Read($"/api/campaigns/{campaignId}");
        return (settings.GetProperty("name").GetString()!, tag);
    }

    [Fact]
    public async Task With_its_name_typed_it_is_gone_and_its_name_and_page_are_free_and_its_recordings_stay()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "Hola");
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
        Assert.True((await desk.Do("Close", work.InteractionOf(psid), null, null, null)).Ok);
        var (name, tag) = await Head(work.CampaignId);

        var gone = await Eventually.Is(async () => await Delete(work.CampaignId, name, tag), r => r.StatusCode == HttpStatusCode.NoContent, "its agent's end reaches it, and it goes");
        gone.Dispose();
        using var again = await Delete(work.CampaignId, name, tag);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var sofia = await _product.Client("sofia");
        foreach (var path in new[] { "", "/members" })
        {
            using var read = await sofia.GetAsync($"/api/campaigns/{work.CampaignId}{path}");
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        }

        var recorded = Assert.Single((await _product.Recordings($"campaign={work.CampaignId}")).Items);
        Assert.Equal((name, "closed"), (recorded.CampaignName, recorded.Status));
        await desk.Saw<AgentView>("agent.changed", a => !a.Campaigns.Contains(work.CampaignId));
        using var named = await _product.Create(new { name, type = "messenger" });
        Assert.Equal(HttpStatusCode.Created, named.StatusCode);

        // Within two seconds its Page may still lead to it: recorded and over. After them the Page is unknown here.
        var late = work.Customer();
        await work.Webhook.Write(late, "¿Hay alguien?");
        var all = await Eventually.Is(
            () => _product.Recordings($"campaign={work.CampaignId}"), list => list.Items.All(i => i.Status == "closed"), "nothing of it is open");
        Assert.All(all.Items.Where(i => i.CustomerId == late), i => Assert.Equal("campaign-deleted", i.EndReason));
    }

    [Fact]
    public async Task While_interactions_are_open_it_stays_and_says_how_many()
    {
        var work = await Workplace.Open(_product);
        var (first, second) = (work.Customer(), work.Customer());
        await work.Webhook.Write(first, "hola");
        await work.Webhook.Write(second, "hola");
        using var sofia = await _product.Client("sofia");
        await Eventually.Is(
            async () => (await sofia.GetFromJsonAsync<CampaignList>("/api/campaigns"))!.Items.Single(i => i.Id == work.CampaignId).Waiting, waiting => waiting == 2, "two wait");
        var (name, tag) = await Head(work.CampaignId);
        using var refused = await Delete(work.CampaignId, name, tag);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("/problems/open-interactions", 2), (problem.GetProperty("type").GetString(), problem.GetProperty("open").GetInt32()));
        Assert.Equal((name, tag), await Head(work.CampaignId));
    }

    [Fact]
    public async Task Without_its_name_its_tag_or_the_role_nothing_is_deleted()
    {
        var work = await Workplace.Open(_product);
        var (name, tag) = await Head(work.CampaignId);
        foreach (var wrong in new[] { null, "", name.ToUpperInvariant(), name + " ", "<script>" })
        {
            using var reply = await Delete(work.CampaignId, wrong, tag);
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            Assert.Equal(FaultCode.NameDiffers, (await AnsweredProblem.Of(reply)).Faults!["name"].Code);
        }

        using var untagged = await Delete(work.CampaignId, name, null);
        Assert.Equal(HttpStatusCode.PreconditionRequired, untagged.StatusCode);
        await _product.Set($"/api/campaigns/{work.CampaignId}", new { queueLimit = 1 });
        using var stale = await Delete(work.CampaignId, name, tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        foreach (var other in new[] { "ana", "sofia" })
        {
            using var forbidden = await Delete(work.CampaignId, name, (await Head(work.CampaignId)).Tag, other);
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        }

        Assert.Equal(name, (await Head(work.CampaignId)).Name);
    }

    [Fact]
    public async Task A_duplicate_has_the_members_of_the_other_in_their_order()
    {
        var work = await Workplace.Open(_product);
        var (one, two) = (await work.Agent("uno"), await work.Agent("dos"));
        await _product.Set($"/api/campaigns/{work.CampaignId}/members", new { items = new[] { new { userName = two, penalty = 7 }, new { userName = one, penalty = 0 } } });
        using var reply = await _product.Create(new { name = $"Copia de {work.CampaignId}", type = "messenger", copyMembersOf = work.CampaignId });
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        var id = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        var members = (await _product.Read($"/api/campaigns/{id}/members")).Body.GetProperty("items").EnumerateArray();
        Assert.Equal([(two, 7), (one, 0)], members.Select(m => (m.GetProperty("userName").GetString()!, m.GetProperty("penalty").GetInt32())));

        using var nothing = await _product.Create(new { name = "Copia de nadie", type = "messenger", copyMembersOf = "ninguna" });
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Equal((FaultCode.NoCampaign, "ninguna"), (await AnsweredProblem.Of(nothing)).Faults!["copyMembersOf"] is var f ? (f.Code, f.Args[0]) : default);
    }

    [Fact]
    public async Task The_live_table_shows_what_is_new_what_changes_and_what_is_gone()
    {
        await using var sofia = await _product.Connect("sofia", "supervisor");
        var table = HubClient.Read<CampaignTable>((await sofia.Subscribe("campaigns")).Snapshot!.Value);
        Assert.Contains(table.Items, i => i is { Id: "soporte", Members: 3, Inactive: null });
        using var made = await _product.Create(new { name = $"Viva {Guid.NewGuid():N}", type = "messenger", enabled = false });
        var id = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        await sofia.Saw<CampaignTableChange>("campaigns.changed", c => c.Items.Any(i => i.Id == id && i is { Inactive: "disabled", Version: 1, Members: 0 }));
        await _product.Set($"/api/campaigns/{id}", new { enabled = true });
        await sofia.Saw<CampaignTableChange>("campaigns.changed", c => c.Items.Any(i => i.Id == id && i is { Inactive: "no-page", Version: 2 }));

        var work = await Workplace.Open(_product);
        await work.Save(s => s with { QueueLimit = 1 });
        await work.Agent("eva");
        await work.Webhook.Write(work.Customer(), "hola");
        await work.Webhook.Write(work.Customer(), "hola");
        await sofia.Saw<CampaignTableChange>("campaigns.changed", c => c.Items.Any(i => i.Id == work.CampaignId && i is { Members: 1, Waiting: 1, Held: 1, Inactive: "token-none" }));

        var (name, tag) = await Head(id);
        using var gone = await Delete(id, name, tag);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await sofia.Saw<CampaignTableChange>("campaigns.changed", c => c.Gone.Contains(id));
        var versions = sofia.Events.Select(e => e.Version).ToArray();
        Assert.Equal(Enumerable.Range(0, versions.Length).Select(i => versions[0] + i), versions);
    }

    [Fact]
    public async Task Agents_have_no_table()
    {
        var work = await Workplace.Open(_product);
        await using var desk = await _product.Connect(await work.Agent("eva"));
        await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => desk.Subscribe("campaigns"));
    }
}
