using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messenger.Simulator.Tests;

/// <summary>What customers attach.</summary>
public sealed class IncomingAttachmentTests
{
    [Theory]
    [InlineData("image", "image/png")]
    [InlineData("audio", "audio/wav")]
    [InlineData("video", "video/webm")]
    [InlineData("file", "application/pdf")]
    [InlineData("sticker", "image/png")]
    public async Task BytesComeWithTheirTypeUntilTheAddressEnds(string type, string contentType)
    {
        await using var world = await World.Start();
        var attachment = (await Sent(world, new { type }))[0];
        var url = new Uri(attachment.GetProperty("payload").GetProperty("url").GetString()!);
        using var first = await world.Http.GetAsync(url);

        Assert.Equal((type, contentType), (attachment.GetProperty("type").GetString(), first.Content.Headers.ContentType!.MediaType));
        Assert.True((await first.Content.ReadAsByteArrayAsync()).Length > 100);
        world.Clock.Advance(TimeSpan.FromSeconds(3601));
        using var late = await world.Http.GetAsync(url);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        using var forged = await world.Http.GetAsync(url.ToString().Replace("oe=", "oe=f", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    [Theory]
    [InlineData("sticker", """{"payload":{"sticker_id":369239263222822}}""")]
    [InlineData("sticker-as-image", """{"type":"image","payload":{"sticker_id":369239263222822}}""")]
    [InlineData("fallback", """{"payload":{"title":"Un artículo"}}""")]
    [InlineData("fallback-old", """{"type":"fallback","title":"Un artículo","url":"https://www.facebook.com/articulo"}""")]
    [InlineData("reel", """{"payload":{"reel_video_id":1024209983}}""")]
    [InlineData("ig_reel", """{"payload":{"title":"Reel"}}""")]
    [InlineData("post", """{"payload":{"id":1024209984}}""")]
    [InlineData("ig_post", """{"payload":{"title":"Publicación"}}""")]
    [InlineData("share", """{"payload":{"url":"https://www.facebook.com/share/1"}}""")]
    [InlineData("template", """{"payload":{"product":{"elements":[{"title":"Poncho de alpaca"}]}}}""")]
    [InlineData("appointment_booking", """{"payload":{"status":"requested","start_time":1767225600}}""")]
    [InlineData("location", """{"title":"Plaza Uruguaya","payload":{"coordinates":{"lat":-25.2821}}}""")]
    [InlineData("hologram", """{"type":"hologram"}""")]
    public async Task EveryTypeHasItsPayload(string type, string expected)
    {
        await using var world = await World.Start();
        EventTests.AssertContains(JsonDocument.Parse(expected).RootElement, (await Sent(world, new { type }))[0]);
    }

    [Fact]
    public async Task TheOldStickerComesTwiceInOneMessage()
    {
        await using var world = await World.Start();
        await world.Settings(new { doubleSticker = true });

        var attachments = await Sent(world, new { type = "sticker" });

        Assert.Equal(["sticker", "image"], attachments.EnumerateArray().Select(a => a.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task AFileOfOnesOwnCanBeSent()
    {
        await using var world = await World.Start();
        using var content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("image/gif") } };
        using var kept = await world.Http.PostAsync("/control/files?name=mi%20foto.gif", content);
        var key = (await kept.Content.ReadFromJsonAsync<JsonObject>())!;

        var attachment = (await Sent(world, new { type = "image", fileId = key["id"]!.GetValue<string>() }))[0];

        using var fetched = await world.Http.GetAsync(attachment.GetProperty("payload").GetProperty("url").GetString());
        Assert.Equal(("image/gif", 3L), (fetched.Content.Headers.ContentType!.MediaType, fetched.Content.Headers.ContentLength));
        using var address = await world.Http.PostAsync($"/control/files/{key["id"]}/address?seconds=5", null);
        var brief = (await address.Content.ReadFromJsonAsync<JsonObject>())!["url"]!.GetValue<string>();
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        using var ended = await world.Http.GetAsync(brief);
        Assert.Equal(HttpStatusCode.Forbidden, ended.StatusCode);
        Assert.Equal((400, "bad-file"), await world.Refused(HttpMethod.Post, "files"));
        Assert.Equal((404, "unknown-file"), await world.Refused(HttpMethod.Get, "files/none"));
    }

    private static async Task<JsonElement> Sent(World world, object attachment)
    {
        var psid = await world.Customer();
        await world.Post($"/control/customers/{psid}/messages", new { pageId = World.Page, attachments = new[] { attachment } });
        return (await world.Accepted(1))[0].Event.GetProperty("message").GetProperty("attachments");
    }
}
