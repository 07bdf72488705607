using System.Text.Json;

namespace Messenger.Simulator.Tests;

/// <summary>Conversation routing: who owns a conversation, and what that does to sends and events.</summary>
public sealed class RoutingTests
{
    private const string Inbox = "263902037430900";

    [Fact]
    public async Task WithoutADefaultAppNobodyOwnsAnything()
    {
        await using var world = await World.Start();
        var psid = await world.Known();

        Assert.Equal(200, (await Change(world, "pass", psid, new { target_app_id = Inbox })).Status);
        SendTests.AssertError((await Change(world, "take", psid)).Body, 10, null);
        Assert.Empty((await world.Graph($"me/thread_owner?recipient={psid}")).Body["data"]!.AsArray());
        Assert.False((await world.Graph("me?fields=messaging_feature_status")).Body["messaging_feature_status"]!["hop_v2"]!.GetValue<bool>());
    }

    [Fact]
    public async Task AnInboxReplyTakesTheConversationAndWeOnlyListen()
    {
        await using var world = await World.Start();
        await world.Settings(new { defaultApp = SimulatorDefaults.AppId });
        var psid = await world.Known();
        Assert.Equal(SimulatorDefaults.AppId, await Owner(world, psid));
        await world.Post($"/control/pages/{World.Page}/inbox-message", new { psid, text = "yo atiendo" });
        var calls = await world.Accepted(4);
        var taken = calls[1].Event.GetProperty("take_thread_control");
        Assert.Equal((SimulatorDefaults.AppId, Inbox), (taken.GetProperty("previous_owner_app_id").GetString(), taken.GetProperty("new_owner_app_id").GetString()));
        Assert.All(calls.Skip(2), c => Assert.True(Entry(c).TryGetProperty("standby", out _)));

        var send = new { recipient = new { id = psid }, message = new { text = "x" } };
        SendTests.AssertError((await world.Send(send)).Body, 10, 2018300);
        SendTests.AssertError((await Change(world, "pass", psid, new { target_app_id = "1" })).Body, 10, 2018300);
        SendTests.AssertError((await Change(world, "release", psid)).Body, 10, 2018300);
        SendTests.AssertError((await Change(world, "extend", psid, new { duration = 60 })).Body, 10, 2018300);
        await world.Do(HttpMethod.Post, $"customers/{psid}/postback", new { title = "x", payload = "secreto" });
        var postback = Entry((await world.Accepted(5))[4]).GetProperty("standby")[0].GetProperty("postback");
        Assert.False(postback.TryGetProperty("payload", out _));

        Assert.Equal(200, (await Change(world, "request", psid)).Status);
        Assert.Equal(200, (await Change(world, "take", psid)).Status);
        Assert.Equal(200, (await world.Send(send)).Status);
    }

    [Fact]
    public async Task AConversationIsPassedExtendedReleasedAndLapses()
    {
        await using var world = await World.Start();
        await world.Settings(new { defaultApp = SimulatorDefaults.AppId });
        var psid = await world.Known();
        Assert.Equal(200, (await Change(world, "extend", psid, new { duration = 7 * 24 * 3600 })).Status);
        SendTests.AssertError((await Change(world, "extend", psid, new { duration = (7 * 24 * 3600) + 1 })).Body, 100, null);
        SendTests.AssertError((await Change(world, "pass", psid)).Body, 100, null);
        Assert.Equal(200, (await Change(world, "pass", psid, new { target_app_id = "5" })).Status);
        Assert.Equal("5", await Owner(world, psid));
        await world.Do(HttpMethod.Put, $"customers/{psid}/owner", new { appId = SimulatorDefaults.AppId, @event = "pass_thread_control", metadata = "suyo" });
        var passed = (await world.Accepted(2))[1].Event.GetProperty("pass_thread_control");
        Assert.Equal(("5", "suyo"), (passed.GetProperty("previous_owner_app_id").GetString(), passed.GetProperty("metadata").GetString()));
        Assert.Equal(200, (await Change(world, "release", psid)).Status);
        Assert.Null(await Owner(world, psid));

        await world.Do(HttpMethod.Put, $"customers/{psid}/owner", new { appId = "5" });
        world.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Null(await Owner(world, psid));
    }

    [Fact]
    public async Task MessengersOwnQuestionsAndAForeignDefaultAppHoldUsOff()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        var send = new { recipient = new { id = psid }, message = new { text = "x" } };
        await world.Do(HttpMethod.Put, $"customers/{psid}/owner", new { automated = true });
        SendTests.AssertError((await world.Send(send)).Body, 10, 2018321);
        await world.Do(HttpMethod.Put, $"customers/{psid}/owner", new { automated = false });
        Assert.Equal(200, (await world.Send(send)).Status);
        await world.Settings(new { defaultApp = "5" });
        SendTests.AssertError((await world.Send(send)).Body, 10, 2018300);
        SendTests.AssertError((await Change(world, "take", psid)).Body, 10, null);
    }

    [Fact]
    public async Task ASendCanPassTheConversationOn()
    {
        await using var world = await World.Start();
        await world.Settings(new { defaultApp = SimulatorDefaults.AppId });
        var psid = await world.Known();
        await world.Send(new { recipient = new { id = psid }, message = new { text = "le paso" }, thread_control = new { control_type = "pass", app_id = "5" } });

        Assert.Equal("5", await Owner(world, psid));
    }

    [Theory]
    [InlineData("1234567890123456", 100, 2018001)]
    [InlineData(null, 100, null)]
    public async Task AnUnknownRecipientIsRefused(string? psid, int code, int? subcode)
    {
        await using var world = await World.Start();
        SendTests.AssertError((await world.Graph(HttpMethod.Post, "me/pass_thread_control", World.Token, new { recipient = new { id = psid }, target_app_id = "1" })).Body, code, subcode);
    }

    private static Task<(int Status, System.Text.Json.Nodes.JsonObject Body)> Change(World world, string verb, string psid, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        body["recipient"] = new System.Text.Json.Nodes.JsonObject { ["id"] = psid };
        return world.Graph(HttpMethod.Post, $"{World.Page}/{verb}_thread_control", World.Token, body);
    }

    private static async Task<string?> Owner(World world, string psid)
    {
        var data = (await world.Graph($"me/thread_owner?recipient={psid}")).Body["data"]!.AsArray();
        return data.Count == 0 ? null : data[0]!["thread_owner"]!["app_id"]!.GetValue<string>();
    }

    private static JsonElement Entry(Call call) => JsonDocument.Parse(call.Body).RootElement.GetProperty("entry")[0];
}
