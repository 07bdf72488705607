using Messenger.Meta.Tests.Webhooks;

namespace Messenger.Meta.Tests.Graph;

public sealed class ThreadControlTests
{
    public static TheoryData<string, string> Steps() => new()
    {
        { "pass_thread_control", "recipient=%7B%22id%22%3A%227000000000000001%22%7D&target_app_id=263902037430900&metadata=why" },
        { "take_thread_control", "recipient=%7B%22id%22%3A%227000000000000001%22%7D&metadata=why" },
        { "request_thread_control", "recipient=%7B%22id%22%3A%227000000000000001%22%7D&metadata=why" },
        { "release_thread_control", "recipient=%7B%22id%22%3A%227000000000000001%22%7D&metadata=why" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Each_step_is_its_own_call(string step, string body)
    {
        await using var server = await GraphServer.Answering("""{"success":true}""");
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new GraphResult<Confirmed>.Done(new()), await Do(graph, step));
        var asked = Assert.Single(server.Requests);
        Assert.Equal(("POST", $"/v26.0/100000000000001/{step}", body, $"Bearer {GraphServer.Token}"), (asked.Method, asked.Path, asked.Body, asked.Authorization));
        Assert.StartsWith("?appsecret_proof=", asked.Query, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task None_is_repeated(string step, string body)
    {
        Assert.NotEmpty(body);
        await using var server = await GraphServer.Answering("<html></html>", 502);
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<GraphResult<Confirmed>.Later>(await Do(graph, step));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task True_as_text_is_true_and_anything_else_is_no_answer()
    {
        foreach (var (answer, done) in new[] { ("""{"success":"true"}""", true), ("""{"success":false}""", false), ("{}", false), ("[]", false) })
        {
            await using var server = await GraphServer.Answering(answer);
            using var graph = new GraphFixture(server.Url);
            Assert.Equal(done, await Do(graph, "take_thread_control") is GraphResult<Confirmed>.Done);
        }
    }

    [Fact]
    public async Task Another_apps_thread_is_named()
    {
        await using var server = await GraphServer.Answering("""{"error":{"code":10,"error_subcode":2018300,"type":"OAuthException","fbtrace_id":"T"}}""", 400);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(
            new GraphResult<Confirmed>.Refused(GraphErrorClass.OtherAppOwnsThread, "10/2018300 OAuthException T"), await Do(graph, "take_thread_control"));
    }

    [Theory]
    [InlineData("""{"data":[{"thread_owner":{"app_id":"1","expiration":1767312000}}]}""", "1", 1767312000L)]
    [InlineData("""{"data":[{"thread_owner":{"app_id":1}}]}""", "1", null)]
    [InlineData("""{"data":[]}""", null, null)]
    [InlineData("""{"data":[{}]}""", null, null)]
    public async Task The_owner_is_read(string answer, string? app, long? until)
    {
        await using var server = await GraphServer.Answering(answer);
        using var graph = new GraphFixture(server.Url);
        var owner = await graph.Client.OwnerOfThread(GraphServer.Token, Payloads.PageId, Payloads.Psid, TestContext.Current.CancellationToken);
        Assert.Equal(new GraphResult<ThreadOwner>.Done(new(app, until is { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null)), owner);
        Assert.StartsWith("?recipient=7000000000000001&appsecret_proof=", Assert.Single(server.Requests).Query, StringComparison.Ordinal);
    }

    private static Task<GraphResult<Confirmed>> Do(GraphFixture graph, string step)
    {
        var (client, ct) = (graph.Client, TestContext.Current.CancellationToken);
        return step switch
        {
            "pass_thread_control" => client.PassThread(GraphServer.Token, Payloads.PageId, Payloads.Psid, "263902037430900", "why", ct),
            "take_thread_control" => client.TakeThread(GraphServer.Token, Payloads.PageId, Payloads.Psid, "why", ct),
            "request_thread_control" => client.RequestThread(GraphServer.Token, Payloads.PageId, Payloads.Psid, "why", ct),
            _ => client.ReleaseThread(GraphServer.Token, Payloads.PageId, Payloads.Psid, "why", ct),
        };
    }
}
