using Messenger.Meta.Tests.Graph;

namespace Messenger.Meta.Tests.Connecting;

/// <summary>What Meta has written down about the app itself.</summary>
public sealed class AppClientTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"data":[]}""", null, false, "")]
    [InlineData("""{"data":[{"object":"user","callback_url":"https://a.example/x","active":true}]}""", null, false, "")]
    [InlineData("""{"data":[{"object":"page","callback_url":"https://a.example/x","active":true,"fields":[{"name":"messages","version":"v26.0"},{"name":"standby"}]}]}""", "https://a.example/x", true, "messages,standby")]
    [InlineData("""{"data":[{"object":"page","callback_url":"https://a.example/x","active":false,"fields":["messages"]}]}""", "https://a.example/x", false, "messages")]
    [InlineData("""{"data":[{"object":"page"}]}""", null, false, "")]
    public async Task The_webhook_of_pages_is_read(string answer, string? callback, bool active, string fields)
    {
        await using var server = await GraphServer.Answering(answer);
        using var graph = new GraphFixture(server.Url);
        var webhook = Assert.IsType<GraphResult<AppWebhook>.Done>(await graph.App.Webhook(Ct)).Value;
        Assert.Equal((callback, active, fields), (webhook.Callback, webhook.IsActive, string.Join(',', webhook.Fields)));
        Assert.Equal(SubscriptionClient.Fields.Except(webhook.Fields), webhook.Missing);
        Assert.Equal("/v26.0/900000000000001/subscriptions", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        await using var server = await GraphServer.Answering("""{"error":{"message":"x","type":"OAuthException","code":190,"fbtrace_id":"a"}}""");
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<GraphResult<AppWebhook>.Refused>(await graph.App.Webhook(Ct));
    }

    [Fact]
    public async Task An_answer_that_is_none_says_nothing()
    {
        await using var server = await GraphServer.Answering("<html>");
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<GraphResult<AppWebhook>.Later>(await graph.App.Webhook(Ct));
    }
}
