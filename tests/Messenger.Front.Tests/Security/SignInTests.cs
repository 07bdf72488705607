using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Security;

namespace Messenger.Front.Tests.Security;

/// <summary>Signing in, staying signed in, and being refused.</summary>
[Collection(ProductCollection.Name)]
public sealed class SignInTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_answer()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        using var wrong = await Login(agent, "not this one");
        using var unknown = await Login("nobody.at.all", "not this one");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        var answer = await AnsweredProblem.Of(wrong);
        Assert.Equal("/problems/sign-in-refused", answer.Type);
        Assert.Equal(answer, await AnsweredProblem.Of(unknown));
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_right_one_out_too()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await Login(agent, $"wrong {i}");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var right = await Login(agent, RunningProduct.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, right.StatusCode);
        Assert.Equal("/problems/locked-out", (await AnsweredProblem.Of(right)).Type);
    }

    [Fact]
    public async Task Trying_on_and_on_is_stopped_for_a_while()
    {
        HttpResponseMessage? last = null;
        for (var i = 0; i < 31; i++)
        {
            last?.Dispose();
            last = await Login("guessed", $"wrong {i}");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.Equal("/problems/too-many-attempts", (await AnsweredProblem.Of(last)).Type);
        Assert.NotNull(last.Headers.RetryAfter);
        last.Dispose();
    }

    [Theory]
    [InlineData("{}", "userName", "password")]
    [InlineData("""{"userName":"ana"}""", "password")]
    [InlineData("""{"userName":" ","password":"x"}""", "userName")]
    [InlineData("""{"userName":null,"password":null}""", "userName", "password")]
    public async Task What_is_missing_is_named(string body, params string[] fields)
    {
        using var reply = await Post("/api/auth/login", body);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var problem = await AnsweredProblem.Of(reply);
        Assert.Equal("/problems/validation", problem.Type);
        Assert.Equal(fields.Order(), problem.Errors!.Keys.Order());
    }

    [Theory]
    [InlineData("/api/auth/login", "not json", 400)]
    [InlineData("/api/auth/login", "[]", 400)]
    [InlineData("/api/auth/login", "null", 400)]
    [InlineData("/api/auth/login", """{"userName":"\ud800","password":"\u0000"}""", 400, 401)]
    [InlineData("/api/auth/refresh", "not json", 400)]
    [InlineData("/api/auth/refresh", "{}", 401)]
    [InlineData("/api/auth/refresh", """{"refreshToken":""}""", 401)]
    [InlineData("/api/auth/refresh", """{"refreshToken":"made up"}""", 401)]
    public async Task Odd_bodies_are_refused(string path, string body, params int[] statuses)
    {
        using var reply = await Post(path, body);
        Assert.Contains((int)reply.StatusCode, statuses);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var reply = await Login("sofia", RunningProduct.Password);
        Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
        var parts = reply.Headers.GetValues("Set-Cookie").Single().Split("; ");
        Assert.StartsWith("messenger=", parts[0], StringComparison.Ordinal);
        Assert.Contains("httponly", parts);
        Assert.Contains("samesite=strict", parts);
        Assert.Contains("path=/", parts);
        Assert.DoesNotContain(parts, part => part.StartsWith("domain", StringComparison.OrdinalIgnoreCase));

        using var me = await With(parts[0], HttpMethod.Get, "/api/me");
        Assert.Equal("sofia", (await me.Content.ReadFromJsonAsync<Me>(TestContext.Current.CancellationToken))!.UserName);
        using var bye = await With(parts[0], HttpMethod.Post, "/api/auth/logout");
        Assert.Equal(HttpStatusCode.NoContent, bye.StatusCode);
        Assert.StartsWith("messenger=;", bye.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_is_the_same_session_and_a_new_sign_in_is_another()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var first = await _product.SignIn(agent);
        await using (var desk = await _product.Connect(agent, token: first.AccessToken))
        {
            Assert.Equal("available", (await desk.Desk()).Agent.Status);
            Assert.True((await desk.Do("SetStatus", "offline", null)).Ok);
        }

        using var reply = await _product.Product.PostAsJsonAsync("/api/auth/refresh", new RefreshRequest(first.RefreshToken), TestContext.Current.CancellationToken);
        var refreshed = (await reply.Content.ReadFromJsonAsync<TokenReply>(TestContext.Current.CancellationToken))!;
        Assert.NotEqual(first.AccessToken, refreshed.AccessToken);
        await using (var desk = await _product.Connect(agent, token: refreshed.AccessToken))
        {
            Assert.Equal("offline", (await desk.Desk()).Agent.Status);
        }

        await using (var desk = await _product.Connect(agent, token: (await _product.SignIn(agent)).AccessToken))
        {
            Assert.Equal("available", (await desk.Desk()).Agent.Status);
        }
    }

    [Fact]
    public async Task An_access_token_is_no_refresh_token()
    {
        var tokens = await _product.SignIn("sofia");
        using var reply = await _product.Product.PostAsJsonAsync("/api/auth/refresh", new RefreshRequest(tokens.AccessToken), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.Authorization = new("Bearer", tokens.RefreshToken);
        using var me = await _product.Product.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
    }

    [Fact]
    public async Task A_token_in_the_address_opens_hubs_only()
    {
        using var reply = await _product.Product.GetAsync($"/api/me?access_token={await _product.Token("sofia")}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
    }

    [Fact]
    public async Task Two_roles_are_two_roles()
    {
        var work = await Workplace.Open(_product);
        var both = await work.Person($"both.{work.CampaignId}", "Zoé Ambas", Roles.Agent, Roles.Supervisor);
        using var client = await _product.Client(both.UserName);
        var me = (await client.GetFromJsonAsync<Me>("/api/me", TestContext.Current.CancellationToken))!;
        Assert.Equal(["agent", "supervisor"], me.Roles.Order());
        Assert.Equal("Zoé Ambas", me.DisplayName);
        await using var desk = await _product.Connect(both.UserName);
        await using var board = await _product.Connect(both.UserName, "supervisor");
        Assert.Equal(both.Id, (await desk.Desk()).Agent.Id);
        Assert.NotNull((await board.Subscribe($"campaign:{work.CampaignId}")).Snapshot!.Value.Deserialize<BoardSnapshot>(HubClient.Json));
    }

    private Task<HttpResponseMessage> Login(string userName, string password) =>
        _product.Product.PostAsJsonAsync("/api/auth/login", new LoginRequest(userName, password));

    private async Task<HttpResponseMessage> Post(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _product.Product.PostAsync(path, content);
    }

    private async Task<HttpResponseMessage> With(string cookie, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        return await _product.Product.SendAsync(request);
    }
}
