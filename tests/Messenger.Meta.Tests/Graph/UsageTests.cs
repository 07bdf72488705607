using Messenger.Meta.Tests.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Messenger.Meta.Tests.Graph;

/// <summary>What Meta says about its allowance is shown, and kept to before it has to refuse.</summary>
public sealed class UsageTests
{
    private const string Success = """{"recipient_id":"7000000000000001","message_id":"m_B1","name":"Ana"}""";

    [Fact]
    public async Task Both_headers_are_read_and_shown()
    {
        await using var server = await Serving(
            """{"call_count":28,"total_time":25,"total_cputime":26}""",
            """{"100000000000001":[{"type":"messenger","call_count":1,"total_cputime":2,"total_time":3,"estimated_time_to_regain_access":0},{"type":"pages","call_count":"4"}],"2":[{"type":"pages","call_count":99}]}""");
        using var graph = new GraphFixture(server.Url);
        await graph.Send();
        Assert.Equal((new Usage(28, 25, 26), 28), (graph.Usage.App!.Value, graph.Usage.App.Value.Percent));
        Assert.Equal(
            [
                new PageUsage(Payloads.PageId, "messenger", new(1, 3, 2), TimeSpan.Zero),
                new PageUsage(Payloads.PageId, "pages", new(4, 0, 0), TimeSpan.Zero),
            ],
            graph.Usage.Of(Payloads.PageId));
        graph.Clock.Advance(UsageBoard.Fresh);
        Assert.Null(graph.Usage.App);
        Assert.Empty(graph.Usage.Of(Payloads.PageId));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("x", "{")]
    [InlineData("[]", "[1]")]
    [InlineData("7", """{"1":{}}""")]
    [InlineData("""{"call_count":-5}""", """{"1":[7,{"call_count":{}}]}""")]
    [InlineData("""{"call_count":99999999999999999999}""", """{"1":[{"estimated_time_to_regain_access":-9}]}""")]
    public async Task Odd_headers_do_no_harm(string? app, string? pages)
    {
        await using var server = await Serving(app, pages);
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
    }

    [Fact]
    public async Task Messages_wait_for_as_long_as_Meta_said_and_nothing_is_called()
    {
        await using var server = await Serving(null, """{"100000000000001":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":7}]}""");
        using var graph = new GraphFixture(server.Url);
        await graph.Send();
        graph.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(new SendOutcome.NotSent(TimeSpan.FromMinutes(1)), await graph.Send());
        Assert.Single(server.Requests);
        graph.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
    }

    [Theory]
    [InlineData("""{"2":[{"type":"messenger","estimated_time_to_regain_access":7}]}""")]
    [InlineData("""{"100000000000001":[{"type":"pages","estimated_time_to_regain_access":7}]}""")]
    [InlineData("""{"100000000000001":[{"type":"messenger","call_count":100}]}""")]
    public async Task Another_pages_or_another_kinds_refusal_does_not_hold_messages(string pages)
    {
        await using var server = await Serving(null, pages);
        using var graph = new GraphFixture(server.Url);
        await graph.Send();
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
    }

    [Theory]
    [InlineData("""{"call_count":90}""", null)]
    [InlineData("""{"call_count":1,"total_cputime":95}""", null)]
    [InlineData(null, """{"100000000000001":[{"type":"pages","total_time":90}]}""")]
    [InlineData(null, """{"100000000000001":[{"type":"pages","estimated_time_to_regain_access":1}]}""")]
    public async Task Look_ups_leave_the_rest_to_the_messages(string? app, string? pages)
    {
        await using var server = await Serving(app, pages);
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
        Assert.Equal(new ProfileOutcome(null, null, true), await Customer(graph));
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
        Assert.Equal(2, server.Requests.Count);
        graph.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Ana", (await Customer(graph)).Name);
    }

    [Fact]
    public async Task Below_the_reserve_look_ups_go_on()
    {
        await using var server = await Serving("""{"call_count":89}""", """{"100000000000001":[{"type":"pages","total_time":89}],"2":[{"type":"pages","call_count":99}]}""");
        using var graph = new GraphFixture(server.Url);
        await graph.Send();
        Assert.Equal("Ana", (await Customer(graph)).Name);
    }

    private static Task<ProfileOutcome> Customer(GraphFixture graph) =>
        graph.Client.Customer(GraphServer.Token, Payloads.PageId, Payloads.Psid, () => new(true), TestContext.Current.CancellationToken);

    private static Task<GraphServer> Serving(string? app, string? pages) => GraphServer.Start(context =>
    {
        context.Response.Headers["X-App-Usage"] = app;
        context.Response.Headers["X-Business-Use-Case-Usage"] = pages;
        return context.Response.WriteAsync(Success);
    });
}
