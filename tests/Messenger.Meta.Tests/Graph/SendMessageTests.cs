using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messenger.Domain.Conversations;
using Messenger.Meta.Tests.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Messenger.Meta.Tests.Graph;

/// <summary>Messages of every kind, as Meta documents them.</summary>
public sealed class SendMessageTests
{
    private const string Success = """{"recipient_id":"7000000000000001","message_id":"m_B1","attachment_id":"687"}""";

    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x00, 0xFF];

    public static TheoryData<OutgoingMessage, string> Messages() => new()
    {
        {
            new(Payloads.Psid, new OutgoingContent.Text("Hello"), "id-1"),
            """{"recipient":{"id":"7000000000000001"},"messaging_type":"RESPONSE","message":{"text":"Hello","metadata":"id-1"}}"""
        },
        {
            new(Payloads.Psid, new OutgoingContent.Text("Hello"), "id-1", MessagingType.HumanAgent, "m_A1"),
            """{"recipient":{"id":"7000000000000001"},"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT","message":{"text":"Hello","metadata":"id-1"},"reply_to":{"mid":"m_A1"}}"""
        },
        {
            new(Payloads.Psid, new OutgoingContent.Link(FileKind.Image, new("https://e.x/a b.jpg?x=ñ")), "id-1"),
            """{"recipient":{"id":"7000000000000001"},"messaging_type":"RESPONSE","message":{"attachment":{"type":"image","payload":{"url":"https://e.x/a%20b.jpg?x=%C3%B1"}},"metadata":"id-1"}}"""
        },
        {
            new(Payloads.Psid, new OutgoingContent.Link(FileKind.Video, new("http://127.0.0.1:5081/v.mp4"), Reusable: true), "id-1"),
            """{"recipient":{"id":"7000000000000001"},"messaging_type":"RESPONSE","message":{"attachment":{"type":"video","payload":{"url":"http://127.0.0.1:5081/v.mp4","is_reusable":true}},"metadata":"id-1"}}"""
        },
        {
            new(Payloads.Psid, new OutgoingContent.Stored(FileKind.Audio, "1857"), "id-1"),
            """{"recipient":{"id":"7000000000000001"},"messaging_type":"RESPONSE","message":{"attachment":{"type":"audio","payload":{"attachment_id":"1857"}},"metadata":"id-1"}}"""
        },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Messages))]
    public async Task Each_kind_is_written_as_documented(OutgoingMessage message, string json)
    {
        await using var server = await GraphServer.Answering(Success);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new SendOutcome.Sent("m_B1", "687"), await graph.SendMessage(message));
        var asked = Assert.Single(server.Requests);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(asked.Body)), asked.Body);
    }

    [Fact]
    public async Task A_file_goes_along_in_parts_that_a_server_reads()
    {
        Dictionary<string, StringValues> fields = [];
        (string Name, string? Type, byte[] Bytes) file = default;
        await using var server = await GraphServer.StartForms(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            fields = form.ToDictionary(field => field.Key, field => field.Value);
            var part = Assert.Single(form.Files);
            using var memory = new MemoryStream();
            await part.CopyToAsync(memory);
            file = ($"{part.Name}/{part.FileName}", part.ContentType, memory.ToArray());
            await context.Response.WriteAsync(Success);
        });
        using var graph = new GraphFixture(server.Url);
        var message = new OutgoingMessage(
            Payloads.Psid, new OutgoingContent.Bytes(FileKind.Image, "niño \"1\"\r\nX: y.png", "image/png", Picture, Reusable: true), "id-1", MessagingType.HumanAgent, "m_\"A1");
        Assert.Equal(new SendOutcome.Sent("m_B1", "687"), await graph.SendMessage(message));
        Assert.Equal("filedata/niño _1___X: y.png", file.Name);
        Assert.Equal("image/png", file.Type);
        Assert.Equal(Picture, file.Bytes);
        Assert.Equal(["message", "messaging_type", "recipient", "reply_to", "tag"], fields.Keys.Order());
        Assert.Equal(("MESSAGE_TAG", "HUMAN_AGENT"), (fields["messaging_type"].ToString(), fields["tag"].ToString()));
        Assert.Equal("""{"id":"7000000000000001"}""", fields["recipient"].ToString());
        Assert.Equal("m_\"A1", JsonDocument.Parse(fields["reply_to"].ToString()).RootElement.GetProperty("mid").GetString());
        Assert.Equal("""{"attachment":{"type":"image","payload":{"is_reusable":true}},"metadata":"id-1"}""", fields["message"].ToString());
    }

    [Fact]
    public async Task A_plain_answer_with_a_file_has_no_tag_and_no_reply()
    {
        await using var server = await GraphServer.Answering(Success);
        using var graph = new GraphFixture(server.Url);
        await graph.SendMessage(new(Payloads.Psid, new OutgoingContent.Bytes(FileKind.File, "a.bin", "application/octet-stream", "content"u8.ToArray()), "id-1"));
        var body = Assert.Single(server.Requests).Body;
        Assert.DoesNotContain("tag", body, StringComparison.Ordinal);
        Assert.DoesNotContain("reply_to", body, StringComparison.Ordinal);
        Assert.DoesNotContain("is_reusable", body, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\ncontent\r\n--", body, StringComparison.Ordinal);
    }

    public static TheoryData<OutgoingContent, string> Impossible() => new()
    {
        { new OutgoingContent.Bytes(FileKind.Image, "a.png", "image/png", new byte[(8 * 1024 * 1024) + 1]), "file: too large" },
        { new OutgoingContent.Bytes(FileKind.File, "a.pdf", "application/pdf", new byte[(25 * 1024 * 1024) + 1]), "file: too large" },
        { new OutgoingContent.Bytes(FileKind.File, "a.pdf", "application/pdf", default), "file: empty" },
        { new OutgoingContent.Bytes(FileKind.Image, "a.png", "video/mp4", Picture), "file: media type" },
        { new OutgoingContent.Bytes(FileKind.Image, "a.png", "", Picture), "file: media type" },
        { new OutgoingContent.Bytes(FileKind.File, "a.png", "image", Picture), "file: media type" },
        { new OutgoingContent.Bytes(FileKind.File, "a.png", "text/plain\r\nX: y", Picture), "file: media type" },
        { new OutgoingContent.Link(FileKind.Image, new("file:///etc/passwd")), "file: not a web address" },
        { new OutgoingContent.Link(FileKind.Image, new("/a.png", UriKind.Relative)), "file: not a web address" },
        { new OutgoingContent.Stored(FileKind.Image, ""), "file: no id" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Impossible))]
    public async Task What_Meta_surely_refuses_is_not_sent_to_it(OutgoingContent content, string reason)
    {
        await using var server = await GraphServer.Answering(Success);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new SendOutcome.Refused(GraphErrorClass.OurFault, reason), await graph.SendMessage(new(Payloads.Psid, content, "id-1")));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_picture_of_exactly_8_MB_goes_out_and_is_not_copied_into_the_log()
    {
        await using var server = await GraphServer.Answering(Success);
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Sent>(await graph.SendMessage(new(
            Payloads.Psid, new OutgoingContent.Bytes(FileKind.Image, "a.png", "image/png", new byte[8 * 1024 * 1024]), "id-1")));
    }

    [Fact]
    public async Task A_file_whose_deadline_is_over_leaves_no_byte()
    {
        await using var server = await GraphServer.Answering(Success);
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Late>(await graph.SendMessage(
            new(Payloads.Psid, new OutgoingContent.Bytes(FileKind.Image, "a.png", "image/png", Picture), "id-1"), () => false));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_file_has_its_own_time_out()
    {
        await using var server = await GraphServer.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var graph = new GraphFixture(server.Url, media: TimeSpan.FromSeconds(2));
        Assert.IsType<SendOutcome.Unknown>(await graph.SendMessage(new(Payloads.Psid, new OutgoingContent.Stored(FileKind.Image, "1"), "id-1")));
    }

    [Theory]
    [InlineData("😊", """{"recipient":{"id":"7000000000000001"},"sender_action":"react","payload":{"message_id":"m_A1","reaction":"😊"}}""")]
    [InlineData(null, """{"recipient":{"id":"7000000000000001"},"sender_action":"unreact","payload":{"message_id":"m_A1"}}""")]
    public async Task A_reaction_is_a_sender_action(string? emoji, string json)
    {
        await using var server = await GraphServer.Answering("""{"recipient_id":"7000000000000001"}""");
        using var graph = new GraphFixture(server.Url);
        await graph.Client.React(GraphServer.Token, Payloads.PageId, Payloads.Psid, "m_A1", emoji, TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(Assert.Single(server.Requests).Body)));
    }

    [Fact]
    public async Task Every_code_of_the_table_ends_as_the_table_says()
    {
        foreach (var (code, subcode, expected) in new (int Code, int? Subcode, Type Expected)[]
        {
            (100, 2018008, typeof(SendOutcome.NotSent)), (100, 2018294, typeof(SendOutcome.NotSent)), (100, 2018047, typeof(SendOutcome.Refused)),
            (1, 99, typeof(SendOutcome.Unknown)), (1200, null, typeof(SendOutcome.NotSent)), (2018300, null, typeof(SendOutcome.Refused)),
        })
        {
            await using var server = await GraphServer.Answering($$$"""{"error":{"code":{{{code}}},"error_subcode":{{{subcode?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}}}""", 500);
            using var graph = new GraphFixture(server.Url);
            Assert.IsType(expected, await graph.Send());
            Assert.Single(server.Requests);
        }
    }
}
