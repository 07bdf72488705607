using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Tests;

/// <summary>Rates, usage headers, injected faults, and the mode of the app.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task SendsAreLimitedPerSecondAndPage()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        var typing = new { recipient = new { id = psid }, sender_action = "typing_on" };
        for (var n = 0; n < 300; n++)
        {
            Assert.Equal(200, (await world.Send(typing)).Status);
        }

        SendTests.AssertError((await world.Send(typing)).Body, 613, null);
        var other = await world.Known("Otra", SimulatorDefaults.CafePageId, subscribe: true);
        Assert.Equal(200, (await world.Send(new { recipient = new { id = other }, sender_action = "typing_on" }, SimulatorDefaults.CafePageToken)).Status);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await world.Send(typing)).Status);
    }

    [Fact]
    public async Task AudioIsLimitedToTenAndConversationsToTwo()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        world.Receiver.Elsewhere = async http =>
        {
            http.Response.ContentType = "audio/mpeg";
            await http.Response.Body.WriteAsync(new byte[] { 1 });
        };
        var audio = new { recipient = new { id = psid }, message = new { attachment = new { type = "audio", payload = new { url = world.Receiver.At("/a.mp3") } } } };
        for (var n = 0; n < 10; n++)
        {
            Assert.Equal(200, (await world.Send(audio)).Status);
        }

        SendTests.AssertError((await world.Send(audio)).Body, 613, null);
        Assert.Equal(200, (await world.Graph("me/conversations")).Status);
        Assert.Equal(200, (await world.Graph("me/conversations")).Status);
        SendTests.AssertError((await world.Graph("me/conversations")).Body, 613, null);
        await world.Settings(new { rateLimits = false });
        Assert.Equal(200, (await world.Send(audio)).Status);
    }

    [Fact]
    public async Task UsageIsToldInHeadersUntilItIsSwitchedOff()
    {
        await using var world = await World.Start();
        await world.Settings(new { usagePercent = 97 });
        using var told = await world.Http.GetAsync($"/v23.0/me?access_token={World.Token}");
        await world.Settings(new { usageHeaders = false });
        using var silent = await world.Http.GetAsync($"/v23.0/me?access_token={World.Token}");

        Assert.Equal(97, JsonNode.Parse(told.Headers.GetValues("X-App-Usage").Single())!["call_count"]!.GetValue<int>());
        var page = JsonNode.Parse(told.Headers.GetValues("X-Business-Use-Case-Usage").Single())![World.Page]![0]!;
        Assert.Equal(("messenger", 97), (page["type"]!.GetValue<string>(), page["call_count"]!.GetValue<int>()));
        Assert.False(silent.Headers.Contains("X-App-Usage"));
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 500)]
    [InlineData(4, 403)]
    [InlineData(613, 400)]
    [InlineData(1200, 400)]
    [InlineData(368, 400)]
    public async Task EveryCodeCanBeInjected(int code, int status)
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        await world.Do(HttpMethod.Post, "faults", new { kind = "error", code });
        var answer = await world.Send(new { recipient = new { id = psid }, message = new { text = "x" } });

        Assert.Equal(status, answer.Status);
        SendTests.AssertError(answer.Body, code, null);
    }

    [Theory]
    [InlineData("objects", "me")]
    [InlineData("conversations", "me/conversations")]
    [InlineData("subscriptions", "me/subscribed_apps")]
    [InlineData("login", "oauth/access_token")]
    public async Task FaultsHitOtherCallsToo(string on, string path)
    {
        await using var world = await World.Start();
        await world.Do(HttpMethod.Post, "faults", new { kind = "html", on });
        using var hit = await world.Http.GetAsync($"/v23.0/{path}?access_token={World.Token}");
        using var after = await world.Http.GetAsync($"/v23.0/{path}?access_token={World.Token}");

        Assert.Equal("text/html", hit.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/json", after.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task ASlowSendIsStillSent()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        await world.Do(HttpMethod.Post, "faults", new { kind = "slow", seconds = 20 });
        var sending = world.Send(new { recipient = new { id = psid }, message = new { text = "lento" } });
        await World.Until(
            () =>
            {
                world.Clock.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(sending.IsCompleted);
            },
            done => done);

        Assert.Equal(200, (await sending).Status);
        Assert.Equal((400, "bad-target"), await world.Refused(HttpMethod.Post, "faults", new { kind = "lose-response", on = "login" }));
        Assert.Equal((400, "bad-count"), await world.Refused(HttpMethod.Post, "faults", new { kind = "error", count = 0 }));
        Assert.Equal((400, "bad-seconds"), await world.Refused(HttpMethod.Post, "faults", new { kind = "slow", seconds = 9999 }));
    }

    [Fact]
    public async Task InDevelopmentModeOnlyTestersAreReached()
    {
        await using var world = await World.Start();
        var (stranger, tester) = (await world.Known("Extraña"), await world.Customer("Probadora"));
        await world.Do(HttpMethod.Patch, $"customers/{tester}", new { tester = true });
        await world.Settings(new { mode = "development" });
        await world.Writes(stranger, "no llega");
        await world.Writes(tester, "llega");

        Assert.Equal("llega", (await world.Accepted(2))[1].Text);
        SendTests.AssertError((await world.Send(new { recipient = new { id = stranger }, message = new { text = "x" } })).Body, 200, 2018028);
        Assert.Equal(200, (await world.Send(new { recipient = new { id = tester }, message = new { text = "x" } })).Status);
    }

    [Theory]
    [InlineData("""{"clockScale":0}""")]
    [InlineData("""{"mode":"sideways"}""")]
    [InlineData("""{"nonsense":1}""")]
    public async Task AWrongSettingChangesNothing(string body)
    {
        await using var world = await World.Start();
        var before = await world.Http.GetStringAsync("/control/settings");
        Assert.Equal((400, "bad-setting"), await world.Refused(HttpMethod.Patch, "settings", JsonNode.Parse(body)));
        Assert.Equal(before, await world.Http.GetStringAsync("/control/settings"));
    }

    [Fact]
    public async Task SettingsOutliveARestartAndCanBeForgotten()
    {
        await using var world = await World.Start();
        await world.Settings(new { doubleSticker = true });
        await world.Restart();
        Assert.True((await world.Http.GetFromJsonAsync<JsonObject>("/control/settings"))!["doubleSticker"]!.GetValue<bool>());
        await world.Do(HttpMethod.Delete, "settings");
        Assert.False((await world.Http.GetFromJsonAsync<JsonObject>("/control/settings"))!["doubleSticker"]!.GetValue<bool>());
    }

    [Fact]
    public async Task WithoutKeptStateAStartIsFresh()
    {
        await using var world = await World.Start(keep: false);
        await world.Writes(await world.Customer("Nueva"), "hola");
        await world.Restart();

        Assert.Equal(4, (await world.Http.GetFromJsonAsync<JsonArray>("/control/customers"))!.Count);
    }
}
