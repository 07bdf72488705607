using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.Tests;

public sealed class ControlTests
{
    [Fact]
    public async Task AFirstStartHasPagesAndCustomers()
    {
        await using var world = await World.Start();
        var pages = await world.Http.GetFromJsonAsync<JsonArray>("/control/pages");
        var customers = await world.Http.GetFromJsonAsync<JsonArray>($"/control/customers?pageId={World.Page}");

        Assert.Equal(["Tienda Ñandú", "Café São João", "Corner Shop", "Sin Permiso"], pages!.Select(p => p!["name"]!.GetValue<string>()));
        Assert.Equal(["Lucía Fernández", "João Pereira", "Emily Clark", "Mateo Quispe"], customers!.Select(c => c!["name"]!.GetValue<string>()));
        Assert.All(customers!, c => Assert.Matches("^[1-9][0-9]{15}$", c!["psid"]!.GetValue<string>()));
    }

    [Fact]
    public async Task ReadingMarksOnceAndTellsThePage()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Writes(psid, "hola");
        await world.Send(new { recipient = new { id = psid }, message = new { text = "uno" } });
        await world.Send(new { recipient = new { id = psid }, sender_action = "mark_seen" });
        using var first = await world.Http.PostAsync($"/control/customers/{psid}/read", null);
        using var again = await world.Http.PostAsync($"/control/customers/{psid}/read", null);
        await world.Writes(psid, "gracias");

        var calls = await world.Accepted(5);

        Assert.Equal(5, calls.Count);
        var watermark = calls[3].Event.GetProperty("read").GetProperty("watermark").GetInt64();
        Assert.True(watermark >= calls[1].Event.GetProperty("timestamp").GetInt64());
        Assert.Equal([true, true, false], (await world.Phone(psid)).Select(m => m!["read"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task APhoneThatIsOffReceivesWhenItComesBack()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Writes(psid, "hola");
        await world.Http.PatchAsJsonAsync($"/control/customers/{psid}", new { online = false });
        await world.Send(new { recipient = new { id = psid }, message = new { text = "uno" } });
        await world.Send(new { recipient = new { id = psid }, message = new { text = "dos" } });
        Assert.Equal([false, false], (await world.Phone(psid)).Skip(1).Select(m => m!["delivered"]!.GetValue<bool>()));

        await world.Http.PatchAsJsonAsync($"/control/customers/{psid}", new { online = true });

        var calls = await world.Accepted(4);
        Assert.Equal(2, calls[3].Event.GetProperty("delivery").GetProperty("mids").GetArrayLength());
        Assert.All((await world.Phone(psid)).Skip(1), m => Assert.True(m!["delivered"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task AnInboxReplyIsEchoedWithAForeignApp()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Post($"/control/pages/{World.Page}/inbox-message", new { psid, text = "desde la bandeja" });

        var echo = (await world.Accepted(1))[0].Event.GetProperty("message");

        Assert.NotEqual(SimulatorDefaults.AppId, echo.GetProperty("app_id").ToString());
        Assert.Equal("desde la bandeja", (await world.Phone(psid))[0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task PlannedFaultsHitTheNextSendsOnly()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Writes(psid, "hola");
        var send = new { recipient = new { id = psid }, message = new { text = "x" } };
        await Plan(world, new { kind = "error", count = 2, code = 613, subcode = 2018338 });
        await Plan(world, new { kind = "html", pageId = World.Page });
        await Plan(world, new { kind = "lose-response" });

        SendTests.AssertError((await world.Send(send)).Body, 613, 2018338);
        SendTests.AssertError((await world.Send(send)).Body, 613, 2018338);
        using (var html = await world.Http.PostAsJsonAsync($"/v23.0/me/messages?access_token={World.Token}", send))
        {
            Assert.Equal((HttpStatusCode.BadGateway, "text/html"), (html.StatusCode, html.Content.Headers.ContentType!.MediaType));
        }

        Assert.Single(await world.Phone(psid));
        await Assert.ThrowsAsync<HttpRequestException>(() => world.Send(send));
        Assert.Equal(2, (await world.Phone(psid)).Count);
        Assert.Equal(200, (await world.Send(send)).Status);
    }

    [Fact]
    public async Task AHangingSendEndsWhenTheFaultsAreForgotten()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Writes(psid, "hola");
        await Plan(world, new { kind = "hang" });
        var hanging = world.Send(new { recipient = new { id = psid }, message = new { text = "x" } });
        await World.Until(() => world.Http.GetStringAsync("/control/faults"), f => f == "[]");
        Assert.False(hanging.IsCompleted);

        using var cleared = await world.Http.DeleteAsync("/control/faults");

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        Assert.Single(await world.Phone(psid));
    }

    [Theory]
    [InlineData("good", true, true)]
    [InlineData("wrong", true, true)]
    [InlineData("missing", false, false)]
    [InlineData("sha1-only", false, true)]
    public async Task RawBytesGoOutAsTheyAreWithTheWantedSignature(string sign, bool sha256, bool sha1)
    {
        await using var world = await World.Start();
        world.Receiver.Answer = _ => 401;
        var answer = await world.Post("/control/raw", new { body = "{ñ", sign });

        var call = Assert.Single(world.Receiver.Calls);

        Assert.Equal(401, answer["status"]!.GetValue<int>());
        Assert.Equal("{ñ"u8.ToArray(), call.Body);
        Assert.Equal((sha256, sha1), (call.Sha256 is not null, call.Sha1 is not null));
        Assert.Equal(sign == "good", call.Sha256 == Signatures.Sha256(call.Body, SimulatorDefaults.AppSecret));
    }

    [Fact]
    public async Task BadInputIsExplainedPerField()
    {
        await using var world = await World.Start();
        using var bad = await world.Http.PostAsJsonAsync("/control/customers", new { pageId = World.Page, name = "", locale = "español" });
        using var noPage = await world.Http.PostAsJsonAsync("/control/customers", new { pageId = "1", name = "X", locale = "es_LA" });
        using var noOne = await world.Http.GetAsync("/control/customers/1234567890123456/messages");
        using var otherPage = await world.Http.PostAsJsonAsync($"/control/customers/{await world.Customer()}/messages", new { pageId = SimulatorDefaults.CafePageId, text = "x" });

        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal(2, (await bad.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Count);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound], [noPage.StatusCode, noOne.StatusCode, otherPage.StatusCode]);
    }

    private static async Task Plan(World world, object fault)
    {
        using var response = await world.Http.PostAsJsonAsync("/control/faults", fault);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
