using System.Net;
using System.Text;
using Messenger.Domain.Hubs;
using Messenger.Domain.People;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.People;

/// <summary>
/// A supervisor of certain campaigns sees only these (R44), at every endpoint that is for supervisors and by every command of their hub, also at one
/// that is added tomorrow: it needs a line here first.
/// </summary>
[Collection(ProductCollection.Name)]
public sealed class RestrictedSupervisorTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    /// <summary>What to ask of an endpoint about somebody's campaign, in the order of its parameters.</summary>
    private static readonly Dictionary<string, Func<Office, string>> Questions = new()
    {
        ["GET /api/campaigns"] = _ => "/api/campaigns",
        ["GET /api/campaigns/{campaignId}"] = o => $"/api/campaigns/{o.Work.CampaignId}",
        ["GET /api/campaigns/{campaignId}/members"] = o => $"/api/campaigns/{o.Work.CampaignId}/members",
        ["GET /api/campaigns/{campaignId}/page"] = o => $"/api/campaigns/{o.Work.CampaignId}/page",
        ["GET /api/campaigns/{campaignId}/checklist"] = o => $"/api/campaigns/{o.Work.CampaignId}/checklist",
        ["GET /api/campaigns/{campaignId}/test"] = o => $"/api/campaigns/{o.Work.CampaignId}/test",
        ["GET /api/campaigns/{campaignId}/closing-windows"] = o => $"/api/campaigns/{o.Work.CampaignId}/closing-windows",
        ["POST /api/campaigns/{campaignId}/page/look"] = o => $"/api/campaigns/{o.Work.CampaignId}/page/look",
        ["GET /api/interactions/{interactionId}/why"] = o => $"/api/interactions/{o.Interaction}/why",
        ["GET /api/reports/day"] = o => $"/api/reports/day?campaign={o.Work.CampaignId}",
        ["PUT /api/telephony/agents/{userName}/call"] = o => $"/api/telephony/agents/{o.Agent}/call",
        ["GET /api/agents/{userName}/interactions"] = o => $"/api/agents/{o.Agent}/interactions",
        ["GET /api/pages/{pageId}/events"] = o => $"/api/pages/{o.Work.PageId}/events",
        ["GET /api/recordings/"] = o => $"/api/recordings?user={o.Psid}",
        ["GET /api/recordings/{interactionId}/messages"] = o => $"/api/recordings/{o.Interaction}/messages",
        ["GET /api/recordings/export"] = o => "/api/recordings/export",
        ["GET /api/agents"] = _ => "/api/agents",
        ["GET /api/blocklist"] = o => "/api/blocklist",
        ["PUT /api/blocklist/{pageId}/{psid}"] = o => $"/api/blocklist/{o.Work.PageId}/{o.Blocked}",
        ["DELETE /api/blocklist/{pageId}/{psid}"] = o => $"/api/blocklist/{o.Work.PageId}/{o.Psid}",
        ["GET /api/desk/targets"] = o => $"/api/desk/targets?interaction={o.Interaction}",
    };

    /// <summary>Of the whole installation, so not for him at all.</summary>
    private static readonly string[] OfEverything = ["GET /api/proof"];

    /// <summary>Nothing in their answers names the campaign: they say nothing of another's, or that there is nothing.</summary>
    private static readonly string[] Silent = ["PUT /api/blocklist/{pageId}/{psid}", "DELETE /api/blocklist/{pageId}/{psid}", "PUT /api/telephony/agents/{userName}/call", "GET /api/pages/{pageId}/events", "GET /api/campaigns/{campaignId}/page", "POST /api/campaigns/{campaignId}/page/look", "GET /api/campaigns/{campaignId}/checklist", "GET /api/campaigns/{campaignId}/closing-windows"];

    private static readonly Dictionary<string, Func<Office, object?[]>> Commands = new()
    {
        [nameof(ISupervisorHub.Assign)] = o => [o.Interaction, o.Agent, true, null],
        [nameof(ISupervisorHub.Transfer)] = o => [o.Interaction, $"campaign:{o.Work.CampaignId}", null, true, null],
        [nameof(ISupervisorHub.TakeOver)] = o => [o.Interaction, null],
        [nameof(ISupervisorHub.Requeue)] = o => [o.Interaction, null],
        [nameof(ISupervisorHub.Close)] = o => [o.Interaction, null, null],
    };

    [Fact]
    public async Task He_sees_his_own_campaigns_and_nothing_of_another_at_every_endpoint()
    {
        await using var own = await Office.Open(_product);
        await using var other = await Office.Open(_product);
        var boss = await Boss(own);
        var known = Endpoints();
        Assert.Equal(known.Order(), Questions.Keys.Concat(OfEverything).Order());
        foreach (var (name, question) in Questions)
        {
            var (mine, ofMine) = await Ask(boss, name, question(own));
            Assert.True((int)mine is 200 or 204, $"{name} answers {mine} about his own");
            var (theirs, ofTheirs) = await Ask(boss, name, question(other));
            Assert.True((int)theirs is 200 or 404, $"{name} answers {theirs} about another's");
            Assert.DoesNotContain(other.Secrets, secret => ofTheirs.Contains(secret, StringComparison.Ordinal));
            var (all, ofAll) = await Ask("sofia", name, question(other));
            Assert.True((int)all is 200 or 204, $"{name} answers {all} to who sees all");
            if (!Silent.Contains(name))
            {
                Assert.Contains(own.Secrets, secret => ofMine.Contains(secret, StringComparison.Ordinal));
                Assert.Contains(other.Secrets, secret => ofAll.Contains(secret, StringComparison.Ordinal));
            }
        }

        foreach (var name in OfEverything)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await Ask(boss, name, name.Split(' ')[1])).Status);
        }
    }

    [Fact]
    public async Task He_commands_his_own_campaigns_and_no_other_by_every_method_of_the_hub()
    {
        await using var own = await Office.Open(_product);
        await using var other = await Office.Open(_product);
        var boss = await Boss(own);
        await using var hub = await _product.Connect(boss, "supervisor");
        var methods = typeof(ISupervisorHub).GetMethods().Concat(typeof(IFeedHub).GetMethods()).Select(m => m.Name).Order();
        Assert.Equal(methods, Commands.Keys.Concat([nameof(ISupervisorHub.Subscribe), nameof(ISupervisorHub.Unsubscribe)]).Order());
        foreach (var (method, arguments) in Commands)
        {
            Assert.Equal((false, "unknown"), Told(await hub.Do(method, arguments(other))));
        }

        foreach (var topic in new[] { $"campaign:{other.Work.CampaignId}", $"interaction:{other.Interaction}", "campaign:soporte" })
        {
            Assert.Contains("unknown", (await Assert.ThrowsAsync<HubException>(() => hub.Subscribe(topic))).Message, StringComparison.Ordinal);
        }

        // Nothing of his goes where he may not look.
        Assert.Equal((false, "unknown"), Told(await hub.Do(nameof(ISupervisorHub.Transfer), own.Interaction, $"campaign:{other.Work.CampaignId}", null, true, null)));
        Assert.Equal((false, "not-a-member"), Told(await hub.Do(nameof(ISupervisorHub.Transfer), own.Interaction, $"agent:{other.Agent}", null, true, null)));

        await hub.Subscribe($"campaign:{own.Work.CampaignId}");
        await hub.Subscribe($"interaction:{own.Interaction}");
        Assert.Equal((true, null), Told(await hub.Do(nameof(ISupervisorHub.Close), Commands[nameof(ISupervisorHub.Close)](own))));
        var held = await Ask("sofia", "GET", $"/api/agents/{other.Agent}/interactions");
        Assert.Contains(other.Interaction, held.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_on_to_his_campaign_is_his_to_see()
    {
        await using var own = await Office.Open(_product);
        await using var other = await Office.Open(_product);
        var boss = await Boss(own);
        await using var everything = await _product.Connect("sofia", "supervisor");
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(boss, "GET", $"/api/recordings/{other.Interaction}/messages")).Status);
        Assert.True((await everything.Do(nameof(ISupervisorHub.Transfer), other.Interaction, $"agent:{own.Agent}", null, true, null)).Ok);
        await Eventually.Is(
            () => Ask(boss, "GET", $"/api/recordings/{other.Interaction}/messages"), reply => reply.Status == HttpStatusCode.OK, "it is in his campaign now");
        Assert.Contains(other.Interaction, (await Ask(boss, "GET", $"/api/agents/{own.Agent}/interactions")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_list_of_campaigns_ends_what_he_follows_and_an_administrator_sees_all()
    {
        await using var own = await Office.Open(_product);
        await using var other = await Office.Open(_product);
        var boss = await Boss(own);
        await using (var hub = await _product.Connect(boss, "supervisor"))
        {
            await hub.Subscribe($"campaign:{own.Work.CampaignId}");
            var ended = new TaskCompletionSource();
            hub.Connection.Closed += _ =>
            {
                ended.TrySetResult();
                return Task.CompletedTask;
            };
            await _product.Set($"/api/users/{boss}", new { campaigns = new[] { other.Work.CampaignId } });
            await ended.Task.WaitAsync(TimeSpan.FromSeconds(45), TestContext.Current.CancellationToken);
        }

        await using (var hub = await _product.Connect(boss, "supervisor"))
        {
            await hub.Subscribe($"campaign:{other.Work.CampaignId}");
            await Assert.ThrowsAsync<HubException>(() => hub.Subscribe($"campaign:{own.Work.CampaignId}"));
        }

        await _product.Set($"/api/users/{boss}", new { roles = new[] { RoleWord.Supervisor, RoleWord.Administrator } });
        Assert.Equal(HttpStatusCode.OK, (await Ask("admin", "GET", $"/api/campaigns/{own.Work.CampaignId}")).Status);
    }

    private async Task<string> Boss(Office office)
    {
        var boss = await _product.Hire("jefe", RoleWord.Supervisor);
        await _product.Set($"/api/users/{boss}", new { campaigns = new[] { office.Work.CampaignId, office.Work.VoiceId } });
        return boss;
    }

    private static (bool Ok, string? Code) Told(CommandResult result) => (result.Ok, result.Code);

    private async Task<(HttpStatusCode Status, string Body)> Ask(string by, string name, string path)
    {
        using var caller = await _product.Client(by);
        using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), path);
        if (request.Method == HttpMethod.Put)
        {
            request.Content = new StringContent("""{"inCall":false,"reason":"spam"}""", Encoding.UTF8, "application/json");
        }

        using var reply = await caller.SendAsync(request);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>All that a policy leaves to supervisors.</summary>
    private List<string> Endpoints() =>
    [
        .. from endpoint in _product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is "supervisor" or "desk-or-board")
               && endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           select $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}",
    ];

    /// <summary>A campaign at work: an agent with one chat.</summary>
    private sealed class Office : IAsyncDisposable
    {
        private readonly HubClient _desk;

        private Office(Workplace work, string agent, string colleague, HubClient desk, string psid, string blocked) =>
            (Work, Agent, Colleague, _desk, Psid, Blocked) = (work, agent, colleague, desk, psid, blocked);

        public Workplace Work { get; }

        public string Agent { get; }

        public string Colleague { get; }

        public string Psid { get; }

        /// <summary>A customer who is not served.</summary>
        public string Blocked { get; }

        public string Interaction => Work.InteractionOf(Psid);

        /// <summary>Where one of these stands, something of this campaign is told.</summary>
        public IReadOnlyList<string> Secrets => [$"\"{Work.CampaignId}\"", $"\"{Interaction}\"", $"\"{Agent}\"", $"\"{Colleague}\"", $"secreto {Psid}.", $"\"{Blocked}\""];

        public static async Task<Office> Open(RunningProduct product)
        {
            var work = await Workplace.Open(product);
            var (agent, colleague) = (await work.Agent("eva"), await work.Agent("leo"));
            var desk = await product.Connect(agent);
            await desk.Desk();
            var psid = work.Customer();
            Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, $"secreto {psid}."));
            await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
            var blocked = work.Customer();
            Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(blocked, "compre ya"));
            using var admin = await product.Client("admin");
            using var block = await admin.PutAsync($"/api/blocklist/{work.PageId}/{blocked}", new StringContent("""{"reason":"spam"}""", Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.NoContent, block.StatusCode);
            var office = new Office(work, agent, colleague, desk, psid, blocked);
            using var sofia = await product.Client("sofia");
            await Eventually.Is(
                () => sofia.GetStringAsync($"/api/agents/{agent}/interactions"), body => body.Contains(office.Interaction, StringComparison.Ordinal), "he has it");
            return office;
        }

        public ValueTask DisposeAsync() => _desk.DisposeAsync();
    }
}
