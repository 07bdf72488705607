using Messenger.Meta.Tests.Webhooks;

namespace Messenger.Meta.Tests.Graph;

/// <summary>Was it sent? From the Page, mid unknown, not older than the attempt, equal text, oldest first; and "no" only when that is certain.</summary>
public sealed class ReadBackTests
{
    private const string Thread = """{"data":[{"id":"t_1","participants":{"data":[{"name":"Ana","id":"7000000000000001"},{"name":"Page","id":"100000000000001"}]}}]}""";
    private const string Page = "100000000000001";
    private const string Nobody = "-";

    private static readonly DateTimeOffset After = new(2026, 1, 1, 12, 0, 0, 500, TimeSpan.Zero);

    [Theory]
    [InlineData("the message itself", "m1", Page, "Hello", "2026-01-01T12:00:03+0000", "m1")]
    [InlineData("the second it began in", "m1", Page, "Hello", "2026-01-01T12:00:00+0000", "m1")]
    [InlineData("another time zone", "m1", Page, "Hello", "2026-01-01T09:00:03-0300", "m1")]
    [InlineData("a colon in it", "m1", Page, "Hello", "2026-01-01T12:00:03+00:00", "m1")]
    [InlineData("trimmed by Meta", "m1", Page, " Hello\n", "2026-01-01T12:00:03+0000", "m1")]
    [InlineData("too old", "m1", Page, "Hello", "2026-01-01T11:59:59+0000", Nobody)]
    [InlineData("known already", "known", Page, "Hello", "2026-01-01T12:00:03+0000", Nobody)]
    [InlineData("from the customer", "m1", "7000000000000001", "Hello", "2026-01-01T12:00:03+0000", Nobody)]
    [InlineData("another text", "m1", Page, "hello", "2026-01-01T12:00:03+0000", Nobody)]
    [InlineData("no text", "m1", Page, "", "2026-01-01T12:00:03+0000", Nobody)]
    public async Task A_message_counts_when_all_of_it_fits(string what, string mid, string from, string text, string created, string expected)
    {
        await using var server = await Serving(Line(mid, from, text, created));
        using var graph = new GraphFixture(server.Url);
        Assert.True(Found(expected) == await Find(graph), what);
    }

    [Fact]
    public async Task Of_several_the_oldest_is_taken_and_the_next_when_that_one_is_known()
    {
        var lines = string.Join(',', Line("m3", Page, "Hello", "2026-01-01T12:00:09+0000"), Line("m2", Page, "Hello", "2026-01-01T12:00:05+0000"), Line("m1", Page, "Hello", "2026-01-01T12:00:05+0000"));
        await using var server = await Serving(lines);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(Found("m1"), await Find(graph));
        Assert.Equal(Found("m2"), await Find(graph, known: ["m1"]));
        Assert.Equal(Found("m3"), await Find(graph, known: ["m1", "m2"]));
        Assert.Equal(Found(Nobody), await Find(graph, known: ["m1", "m2", "m3"]));
    }

    [Fact]
    public async Task A_file_is_found_by_having_one()
    {
        var with = """{"id":"m1","message":"","from":{"id":"100000000000001"},"created_time":"2026-01-01T12:00:03+0000","attachments":{"data":[{"id":"5"}]} }""";
        var without = Line("m0", Page, "", "2026-01-01T12:00:02+0000");
        await using var server = await Serving($"{with},{without}");
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(Found("m1"), await Find(graph, text: null));
    }

