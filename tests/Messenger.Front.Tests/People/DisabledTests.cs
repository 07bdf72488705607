using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Domain.People;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.People;

/// <summary>Who is disabled, or loses a role, is out at once: at the desk, at the board, with a token, with a cookie.</summary>
[Collection(ProductCollection.Name)]
public sealed class DisabledTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task A_disabled_agent_goes_offline_his_chat_waits_again_and_his_connection_ends()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        await work.Webhook.Write(psid, "hola");
        await desk.Saw<InteractionAdded>("interaction.added", _ => true);
        await using var board = await _product.Connect("sofia", "supervisor");
        await board.Subscribe($"campaign:{work.CampaignId}");
        var ended = Ended(desk);

        await _product.Set($"/api/users/{agent}", new { disabled = true });
        await ended;
        await Eventually.Is(() => Status(psid), status => status == "waiting", "it waits again");
        await Eventually.Is(
            async () => (await board.Subscribe($"campaign:{work.CampaignId}")).Snapshot!.Value.GetRawText(),
            text => text.Contains("\"status\":\"offline\"", StringComparison.Ordinal), "he is offline");

        using var caller = await _product.Client(agent);
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/me", TestContext.Current.CancellationToken)).StatusCode);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => _product.Connect(agent));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var login = await _product.Login(agent, RunningProduct.Password);
        Assert.Equal("/problems/sign-in-refused", (await AnsweredProblem.Of(login)).Type);

        // A colleague takes over what he had; enabled again he begins anew.
        var colleague = await work.Agent("bruno");
        await using var other = await _product.Connect(colleague);
        await other.Desk();
        await other.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
        await _product.Set($"/api/users/{agent}", new { disabled = false });
        await using var back = await _product.Connect(agent, token: (await _product.SignIn(agent)).AccessToken);
        Assert.Equal("available", (await back.Desk()).Agent.Status);
    }

    [Fact]
    public async Task A_refresh_token_and_a_cookie_are_worth_nothing_any_more()
    {
        var name = await _product.Hire("eva", RoleWord.Supervisor);
        var tokens = await _product.SignIn(name);
        using var login = await _product.Product.PostAsJsonAsync("/api/auth/login", new LoginRequest(name, RunningProduct.Password), TestContext.Current.CancellationToken);
        var cookie = login.Headers.GetValues("Set-Cookie").Single().Split("; ")[0];
        Assert.Equal(HttpStatusCode.OK, await WithCookie(cookie));
        await _product.Set($"/api/users/{name}", new { disabled = true });
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookie(cookie));
        using var refresh = await _product.Product.PostAsJsonAsync("/api/auth/refresh", new RefreshRequest(tokens.RefreshToken), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refresh.StatusCode);
    }

    [Fact]
    public async Task A_lost_role_ends_what_it_opened_and_a_new_one_ends_nothing()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        await _product.Set($"/api/users/{agent}", new { roles = new[] { RoleWord.Agent, RoleWord.Supervisor } });
        using var caller = await _product.Client(agent);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/me", TestContext.Current.CancellationToken)).StatusCode);
        Assert.True((await desk.Do("SetStatus", "available", null)).Ok);

        var ended = Ended(desk);
        await _product.Set($"/api/users/{agent}", new { roles = new[] { RoleWord.Supervisor } });
        await ended;
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/me", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_new_agent_and_a_new_name_reach_his_desk()
    {
        var work = await Workplace.Open(_product);
        var agent = await _product.Hire("nueva", RoleWord.Agent);
        await _product.Set($"/api/campaigns/{work.CampaignId}/members", new { items = new[] { new { userName = agent } } });
        await using var desk = await _product.Connect(agent);
        Assert.Equal((agent, "nueva"), ((await desk.Desk()).Agent.UserName, (await desk.Desk()).Agent.DisplayName));
        await _product.Set($"/api/users/{agent}", new { displayName = "Nueva Ríos" });
        await Eventually.Is(async () => (await desk.Desk()).Agent.DisplayName, name => name == "Nueva Ríos", "the new name is there");
    }

    private static Task Ended(HubClient client)
    {
        var ended = new TaskCompletionSource();
        client.Connection.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        return ended.Task.WaitAsync(TimeSpan.FromSeconds(45), TestContext.Current.CancellationToken);
    }

    private async Task<string> Status(string psid)
    {
        using var sofia = await _product.Client("sofia");
        return (await sofia.GetFromJsonAsync<RecordingList>($"/api/recordings?user={psid}"))!.Items.Single().Status;
    }

    private async Task<HttpStatusCode> WithCookie(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.Add("Cookie", cookie);
        using var reply = await _product.Product.SendAsync(request);
        return reply.StatusCode;
    }
}
