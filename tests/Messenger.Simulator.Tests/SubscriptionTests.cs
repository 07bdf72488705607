using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Messenger.Simulator.Tests;

/// <summary>Handshakes, subscriptions, and what a webhook that fails for long leads to.</summary>
public sealed class SubscriptionTests
{
    private const string App = SimulatorDefaults.AppId + "|" + SimulatorDefaults.AppSecret;
    private const string Cafe = SimulatorDefaults.CafePageId;

    [Theory]
    [InlineData("messages, message_reads")]
    [InlineData(null)]
    public async Task APageSendsOnlyWhatItIsSubscribedTo(string? list)
    {
        await using var world = await World.Start();
        var psid = await world.Customer("João", Cafe);
        await world.Writes(psid, "sem assinatura", Cafe);
        object fields = list is null ? new[] { "messages", "message_reads" } : list;
        Assert.Empty((await world.Graph("me/subscribed_apps", SimulatorDefaults.CafePageToken)).Body["data"]!.AsArray());
        Assert.True((await world.Graph(HttpMethod.Post, $"{Cafe}/subscribed_apps", SimulatorDefaults.CafePageToken, new { subscribed_fields = fields })).Body["success"]!.GetValue<bool>());
        await world.Writes(psid, "com assinatura", Cafe);
        await world.Send(new { recipient = new { id = psid }, message = new { text = "sem eco" } }, SimulatorDefaults.CafePageToken);
        await world.Do(HttpMethod.Post, $"customers/{psid}/read");

        var calls = await world.Accepted(2);

        Assert.Equal("com assinatura", calls[0].Text);
        Assert.True(calls[1].Has("read"));
        var listed = (await world.Graph("me/subscribed_apps", SimulatorDefaults.CafePageToken)).Body["data"]![0]!;
        Assert.Equal((SimulatorDefaults.AppId, 2), (listed["id"]!.GetValue<string>(), listed["subscribed_fields"]!.AsArray().Count));
        await world.Graph(HttpMethod.Delete, "me/subscribed_apps", SimulatorDefaults.CafePageToken);
        await world.Writes(psid, "de novo sem", Cafe);
        Assert.Empty((await world.Graph("me/subscribed_apps", SimulatorDefaults.CafePageToken)).Body["data"]!.AsArray());
        Assert.Contains("\"waitingWebhooks\":0", await world.Http.GetStringAsync("/control/status"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("messages,holograms")]
    public async Task UnknownOrNoFieldsAreRefused(string fields)
    {
        await using var world = await World.Start();
        SendTests.AssertError((await world.Graph(HttpMethod.Post, "me/subscribed_apps", World.Token, new { subscribed_fields = fields })).Body, 100, null);
    }

    [Fact]
    public async Task TheAppSubscribesOnlyWithACallbackThatEchoesByteForByte()
    {
        await using var world = await World.Start();
        var wish = new { @object = "page", callback_url = world.Receiver.Url, verify_token = "another-token", fields = "messages", include_values = true };
        foreach (var body in new Func<string, string>[] { c => c + "\n", c => $"\"{c}\"", _ => "", c => c[1..] })
        {
            world.Receiver.Challenge = body;
            SendTests.AssertError((await Subscribe(world, wish)).Body, 2200, null);
        }

        world.Receiver.Challenge = c => c;
        Assert.Equal(200, (await Subscribe(world, wish)).Status);
        Assert.Equal("another-token", world.Receiver.VerifyToken);
        var listed = (await world.Graph($"{SimulatorDefaults.AppId}/subscriptions", App)).Body["data"]![0]!;
        Assert.Equal(("messages", world.Receiver.Url), (listed["fields"]![0]!["name"]!.GetValue<string>(), listed["callback_url"]!.GetValue<string>()));

        // A field has to be subscribed at the app too.
        var psid = await world.Known();
        await world.Do(HttpMethod.Post, $"customers/{psid}/postback", new { title = "x", payload = "y" });
        await world.Writes(psid, "después");
        Assert.Equal(["hola", "después"], (await world.Accepted(2)).Select(c => c.Text));

        Assert.Equal(200, (await world.Graph(HttpMethod.Delete, $"{SimulatorDefaults.AppId}/subscriptions", App)).Status);
        Assert.Empty((await world.Graph($"{SimulatorDefaults.AppId}/subscriptions", App)).Body["data"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"object":"user","callback_url":"CALLBACK","verify_token":"t","fields":"messages"}""", 100)]
    [InlineData("""{"object":"page","callback_url":"https://example.com/","verify_token":"t","fields":"messages"}""", 100)]
    [InlineData("""{"object":"page","callback_url":"CALLBACK","verify_token":"t","fields":"holograms"}""", 100)]
    public async Task AWrongAppSubscriptionIsRefused(string body, int code)
    {
        await using var world = await World.Start();
        SendTests.AssertError((await Subscribe(world, JsonNode.Parse(body.Replace("CALLBACK", world.Receiver.Url, StringComparison.Ordinal))!)).Body, code, null);
        SendTests.AssertError((await world.Graph($"{SimulatorDefaults.AppId}/subscriptions")).Body, 15, null);
        SendTests.AssertError((await world.Graph("1/subscriptions", App)).Body, 100, 33);
    }

    [Fact]
    public async Task AHandshakeWithAWrongTokenCanBeTried()
    {
        await using var world = await World.Start();
        var right = await world.Post("/control/handshake", new { challenge = "1 ñ&=" });
        var wrong = await world.Post("/control/handshake", new { verifyToken = "wrong" });

        Assert.Equal((200, true, "1 ñ&="), (right["status"]!.GetValue<int>(), right["echoed"]!.GetValue<bool>(), right["body"]!.GetValue<string>()));
        Assert.Equal("wrong", world.Receiver.VerifyToken);
        Assert.True(wrong["echoed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task AlertAfterFifteenMinutesAndUnsubscribedAfterAnHour()
    {
        await using var world = await World.Start();
        world.Receiver.Answer = _ => 500;
        await world.Writes(await world.Customer(), "se pierde");
        await Failing(world);
        Assert.Equal("[]", await world.Http.GetStringAsync("/control/alerts"));

        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await Alerts(world, "webhook-failing");
        world.Clock.Advance(TimeSpan.FromMinutes(45));
        await Alerts(world, "webhook-failing", "webhooks-disabled");

        Assert.Empty((await world.Graph("me/subscribed_apps")).Body["data"]!.AsArray());
        await World.Until(() => world.Http.GetStringAsync("/control/status"), s => s.Contains("\"waitingWebhooks\":0", StringComparison.Ordinal));
        world.Receiver.Answer = _ => 200;
        world.Receiver.Challenge = _ => "no";
        SendTests.AssertError((await world.Graph(HttpMethod.Post, "me/subscribed_apps", World.Token, new { subscribed_fields = "messages" })).Body, 2200, null);
        world.Receiver.Challenge = c => c;
        Assert.Equal(200, (await world.Graph(HttpMethod.Post, "me/subscribed_apps", World.Token, new { subscribed_fields = "messages" })).Status);
        await world.Writes(await world.Customer(), "llega");
        Assert.Equal("llega", (await world.Accepted(1))[0].Text);
    }

    [Fact]
    public async Task AFasterClockBringsTheEndSooner()
    {
        await using var world = await World.Start();
        await world.Settings(new { clockScale = 3600 });
        world.Receiver.Answer = _ => 500;
        await world.Writes(await world.Customer(), "x");
        await Failing(world);

        world.Clock.Advance(TimeSpan.FromSeconds(1));

        await Alerts(world, "webhooks-disabled");
    }

    [Fact]
    public async Task TheGenericProfileDropsAnEventAfterADayAndAHalf()
    {
        await using var world = await World.Start();
        await world.Settings(new { retryProfile = "generic" });
        world.Receiver.Answer = _ => 500;
        await world.Writes(await world.Customer(), "x");
        await Failing(world);
        world.Clock.Advance(TimeSpan.FromHours(36));

        await World.Until(() => world.Http.GetStringAsync("/control/status"), s => s.Contains("\"waitingWebhooks\":0", StringComparison.Ordinal));
        Assert.Equal("[]", await world.Http.GetStringAsync("/control/alerts"));
        Assert.NotEmpty((await world.Graph("me/subscribed_apps")).Body["data"]!.AsArray());
    }

    private static Task<(int Status, JsonObject Body)> Subscribe(World world, object wish) => world.Graph(HttpMethod.Post, $"{SimulatorDefaults.AppId}/subscriptions", App, wish);

    private static Task<string> Failing(World world) =>
        World.Until(() => world.Http.GetStringAsync("/control/status"), s => s.Contains($"\"failing\":{{\"{World.Page}\"", StringComparison.Ordinal));

    private static Task<List<string>> Alerts(World world, params string[] kinds) => World.Until(
        async () => (await world.Http.GetFromJsonAsync<JsonArray>("/control/alerts"))!.Select(a => a!["kind"]!.GetValue<string>()).ToList(), found => found.SequenceEqual(kinds));
}
