using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.Tests;

public sealed class SendTests
{
    [Fact]
    public async Task ASendAnswersEchoesAndIsDelivered()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Writes(psid, "hola");
        var (status, body) = await world.Send(new { recipient = new { id = psid }, messaging_type = "RESPONSE", message = new { text = "¡buenas!", metadata = "our-7" } });

        Assert.Equal(200, status);
        Assert.Equal(psid, body["recipient_id"]!.GetValue<string>());
        var mid = body["message_id"]!.GetValue<string>();
        var calls = await world.Accepted(3);
        var echo = calls[1].Event;
        Assert.Equal(World.Page, echo.GetProperty("sender").GetProperty("id").GetString());
        Assert.True(echo.GetProperty("message").GetProperty("is_echo").GetBoolean());
        Assert.Equal(long.Parse(SimulatorDefaults.AppId, null), echo.GetProperty("message").GetProperty("app_id").GetInt64());
        Assert.Equal("our-7", echo.GetProperty("message").GetProperty("metadata").GetString());
        Assert.Equal(mid, echo.GetProperty("message").GetProperty("mid").GetString());
        Assert.Equal(mid, calls[2].Event.GetProperty("delivery").GetProperty("mids")[0].GetString());
        var shown = (await world.Phone(psid))[1]!;
        Assert.Equal(("out", "¡buenas!", true, false), (shown["direction"]!.GetValue<string>(), shown["text"]!.GetValue<string>(), shown["delivered"]!.GetValue<bool>(), shown["read"]!.GetValue<bool>()));
    }

    public static TheoryData<string, int, int?> Refusals => new()
    {
        { """{"recipient":{"id":"PSID"},"message":{"text":""}}""", 100, 2018032 },
        { """{"recipient":{"id":"PSID"},"message":{"text":"  "}}""", 100, 2018032 },
        { $$$"""{"recipient":{"id":"PSID"},"message":{"text":"{{{new string('x', 2001)}}}"}}""", 100, null },
        { $$$"""{"recipient":{"id":"PSID"},"message":{"text":"x","metadata":"{{{new string('m', 1001)}}}"}}""", 100, null },
        { """{"recipient":{"id":"PSID"},"message":{"text":"x"},"sender_action":"typing_on"}""", 100, 2018014 },
        { """{"recipient":{"id":"PSID"}}""", 100, null },
        { """{"recipient":{"id":"PSID"},"sender_action":"dance"}""", 100, null },
        { """{"message":{"text":"x"}}""", 100, null },
        { """{"recipient":{"id":"1234567890123456"},"message":{"text":"x"}}""", 100, 2018001 },
        { """{"recipient":{"id":"1234567890123456"},"sender_action":"typing_on"}""", 100, 2018001 },
        { """{"recipient":{"id":"PSID"},"messaging_type":"MESSAGE_TAG","tag":"ACCOUNT_UPDATE","message":{"text":"x"}}""", 100, null },
        { """{"recipient":{"id":"PSID"},"messaging_type":"MESSAGE_TAG","tag":"CONFIRMED_EVENT_UPDATE","message":{"text":"x"}}""", 100, null },
        { """{"recipient":{"id":"PSID"},"messaging_type":"MESSAGE_TAG","message":{"text":"x"}}""", 100, null },
        { """{"recipient":{"id":"PSID"},"messaging_type":"PROMOTION","message":{"text":"x"}}""", 100, null },
        { """{"recipient":{"id":"PSID"},"message":{"text":"\ud800"}}""", 100, null },
        { """{"recipient":{"id":"PSID"},"message":"x"}""", 100, null },
        { """[1]""", 100, null },
        { """{"a":""", 100, null },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task MalformedSendsAreRefusedAndLeaveNoTrace(string json, int code, int? subcode)
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Writes(psid, "hola");
        using var content = new StringContent(json.Replace("PSID", psid, StringComparison.Ordinal), new MediaTypeHeaderValue("application/json"));
        using var response = await world.Http.PostAsync($"/v23.0/me/messages?access_token={World.Token}", content);

        AssertError(await response.Content.ReadFromJsonAsync<JsonObject>(), code, subcode);
        Assert.Single(await world.Phone(psid));
    }

    [Fact]
    public async Task WhoMaySendIsChecked()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Writes(psid, "hola");
        var send = new { recipient = new { id = psid }, message = new { text = "x" } };

        AssertError((await world.Send(send, "wrong-token")).Body, 190, null);
        AssertError((await world.Send(send, SimulatorDefaults.CafePageToken)).Body, 100, 2018001);
        AssertError((await world.Send(send, SimulatorDefaults.CafePageToken, World.Page)).Body, 100, 33);
        AssertError((await world.Send(send, SimulatorDefaults.NoTaskPageToken)).Body, 200, null);
        AssertError((await world.Send(send, World.Token + "&appsecret_proof=00")).Body, 100, null);
        var proof = Signatures.Proof(World.Token, SimulatorDefaults.AppSecret);
        Assert.Equal(200, (await world.Send(send, World.Token + "&appsecret_proof=" + proof, World.Page)).Status);
        await world.Http.PatchAsJsonAsync($"/control/customers/{psid}", new { blocked = true });
        AssertError((await world.Send(send)).Body, 551, 1545041);
    }

    [Fact]
    public async Task TheWindowClosesAfterADayAndForHumansAfterAWeek()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        var plain = new { recipient = new { id = psid }, message = new { text = "x" } };
        var human = new { recipient = new { id = psid }, messaging_type = "MESSAGE_TAG", tag = "HUMAN_AGENT", message = new { text = "x" } };
        AssertError((await world.Send(plain)).Body, 10, 2018278);
        await world.Writes(psid, "hola");

        world.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await world.Send(plain)).Status);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        AssertError((await world.Send(plain)).Body, 10, 2018278);
        Assert.Equal(200, (await world.Send(human)).Status);
        world.Clock.Advance(TimeSpan.FromDays(6));
        AssertError((await world.Send(human)).Body, 10, 2018278);
        await world.Writes(psid, "sigo aquí");
        Assert.Equal(200, (await world.Send(plain)).Status);
    }

    [Fact]
    public async Task FormsMultipartAndBearerAreUnderstood()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Writes(psid, "hola");
        using var form = new FormUrlEncodedContent([new("recipient", $"{{'id':'{psid}'}}"), new("message", """{'text':'it\'s "form"'}"""), new("access_token", World.Token)]);
        using var multipart = new MultipartFormDataContent { { new StringContent($$"""{"id":"{{psid}}"}"""), "recipient" }, { new StringContent("""{"text":"multi"}"""), "message" } };
        multipart.Headers.Add("X-Unused", "1");
        using var bearer = new HttpRequestMessage(HttpMethod.Post, $"/v19.0/{World.Page}/messages") { Content = multipart };
        bearer.Headers.Authorization = new AuthenticationHeaderValue("Bearer", World.Token);

        Assert.True((await world.Http.PostAsync("/v23.0/me/messages", form)).IsSuccessStatusCode);
        Assert.True((await world.Http.SendAsync(bearer)).IsSuccessStatusCode);
        Assert.Equal(200, (await world.Send(new { access_token = World.Token, recipient = new { id = psid }, sender_action = "TYPING_ON" }, "")).Status);
        Assert.Equal(["hola", "it's \"form\"", "multi"], (await world.Phone(psid)).Select(m => m!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task ProfilesShowWhatWasAskedFor()
    {
        await using var world = await World.Start();
        var psid = await world.Customer("Lucía de la Fuente");

        var profile = await world.Http.GetFromJsonAsync<JsonObject>($"/v23.0/{psid}?fields=name,first_name,last_name,locale,gender,profile_pic&access_token={World.Token}");
        var me = await world.Http.GetFromJsonAsync<JsonObject>($"/v23.0/me?access_token={World.Token}");
        using var foreign = await world.Http.GetAsync($"/v23.0/{psid}?fields=name&access_token={SimulatorDefaults.CafePageToken}");

        Assert.Equal(["name", "first_name", "last_name", "locale", "profile_pic", "id"], profile!.Select(p => p.Key));
        Assert.Equal("de la Fuente", profile!["last_name"]!.GetValue<string>());
        Assert.Contains("<svg", await world.Http.GetStringAsync(new Uri(profile["profile_pic"]!.GetValue<string>())), StringComparison.Ordinal);
        Assert.Equal("Tienda Ñandú", me!["name"]!.GetValue<string>());
        AssertError(await foreign.Content.ReadFromJsonAsync<JsonObject>(), 100, 33);
    }

    internal static void AssertError(JsonObject? body, int code, int? subcode)
    {
        var error = body?["error"] as JsonObject;
        Assert.NotNull(error);
        Assert.Equal((code, subcode), (error["code"]!.GetValue<int>(), error["error_subcode"]?.GetValue<int>()));
        Assert.All(["message", "type", "fbtrace_id"], key => Assert.False(string.IsNullOrEmpty(error[key]?.GetValue<string>())));
    }
}