    [Fact]
    public async Task The_list_is_followed_by_its_cursor_and_never_by_its_address()
    {
        var next = "\"paging\":{\"cursors\":{\"after\":\"C 1\"},\"next\":\"http://graph.invalid/stolen?access_token=x\"}";
        await using var server = await GraphServer.Answering(
            ("/conversations?", Thread),
            ("after=C%201", $"{{\"data\":[{Line("m1", Page, "Hello", "2026-01-01T12:00:02+0000")}],\"paging\":{{\"cursors\":{{\"after\":\"C 2\"}}}}}}"),
            ("/t_1/messages?", $"{{\"data\":[{Line("m9", Page, "other", "2026-01-01T12:00:09+0000")}],{next}}}"));
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(Found("m1"), await Find(graph));
        Assert.Equal(["/v26.0/100000000000001/conversations", "/v26.0/t_1/messages", "/v26.0/t_1/messages"], server.Requests.Select(asked => asked.Path));
        Assert.StartsWith("?fields=id,message,from,created_time,attachments&limit=25&appsecret_proof=", server.Requests.ElementAt(1).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stops_at_the_first_message_before_the_attempt()
    {
        await using var server = await GraphServer.Answering(
            ("/conversations?", Thread),
            ("/t_1/messages?", $"{{\"data\":[{Line("m0", Page, "old", "2026-01-01T11:00:00+0000")}],\"paging\":{{\"cursors\":{{\"after\":\"C\"}},\"next\":\"x\"}}}}"));
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(Found(Nobody), await Find(graph));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_thread_without_an_end_is_no_answer()
    {
        await using var server = await GraphServer.Answering(
            ("/conversations?", Thread),
            ("/t_1/messages?", $"{{\"data\":[{Line("m0", Page, "x", "2026-01-01T12:00:09+0000")}],\"paging\":{{\"cursors\":{{\"after\":\"C\"}},\"next\":\"x\"}}}}"));
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<GraphResult<ReadBack>.Later>(await Find(graph));
        Assert.Equal(9, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"data":[]}""", """{"data":[]}""")]
    [InlineData("""{"data":[{"id":"t_1","participants":{"data":[{"id":"55"}]}}]}""", """{"data":[]}""")]
    [InlineData("""{"data":[{"id":"t_1"}]}""", """{"data":[]}""")]
    [InlineData("{}", """{"data":[]}""")]
    [InlineData("""{"error":{"code":613}}""", """{"data":[]}""")]
    [InlineData(Thread, "{}")]
    [InlineData(Thread, "<html></html>")]
    [InlineData(Thread, """{"error":{"code":2}}""")]
    [InlineData(Thread, """{"error":"x"}""")]
    [InlineData(Thread, """{"data":[{"id":"m1","message":"Hello","from":{"id":"100000000000001"}}]}""")]
    [InlineData(Thread, """{"data":[{"id":"m1","message":"Hello","from":{"id":"100000000000001"},"created_time":"soon"}]}""")]
    [InlineData(Thread, """{"data":[{"message":"Hello","from":{"id":"100000000000001"},"created_time":"2026-01-01T12:00:03+0000"}]}""")]
    public async Task An_odd_answer_never_says_that_it_was_not_sent(string conversations, string messages)
    {
        await using var server = await GraphServer.Answering(("/conversations?", conversations), ("/t_1/messages?", messages));
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<GraphResult<ReadBack>.Later>(await Find(graph));
    }

    [Theory]
    [InlineData("""{"error":{"code":190,"error_subcode":463}}""", GraphErrorClass.TokenDead)]
    [InlineData("""{"error":{"code":10}}""", GraphErrorClass.PermissionMissing)]
    public async Task A_refusal_is_a_refusal(string conversations, GraphErrorClass expected)
    {
        await using var server = await GraphServer.Answering(("/conversations?", conversations));
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(expected, Assert.IsType<GraphResult<ReadBack>.Refused>(await Find(graph)).Class);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Without_a_permit_nothing_is_asked(int permits)
    {
        await using var server = await Serving(Line("m1", Page, "Hello", "2026-01-01T12:00:03+0000"));
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(GraphErrorClass.RateLimited, Assert.IsType<GraphResult<ReadBack>.Later>(await Find(graph, permits: permits)).Class);
        Assert.Equal(permits, server.Requests.Count);
    }

    private static GraphResult<ReadBack> Found(string mid) => new GraphResult<ReadBack>.Done(new(mid == Nobody ? null : mid));

    private static string Line(string mid, string from, string text, string created) =>
        $$"""{"id":"{{mid}}","message":{{System.Text.Json.JsonSerializer.Serialize(text)}},"from":{"id":"{{from}}"},"created_time":"{{created}}"}""";

    private static Task<GraphServer> Serving(string lines) => GraphServer.Answering(("/conversations?", Thread), ("/t_1/messages?", $"{{\"data\":[{lines}]}}"));

    private static Task<GraphResult<ReadBack>> Find(GraphFixture graph, string? text = "Hello", string[]? known = null, int permits = 100) => graph.Client.FindSent(
        GraphServer.Token, Payloads.PageId, Payloads.Psid, text, After, mid => new(mid == "known" || known?.Contains(mid) == true), () => new(permits-- > 0), TestContext.Current.CancellationToken);
}
