using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messenger.Simulator.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Simulator.Tests;

/// <summary>What Pages attach: fetched, uploaded, or sent before.</summary>
public sealed class OutgoingAttachmentTests
{
    [Fact]
    public async Task AnAddressIsFetchedShownAndEchoed()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        Serve(world, "image/png", [9, 8, 7]);
        var (status, body) = await world.Send(Attachment(psid, "image", new { url = world.Receiver.At("/f/foto.png"), is_reusable = true }));

        Assert.Equal(200, status);
        var id = body["attachment_id"]!.GetValue<string>();
        var echoed = (await world.Accepted(2))[1].Event.GetProperty("message").GetProperty("attachments")[0];
        Assert.Equal(("image", id), (echoed.GetProperty("type").GetString(), echoed.GetProperty("payload").GetProperty("attachment_id").ToString()));
        Assert.Equal(JsonValueKind.Number, echoed.GetProperty("payload").GetProperty("attachment_id").ValueKind);
        Assert.Equal([9, 8, 7], await world.Http.GetByteArrayAsync(echoed.GetProperty("payload").GetProperty("url").GetString()));
        Assert.Equal("image", (await world.Phone(psid))[1]!["attachments"]![0]!["type"]!.GetValue<string>());

        Assert.Equal(200, (await world.Send(Attachment(psid, "image", new { attachment_id = id }))).Status);
        SendTests.AssertError((await world.Send(Attachment(psid, "audio", new { attachment_id = id }))).Body, 100, 2018074);
        world.Clock.Advance(TimeSpan.FromDays(90));
        await world.Writes(psid, "otra vez");
        SendTests.AssertError((await world.Send(Attachment(psid, "image", new { attachment_id = id }))).Body, 100, 2018074);
    }

    [Theory]
    [InlineData("image", 404, "image/png", 3, 2018008)]
    [InlineData("image", 302, "image/png", 3, 2018008)]
    [InlineData("image", 200, "text/html", 3, 2018047)]
    [InlineData("video", 200, "image/png", 3, 2018047)]
    [InlineData("image", 200, "image/png", (8 * 1024 * 1024) + 1, 2018109)]
    [InlineData("file", 200, "application/pdf", (25 * 1024 * 1024) + 1, 2018109)]
    public async Task WhatCannotBeFetchedIsRefusedTruthfully(string type, int status, string contentType, int bytes, int subcode)
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        Serve(world, contentType, new byte[bytes], status);

        SendTests.AssertError((await world.Send(Attachment(psid, type, new { url = world.Receiver.At("/f/x") }))).Body, 100, subcode);
        Assert.Single(await world.Phone(psid));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/nothing-listens")]
    [InlineData("https://example.com/a.png")]
    [InlineData("ftp://localhost/a.png")]
    [InlineData("a.png")]
    public async Task AnAddressThatIsNotReachableFromHereIsRefused(string url)
    {
        await using var world = await World.Start();
        SendTests.AssertError((await world.Send(Attachment(await world.Known(), "image", new { url }))).Body, 100, 2018008);
    }

    [Theory]
    [InlineData("image", 2018008)]
    [InlineData("video", 2018294)]
    public async Task AFileThatDoesNotComeInTimeIsRefused(string type, int subcode)
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        var fetcher = world.Services.GetRequiredService<Fetcher>();
        fetcher.Patience = fetcher.VideoPatience = TimeSpan.FromMilliseconds(200);
        world.Receiver.Elsewhere = async http =>
        {
            var gone = new TaskCompletionSource();
            await using var registration = http.RequestAborted.Register(() => gone.TrySetResult());
            await gone.Task;
        };

        SendTests.AssertError((await world.Send(Attachment(psid, type, new { url = world.Receiver.At("/f/x") }))).Body, 100, subcode);
    }

    [Theory]
    [InlineData("image/png", 10, null)]
    [InlineData("audio/wav", 10, 2018047)]
    [InlineData(null, 10, 2018047)]
    [InlineData("image/png", (8 * 1024 * 1024) + 1, 2018109)]
    public async Task APartIsTakenWhenItsTypeAndSizeFit(string? contentType, int bytes, int? subcode)
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        using var part = new ByteArrayContent(new byte[bytes]);
        part.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        using var form = new MultipartFormDataContent
        {
            { new StringContent($$"""{"id":"{{psid}}"}"""), "recipient" },
            { new StringContent("""{"attachment":{"type":"image","payload":{"is_reusable":true}}}"""), "message" },
            { part, "filedata", "foto.png" },
        };
        using var response = await world.Http.PostAsync($"/v23.0/me/messages?access_token={World.Token}", form);
        var body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;

        if (subcode is null)
        {
            Assert.NotNull(body["attachment_id"]);
        }
        else
        {
            SendTests.AssertError(body, 100, subcode);
        }
    }

    [Fact]
    public async Task AnUploadIsPrivateToItsPage()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        Serve(world, "application/pdf", [1]);
        var (_, body) = await world.Graph(HttpMethod.Post, "me/message_attachments", World.Token, new { message = new { attachment = new { type = "file", payload = new { url = world.Receiver.At("/f/a.pdf") } } } });
        var id = body["attachment_id"]!.GetValue<string>();
        var other = await world.Known("Otra", SimulatorDefaults.CafePageId, subscribe: true);

        Assert.Equal(200, (await world.Send(Attachment(psid, "file", new { attachment_id = id }))).Status);
        SendTests.AssertError((await world.Send(Attachment(other, "file", new { attachment_id = id }), SimulatorDefaults.CafePageToken)).Body, 100, 2018074);
        SendTests.AssertError((await world.Graph(HttpMethod.Post, $"{SimulatorDefaults.CafePageId}/message_attachments", World.Token, new { message = new { attachment = new { type = "file", payload = new { attachment_id = "1" } } } })).Body, 100, 33);
    }

    public static TheoryData<string> Malformed => new()
    {
        """{"text":"x","attachment":{"type":"image","payload":{"url":"http://localhost/a"}}}""",
        """{"attachment":{"type":"hologram","payload":{}}}""",
        """{"attachment":{"type":"image","payload":{}}}""",
        """{"attachment":{"type":"template","payload":{}}}""",
        """{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[]}}}""",
        """{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"LONG"}]}}}""".Replace("LONG", new string('t', 81), StringComparison.Ordinal),
        """{"attachment":{"type":"template","payload":{"template_type":"button","text":"x","buttons":[{"type":"postback","title":"123456789012345678901","payload":"p"}]}}}""",
        $$$"""{"text":"x","quick_replies":[{{{string.Join(',', Enumerable.Repeat("""{"content_type":"text","title":"a","payload":"b"}""", 14))}}}]}""",
        """{"text":"x","quick_replies":[{"content_type":"text","title":"","payload":"b"}]}""",
        """{"text":"x","quick_replies":[{"content_type":"text","title":"123456789012345678901","payload":"b"}]}""",
        """{"sticker_id":"perro"}""",
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task MalformedContentIsRefused(string message)
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        SendTests.AssertError((await world.Send(new { recipient = new { id = psid }, message = JsonNode.Parse(message) })).Body, 100, null);
        Assert.Single(await world.Phone(psid));
    }

    [Fact]
    public async Task TemplatesQuickRepliesStickersRepliesAndReactionsReachThePhone()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        var mid = (await world.Phone(psid))[0]!["mid"]!.GetValue<string>();
        await world.Send(new { recipient = new { id = psid }, reply_to = new { mid }, message = new { text = "¿Área?", quick_replies = new[] { new { content_type = "text", title = "Ventas", payload = "V" } } } });
        await world.Send(Attachment(psid, "template", new { template_type = "button", text = "Elija", buttons = new[] { new { type = "postback", title = "Sí", payload = "S" } } }));
        await world.Send(new { recipient = new { id = psid }, message = new { sticker_id = 369239263222822 } });
        await world.Send(new { recipient = new { id = psid }, sender_action = "react", payload = new { message_id = mid, reaction = "😊" } });
        SendTests.AssertError((await world.Send(new { recipient = new { id = psid }, sender_action = "react", payload = new { message_id = "m_none", reaction = "😊" } })).Body, 100, null);

        var phone = await world.Phone(psid);

        Assert.Equal("😊", phone[0]!["reactionOut"]!.GetValue<string>());
        Assert.Equal((mid, "Ventas"), (phone[1]!["replyTo"]!.GetValue<string>(), phone[1]!["quickReplies"]![0]!["title"]!.GetValue<string>()));
        Assert.Equal(["template", "sticker"], phone.Skip(2).Select(m => m!["attachments"]![0]!["type"]!.GetValue<string>()));
    }

    private static object Attachment(string psid, string type, object payload) => new { recipient = new { id = psid }, message = new { attachment = new { type, payload } } };

    private static void Serve(World world, string contentType, byte[] bytes, int status = 200) => world.Receiver.Elsewhere = async http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.Headers.Location = status == 302 ? "/f/elsewhere" : default;
        await http.Response.Body.WriteAsync(bytes);
    };
}
