using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace Messenger.Simulator.Tests;

/// <summary>From the dialog to Page tokens.</summary>
public sealed class LoginTests
{
    private static readonly string[] Wanted = ["pages_show_list", "pages_messaging", "pages_manage_metadata", "pages_read_engagement"];

    [Fact]
    public async Task ACodeBecomesATokenOnceAndOnlyWithItsRedirect()
    {
        await using var world = await World.Start();
        var code = await Code(world);

        SendTests.AssertError((await Exchange(world, code, world.Receiver.At("/other"))).Body, 100, null);
        SendTests.AssertError((await Exchange(world, code)).Body, 100, null);
        code = await Code(world);
        var (status, body) = await Exchange(world, code);
        Assert.Equal((200, "bearer", 5400L), (status, body["token_type"]!.GetValue<string>(), body["expires_in"]!.GetValue<long>()));
        SendTests.AssertError((await Exchange(world, code)).Body, 100, null);
        code = await Code(world);
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        SendTests.AssertError((await Exchange(world, code)).Body, 100, null);
        SendTests.AssertError((await Exchange(world, await Code(world), secret: "wrong")).Body, 1, null);
        SendTests.AssertError((await Exchange(world, await Code(world), app: "1")).Body, 101, null);
    }

    [Fact]
    public async Task AShortTokenBecomesALongOneWhosePageTokensNeverEnd()
    {
        await using var world = await World.Start();
        var user = await User(world);
        var brief = (await PageTokens(world, user))[World.Page];
        var (_, body) = await world.Graph($"oauth/access_token?grant_type=fb_exchange_token&client_id={SimulatorDefaults.AppId}&client_secret={SimulatorDefaults.AppSecret}&fb_exchange_token={user}");
        var lasting = body["access_token"]!.GetValue<string>();
        var page = (await PageTokens(world, lasting))[World.Page];

        Assert.Equal(5183944, body["expires_in"]!.GetValue<long>());
        Assert.Equal(page, (await PageTokens(world, lasting))[World.Page]);
        Assert.Equal(0, (await Debug(world, page))["expires_at"]!.GetValue<long>());
        world.Clock.Advance(TimeSpan.FromSeconds(5400));
        SendTests.AssertError((await world.Graph("me", brief)).Body, 190, 463);
        SendTests.AssertError((await world.Graph("me/accounts", user)).Body, 190, 463);
        SendTests.AssertError((await world.Graph($"oauth/access_token?grant_type=fb_exchange_token&client_id={SimulatorDefaults.AppId}&client_secret={SimulatorDefaults.AppSecret}&fb_exchange_token={user}")).Body, 190, 463);
        Assert.Equal(200, (await world.Graph("me", page)).Status);
        world.Clock.Advance(TimeSpan.FromDays(90));
        SendTests.AssertError((await world.Graph("me", page)).Body, 190, 463);
    }

