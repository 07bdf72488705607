using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.Tests;

/// <summary>How tokens die, and who may call with which.</summary>
public sealed class TokenTests
{
    private const string App = SimulatorDefaults.AppId + "|" + SimulatorDefaults.AppSecret;

    [Theory]
    [InlineData(458, 458)]
    [InlineData(459, 459)]
    [InlineData(460, 460)]
    [InlineData(463, 463)]
    [InlineData(464, 464)]
    [InlineData(467, 467)]
    [InlineData(492, 492)]
    [InlineData(0, null)]
    public async Task ATokenDiesOfItsCauseAndCanBeRestored(int cause, int? subcode)
    {
        await using var world = await World.Start();
        Assert.Equal(1, (await world.Post("/control/tokens/kill", new { pageId = World.Page, cause }))["tokens"]!.GetValue<int>());

        SendTests.AssertError((await world.Graph("me")).Body, 190, subcode);
        var debug = await LoginTests.Debug(world, World.Token);
        Assert.Equal((false, 190, subcode), (debug["is_valid"]!.GetValue<bool>(), debug["error"]!["code"]!.GetValue<int>(), debug["error"]!["subcode"]?.GetValue<int>()));
        Assert.Equal(200, (await world.Graph("me", SimulatorDefaults.CafePageToken)).Status);
        var page = (await world.Http.GetFromJsonAsync<JsonArray>("/control/pages"))!.Single(p => p!["id"]!.GetValue<string>() == World.Page)!;
        Assert.Equal(cause, page["tokenFault"]!.GetValue<int>());

        await world.Do(HttpMethod.Post, "tokens/restore", new { pageId = World.Page });
        Assert.Equal(200, (await world.Graph("me")).Status);
    }

    [Fact]
    public async Task DeadTokensStayDeadAfterARestart()
    {
        await using var world = await World.Start();
        await world.Do(HttpMethod.Post, "tokens/kill", new { token = World.Token, cause = 460 });

        await world.Restart();

        SendTests.AssertError((await world.Graph("me")).Body, 190, 460);
        Assert.Contains(
            (await world.Http.GetFromJsonAsync<JsonArray>("/control/tokens"))!, t => t!["value"]!.GetValue<string>() == World.Token && t["fault"]!.GetValue<int>() == 460);
    }

    [Fact]
    public async Task AnUnknownCauseIsRefused()
    {
        await using var world = await World.Start();
        Assert.Equal(400, (await world.Refused(HttpMethod.Post, "tokens/kill", new { cause = 999 })).Status);
    }

    [Fact]
    public async Task DebugTokenDescribesEachKind()
    {
        await using var world = await World.Start();
        var user = await LoginTests.User(world);
        var page = await LoginTests.Debug(world, World.Token);

        Assert.Equal(("PAGE", World.Page, true), (page["type"]!.GetValue<string>(), page["profile_id"]!.GetValue<string>(), page["is_valid"]!.GetValue<bool>()));
        Assert.Contains(page["granular_scopes"]!.AsArray(), s => s!["scope"]!.GetValue<string>() == "pages_messaging" && s["target_ids"]![0]!.GetValue<string>() == World.Page);
        Assert.Equal(("USER", "APP"), ((await LoginTests.Debug(world, user))["type"]!.GetValue<string>(), (await LoginTests.Debug(world, App))["type"]!.GetValue<string>()));
        Assert.False((await LoginTests.Debug(world, "nonsense"))["is_valid"]!.GetValue<bool>());
        SendTests.AssertError((await world.Graph($"debug_token?input_token={App}", World.Token)).Body, 100, null);
        SendTests.AssertError((await world.Graph("debug_token", App)).Body, 100, null);
    }

    [Fact]
    public async Task TheAppsTokenComesForItsSecret()
    {
        await using var world = await World.Start();
        var (_, body) = await world.Graph($"oauth/access_token?grant_type=client_credentials&client_id={SimulatorDefaults.AppId}&client_secret={SimulatorDefaults.AppSecret}", "");

        Assert.Equal(App, body["access_token"]!.GetValue<string>());
    }

    [Fact]
    public async Task AProofIsNeededWhenTheAppDemandsIt()
    {
        await using var world = await World.Start();
        await world.Settings(new { requireAppSecret = true });

        SendTests.AssertError((await world.Graph("me")).Body, 100, null);
        SendTests.AssertError((await world.Graph("me?appsecret_proof=" + Signatures.Proof("another", SimulatorDefaults.AppSecret))).Body, 100, null);
        Assert.Equal(200, (await world.Graph("me?appsecret_proof=" + Signatures.Proof(World.Token, SimulatorDefaults.AppSecret))).Status);
    }

    [Fact]
    public async Task RemovingTheAppKillsEverythingOfThePerson()
    {
        await using var world = await World.Start();
        var user = await LoginTests.User(world);
        Assert.Equal(200, (await world.Graph(HttpMethod.Delete, "me/permissions", user)).Status);

        SendTests.AssertError((await world.Graph("me", user)).Body, 190, 458);
        SendTests.AssertError((await world.Graph("me")).Body, 190, 458);
        Assert.Equal((404, "unknown-person"), await world.Refused(HttpMethod.Post, "people/1/remove-app"));
    }

    [Fact]
    public async Task UserAndPageTokensAreNotInterchangeable()
    {
        await using var world = await World.Start();
        var user = await LoginTests.User(world);

        SendTests.AssertError((await world.Graph("me/accounts")).Body, 100, null);
        SendTests.AssertError((await world.Send(new { recipient = new { id = "1" }, message = new { text = "x" } }, user)).Body, 190, null);
        Assert.Equal("Marta Ibarra", (await world.Graph("me", user)).Body["name"]!.GetValue<string>());
        SendTests.AssertError((await world.Graph("999", user)).Body, 100, 33);
    }
}
