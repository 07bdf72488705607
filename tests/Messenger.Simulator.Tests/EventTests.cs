using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messenger.Simulator.Tests;

/// <summary>Every row of the tables of events.</summary>
public sealed class EventTests
{
    public static TheoryData<string, string, string> Rows => new()
    {
        { "messages", """{"pageId":"PAGE","text":"Facturación","quickReply":"DEPT_1"}""", """{"message":{"text":"Facturación","quick_reply":{"payload":"DEPT_1"}}}""" },
        { "messages", """{"pageId":"PAGE","text":"ese","replyTo":"m_A1"}""", """{"message":{"text":"ese","reply_to":{"mid":"m_A1","is_self_reply":false}}}""" },
        { "messages", """{"pageId":"PAGE","text":"/vuelos a Lima","commands":["vuelos"]}""", """{"message":{"commands":[{"name":"vuelos"}]}}""" },
        { "messages", """{"pageId":"PAGE","text":"hola","referral":{"ref":"r1","source":"ADS","type":"OPEN_THREAD","ad_id":"1","ads_context_data":{"ad_title":"Ponchos"}}}""", """{"message":{"referral":{"ref":"r1","source":"ADS","ads_context_data":{"ad_title":"Ponchos"}}}}""" },
        { "postback", """{"title":"Empezar","payload":"START","referral":{"ref":"x","source":"SHORTLINK","type":"OPEN_THREAD"}}""", """{"postback":{"title":"Empezar","payload":"START","referral":{"ref":"x"}}}""" },
        { "referral", """{"ref":"x","source":"ADS","ad_id":"7","type":"OPEN_THREAD"}""", """{"referral":{"ref":"x","source":"ADS","ad_id":"7"}}""" },
        { "optin", """{"type":"notification_messages","payload":"p","notification_messages_token":"t"}""", """{"optin":{"type":"notification_messages","notification_messages_token":"t"}}""" },
        { "account-linking", """{"status":"linked","authorizationCode":"c1"}""", """{"account_linking":{"status":"linked","authorization_code":"c1"}}""" },
        { "account-linking", """{"status":"unlinked"}""", """{"account_linking":{"status":"unlinked"}}""" },
        { "mark", """{"kind":"read","watermark":1767225600300}""", """{"read":{"watermark":1767225600300}}""" },
        { "mark", """{"kind":"delivery","mids":["m_nobody"],"watermark":1767225600200}""", """{"delivery":{"mids":["m_nobody"],"watermark":1767225600200}}""" },
        { "event", """{"key":"holograma","value":{"x":1}}""", """{"holograma":{"x":1}}""" },
        { "owner-request", """{"appId":"77","metadata":"m"}""", """{"request_thread_control":{"requested_owner_app_id":77,"metadata":"m"}}""" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task ACustomersEventHasItsShape(string call, string body, string expected)
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Do(HttpMethod.Post, $"customers/{psid}/{call}", JsonNode.Parse(body.Replace("PAGE", World.Page, StringComparison.Ordinal)));

        var item = (await world.Accepted(1))[0].Event;

        Assert.Equal(psid, item.GetProperty("sender").GetProperty("id").GetString());
        Assert.Equal(World.Page, item.GetProperty("recipient").GetProperty("id").GetString());
        AssertContains(JsonDocument.Parse(expected).RootElement, item);
    }

    [Theory]
    [InlineData("policy", """{"action":"warning","reason":"spam"}""", """{"policy_enforcement":{"action":"warning","reason":"spam"}}""")]
    [InlineData("policy", """{"action":"unblock","reason":"no"}""", """{"policy_enforcement":{"action":"unblock"}}""")]
    [InlineData("app-roles", """{"1":["primary_receiver"]}""", """{"app_roles":{"1":["primary_receiver"]}}""")]
    public async Task APagesEventHasNoSender(string call, string body, string expected)
    {
        await using var world = await World.Start();
        await world.Do(HttpMethod.Post, $"pages/{World.Page}/{call}", JsonNode.Parse(body));

        var item = (await world.Accepted(1))[0].Event;

        Assert.False(item.TryGetProperty("sender", out _));
        AssertContains(JsonDocument.Parse(expected).RootElement, item);
        Assert.Equal(body.Contains("warning", StringComparison.Ordinal), item.ToString().Contains("reason", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ChangesAndStandbyReplaceMessaging()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Do(HttpMethod.Post, $"pages/{World.Page}/changes", new { field = "feed", value = new { item = "comment" } });
        await world.Accepted(1);
        await world.Do(HttpMethod.Post, "webhooks/test");
        await world.Accepted(2);
        await world.Do(HttpMethod.Post, $"customers/{psid}/event", new { key = "message", value = new { mid = "m_1", text = "x" }, standby = true });

        var entries = (await world.Accepted(3)).Select(c => JsonDocument.Parse(c.Body).RootElement.GetProperty("entry")[0]).ToList();

        Assert.Equal("feed", entries[0].GetProperty("changes")[0].GetProperty("field").GetString());
        Assert.Equal("0", entries[1].GetProperty("id").GetString());
        Assert.Equal("m_1", entries[2].GetProperty("standby")[0].GetProperty("message").GetProperty("mid").GetString());
        Assert.All(entries, e => Assert.False(e.TryGetProperty("messaging", out _)));
    }

    [Fact]
    public async Task ReactionsComeAndGoAndOpenTheWindow()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        var mid = (await world.Phone(psid))[0]!["mid"]!.GetValue<string>();
        await world.Do(HttpMethod.Patch, $"customers/{psid}", new { windowOpenedAt = world.Clock.GetUtcNow().AddHours(-30) });
        var send = new { recipient = new { id = psid }, message = new { text = "x" } };
        SendTests.AssertError((await world.Send(send)).Body, 10, 2018278);
        await world.Do(HttpMethod.Post, $"customers/{psid}/reaction", new { mid, emoji = "❤️" });
        await world.Do(HttpMethod.Post, $"customers/{psid}/reaction", new { mid });

        var calls = await world.Accepted(3);

        AssertContains(JsonDocument.Parse($$$"""{"reaction":{"mid":"{{{mid}}}","action":"react","reaction":"love","emoji":"❤️"}}""").RootElement, calls[1].Event);
        Assert.Equal("unreact", calls[2].Event.GetProperty("reaction").GetProperty("action").GetString());
        Assert.Equal(200, (await world.Send(send)).Status);
        Assert.Equal((404, "unknown-message"), await world.Refused(HttpMethod.Post, $"customers/{psid}/reaction", new { mid = "m_none", emoji = "👍" }));
    }

    [Fact]
    public async Task AMessageIsEditedAtMostFiveTimes()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        var mid = await world.Writes(psid, "uno");
        for (var n = 1; n <= 5; n++)
        {
            await world.Do(HttpMethod.Post, $"customers/{psid}/edit", new { mid, text = $"texto {n}" });
        }

        Assert.Equal((409, "not-editable"), await world.Refused(HttpMethod.Post, $"customers/{psid}/edit", new { mid, text = "seis" }));
        var edit = (await world.Accepted(6))[5].Event.GetProperty("message_edit");
        Assert.Equal((mid, "texto 5", 5), (edit.GetProperty("mid").GetString(), edit.GetProperty("text").GetString(), edit.GetProperty("num_edit").GetInt32()));
        Assert.Equal("texto 5", (await world.Phone(psid))[0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task TakingBackIsOffUntilItIsAllowed()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        var mid = (await world.Phone(psid))[0]!["mid"]!.GetValue<string>();
        Assert.Equal((409, "unsend-off"), await world.Refused(HttpMethod.Post, $"customers/{psid}/unsend", new { mid }));
        await world.Settings(new { unsend = true });
        await world.Do(HttpMethod.Post, $"customers/{psid}/unsend", new { mid });

        var message = (await world.Accepted(2))[1].Event.GetProperty("message");

        Assert.True(message.GetProperty("is_deleted").GetBoolean());
        Assert.True((await world.Phone(psid))[0]!["unsent"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("1517776481860111", true)]
    [InlineData("none", false)]
    public async Task AnEchoOfAnotherAppCarriesItsIdOrNone(string appId, bool named)
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Post($"/control/pages/{World.Page}/inbox-message", new { psid, text = "automático", appId });

        var echo = (await world.Accepted(1))[0].Event.GetProperty("message");

        Assert.Equal(named, echo.TryGetProperty("app_id", out var app) && app.ToString() == appId);
    }

    [Theory]
    [InlineData("customers/1234567890123456/postback", """{"title":"x","payload":"y"}""")]
    [InlineData("customers/1234567890123456/mark", """{"kind":"read"}""")]
    [InlineData("pages/1/policy", """{"action":"warning"}""")]
    public async Task NobodyElseCanAct(string call, string body)
    {
        await using var world = await World.Start();
        Assert.Equal(404, (await world.Refused(HttpMethod.Post, call, JsonNode.Parse(body))).Status);
    }

    /// <summary>Everything of the expected object is in the actual one; more may be there.</summary>
    internal static void AssertContains(JsonElement expected, JsonElement actual)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in expected.EnumerateObject())
                {
                    Assert.True(actual.TryGetProperty(member.Name, out var found), $"{member.Name} is missing in {actual}");
                    AssertContains(member.Value, found);
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                foreach (var (one, other) in expected.EnumerateArray().Zip(actual.EnumerateArray()))
                {
                    AssertContains(one, other);
                }

                break;
            default:
                Assert.Equal(expected.ToString(), actual.ToString());
                break;
        }
    }
}