    [Fact]
    public async Task PagesComeTwentyFiveAtATimeAndOnlyTheTickedOnes()
    {
        await using var world = await World.Start();
        await world.Do(HttpMethod.Post, "pages", new { name = "Sucursal", count = 40 });
        await world.Do(HttpMethod.Post, "pages", new { name = "Del portafolio", portfolio = true });
        var user = await User(world);
        var (_, first) = await world.Graph("me/accounts?fields=id,name,access_token,tasks,category", user);
        using var next = await world.Http.GetAsync(new Uri(first["paging"]!["next"]!.GetValue<string>()));
        var second = JsonNode.Parse(await next.Content.ReadAsStringAsync())!;

        Assert.Equal((25, 19), (first["data"]!.AsArray().Count, second["data"]!.AsArray().Count));
        Assert.Null(second["paging"]!["next"]);
        Assert.NotNull(second["paging"]!["previous"]);
        var names = first["data"]!.AsArray().Concat(second["data"]!.AsArray()).Select(p => p!["name"]!.GetValue<string>()).ToList();
        Assert.Equal(44, names.Distinct().Count());
        Assert.DoesNotContain("Del portafolio", names);
        Assert.DoesNotContain("MESSAGING", first["data"]!.AsArray().Single(p => p!["id"]!.GetValue<string>() == SimulatorDefaults.NoTaskPageId)!["tasks"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Del portafolio", (await world.Graph("me/accounts?fields=name&limit=100", await User(world, scopes: [.. Wanted, "business_management"]))).Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Single((await PageTokens(world, await User(world, pages: [SimulatorDefaults.CafePageId]))));
    }

    [Fact]
    public async Task UntickingAPageKillsItsToken()
    {
        await using var world = await World.Start();
        await User(world, pages: [SimulatorDefaults.CafePageId]);

        SendTests.AssertError((await world.Graph("me")).Body, 190, null);
        Assert.Equal(200, (await world.Graph("me", SimulatorDefaults.CafePageToken)).Status);
    }

    [Fact]
    public async Task DeclinedPermissionsAreShownAskedAgainOnlyOnRequestAndMissed()
    {
        await using var world = await World.Start();
        var user = await User(world, declined: ["pages_messaging"]);
        var (_, permissions) = await world.Graph("me/permissions", user);
        var statuses = permissions["data"]!.AsArray().ToDictionary(p => p!["permission"]!.GetValue<string>(), p => p!["status"]!.GetValue<string>());
        var token = (await PageTokens(world, user))[World.Page];

        Assert.Equal(("declined", "granted"), (statuses["pages_messaging"], statuses["pages_show_list"]));
        SendTests.AssertError((await world.Send(new { recipient = new { id = "1" }, message = new { text = "x" } }, token)).Body, 200, null);
        await User(world);
        Assert.Contains("\"pages_messaging\",\"status\":\"declined\"", (await world.Graph("me/permissions", user)).Body.ToJsonString(), StringComparison.Ordinal);
        await User(world, rerequest: true);
        Assert.DoesNotContain("declined", (await world.Graph("me/permissions", user)).Body.ToJsonString(), StringComparison.Ordinal);
        SendTests.AssertError((await world.Graph("me/accounts", await User(world, declined: ["pages_show_list"]))).Body, 200, null);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("development")]
    [InlineData("business")]
    public async Task ARefusalComesBackAsAccessDenied(string why)
    {
        await using var world = await World.Start();
        await world.Settings(new { mode = why == "development" ? "development" : "live" });
        var location = await Location(world, new
        {
            redirectUri = world.Receiver.At("/connected"),
            scopes = Wanted,
            state = "s 1",
            cancel = why == "cancel",
            business = why == "business",
            declined = why == "business" ? Wanted[..1] : [],
            personId = why == "development" ? "200000000000002" : null,
        });
        var query = HttpUtility.ParseQueryString(new Uri(location).Query);

        Assert.Equal(("access_denied", "200", "user_denied", "s 1", null), (query["error"], query["error_code"], query["error_reason"], query["state"], query["code"]));
    }

    [Fact]
    public async Task BusinessLoginGivesASystemUserTokenWithoutEnd()
    {
        await using var world = await World.Start();
        var location = await Location(world, new { redirectUri = world.Receiver.At("/connected"), scopes = Wanted, business = true });
        var (_, body) = await Exchange(world, HttpUtility.ParseQueryString(new Uri(location).Query)["code"]!);

        Assert.Null(body["expires_in"]);
        Assert.Equal("SYSTEM_USER", (await Debug(world, body["access_token"]!.GetValue<string>()))["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task TheDialogIsAFormThatLeadsBack()
    {
        await using var world = await World.Start();
        var redirect = world.Receiver.At("/connected");
        var address = $"/v23.0/dialog/oauth?client_id={SimulatorDefaults.AppId}&redirect_uri={Uri.EscapeDataString(redirect)}&state=abc&response_type=code&scope=pages_show_list,pages_messaging";
        using var shown = await world.Http.GetAsync(address);
        var html = await shown.Content.ReadAsStringAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = world.Http.BaseAddress };
        using var form = new FormUrlEncodedContent([new("person", "200000000000001"), new("page", World.Page), new("scope", "pages_show_list")]);
        using var answer = await browser.PostAsync(address, form);

        Assert.Contains("form-action 'self' " + new Uri(redirect).GetLeftPart(UriPartial.Authority), shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", shown.Headers.GetValues("Referrer-Policy").Single());
        Assert.All(["Tienda Ñandú", "pages_messaging", "Pablo Rivas", "sin la tarea de mensajes"], text => Assert.Contains(text, WebUtility.HtmlDecode(html), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith(redirect + "?code=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("&state=abc", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var other = await world.Http.GetAsync("/person-unknown");
        Assert.Contains("no administra", await world.Http.GetStringAsync(address + "&person=200000000000002"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "CALLBACK", "client_id")]
    [InlineData(SimulatorDefaults.AppId, "http://localhost:1/elsewhere", "bloqueada")]
    [InlineData(SimulatorDefaults.AppId, "javascript:alert(1)", "redirect_uri")]
    public async Task AWrongDialogDoesNotOpen(string client, string redirect, string fault)
    {
        await using var world = await World.Start();
        var address = $"/dialog/oauth?client_id={client}&scope=pages_messaging&redirect_uri=" + Uri.EscapeDataString(redirect.Replace("CALLBACK", world.Receiver.Url, StringComparison.Ordinal));

        Assert.Contains(fault, await world.Http.GetStringAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisteredRedirectsAreComparedExactly()
    {
        await using var world = await World.Start();
        await world.Settings(new { redirectUris = new[] { "https://crm.example/back" } });

        Assert.Equal((400, "bad-dialog"), await world.Refused(HttpMethod.Post, "login", new { redirectUri = "https://crm.example/back/", scopes = Wanted }));
        Assert.StartsWith("https://crm.example/back?code=", await Location(world, new { redirectUri = "https://crm.example/back", scopes = Wanted }), StringComparison.Ordinal);
    }

    internal static async Task<string> User(World world, string[]? pages = null, string[]? declined = null, string[]? scopes = null, bool rerequest = false)
    {
        var (status, body) = await Exchange(world, await Code(world, pages, declined, scopes, rerequest));
        Assert.Equal(200, status);
        return body["access_token"]!.GetValue<string>();
    }

    internal static async Task<Dictionary<string, string>> PageTokens(World world, string user) =>
        (await world.Graph("me/accounts?limit=100", user)).Body["data"]!.AsArray().ToDictionary(p => p!["id"]!.GetValue<string>(), p => p!["access_token"]!.GetValue<string>());

    internal static async Task<JsonObject> Debug(World world, string token) =>
        (await world.Graph($"debug_token?input_token={Uri.EscapeDataString(token)}", $"{SimulatorDefaults.AppId}|{SimulatorDefaults.AppSecret}")).Body["data"]!.AsObject();

    private static async Task<string> Code(World world, string[]? pages = null, string[]? declined = null, string[]? scopes = null, bool rerequest = false) =>
        HttpUtility.ParseQueryString(new Uri(await Location(world, new { redirectUri = world.Receiver.At("/connected"), scopes = scopes ?? Wanted, declined, pages, rerequest })).Query)["code"]!;

    private static async Task<string> Location(World world, object login) => (await world.Post("/control/login", login))["location"]!.GetValue<string>();

    private static Task<(int Status, JsonObject Body)> Exchange(World world, string code, string? redirect = null, string secret = SimulatorDefaults.AppSecret, string app = SimulatorDefaults.AppId) =>
        world.Graph($"oauth/access_token?client_id={app}&client_secret={secret}&redirect_uri={Uri.EscapeDataString(redirect ?? world.Receiver.At("/connected"))}&code={code}");
}
