using Microsoft.AspNetCore.Http;

namespace Messenger.Meta.Tests.Graph;

public sealed class SenderActionTests
{
    private static Task Act(GraphFixture graph) => graph.Client.SenderAction(
        GraphServer.Token, Webhooks.Payloads.PageId, Webhooks.Payloads.Psid, "typing_on", TestContext.Current.CancellationToken);

    [Fact]
    public async Task It_carries_the_action_and_no_message()
    {
        await using var server = await GraphServer.Answering("""{"recipient_id":"7000000000000001"}""");
        using var graph = new GraphFixture(server.Url);
        await Act(graph);
        Assert.Equal("""{"recipient":{"id":"7000000000000001"},"sender_action":"typing_on"}""", Assert.Single(server.Requests).Body);
        Assert.Empty(graph.Log);
    }

    [Fact]
    public async Task A_refusal_is_logged_and_forgotten()
    {
        await using var server = await GraphServer.Answering("""{"error":{"code":10,"error_subcode":2018278}}""", 400);
        using var graph = new GraphFixture(server.Url);
        await Act(graph);
        Assert.Contains("10/2018278", Assert.Single(graph.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_connection_is_logged_and_forgotten()
    {
        await using var server = await GraphServer.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var graph = new GraphFixture(server.Url);
        await Act(graph);
        Assert.Contains("no answer", Assert.Single(graph.Log), StringComparison.Ordinal);
    }
}
