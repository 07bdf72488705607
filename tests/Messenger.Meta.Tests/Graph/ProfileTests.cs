using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Messenger.Meta.Tests.Graph;

public sealed class ProfileTests
{
    [Theory]
    [InlineData(200, """{"id":"7","name":"Ana K","first_name":"Ana","last_name":"K","locale":"es_LA"}""", "Ana K", "es_LA", false)]
    [InlineData(200, """{"id":"7","name":"Ana K"}""", "Ana K", null, false)]
    [InlineData(200, """{"id":"7","first_name":"Ana","last_name":"Ñ"}""", "Ana Ñ", null, false)]
    [InlineData(200, """{"id":"7","last_name":"Ñ","name":" "}""", "Ñ", null, false)]
    [InlineData(200, """{"name":"\ud83d\ude00\ud800"}""", "😀\uFFFD", null, false)]
    [InlineData(200, "{}", null, null, true)]
    [InlineData(200, """{"id":"7"}""", null, null, true)]
    [InlineData(200, "[]", null, null, true)]
    [InlineData(200, "<html></html>", null, null, true)]
    [InlineData(400, """{"error":{"code":100,"error_subcode":2018218}}""", null, null, false)]
    [InlineData(400, """{"error":{"code":100,"error_subcode":33}}""", null, null, false)]
    [InlineData(400, """{"error":{"code":230,"error_subcode":2018247}}""", null, null, true)]
    [InlineData(400, """{"error":{"code":190,"error_subcode":460}}""", null, null, true)]
    [InlineData(403, """{"error":{"code":4}}""", null, null, true)]
    [InlineData(400, """{"error":{"code":100}}""", null, null, false)]
    public async Task Each_answer_says_what_is_known_and_whether_to_come_back(int status, string body, string? name, string? locale, bool tryLater)
    {
        await using var server = await GraphServer.Answering(body, status);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new ProfileOutcome(name, locale, tryLater), await graph.Profile());
        var asked = server.Requests.First();
        Assert.Equal(("GET", "/v26.0/7000000000000001", $"Bearer {GraphServer.Token}"), (asked.Method, asked.Path, asked.Authorization));
        Assert.StartsWith("?fields=name,first_name,last_name,locale&appsecret_proof=", asked.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_of_the_server_is_tried_again()
    {
        var count = 0;
        await using var server = await GraphServer.Start(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref count) == 1 ? 502 : 200;
            return context.Response.WriteAsync("""{"name":"Ana"}""");
        });
        using var graph = new GraphFixture(server.Url);
        Assert.Equal("Ana", (await graph.Profile()).Name);
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task A_rate_limit_is_not_tried_again()
    {
        await using var server = await GraphServer.Answering("""{"error":{"code":613}}""", 429);
        using var graph = new GraphFixture(server.Url);
        Assert.True((await graph.Profile()).TryLater);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_hung_server_means_later()
    {
        await using var server = await GraphServer.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var graph = new GraphFixture(server.Url, TimeSpan.FromMilliseconds(200));
        Assert.Equal(new ProfileOutcome(null, null, true), await graph.Profile());
    }

    [Fact]
    public async Task A_refused_connection_means_later()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}";
        listener.Stop();
        using var graph = new GraphFixture(url, TimeSpan.FromSeconds(1));
        Assert.Equal(new ProfileOutcome(null, null, true), await graph.Profile());
    }

    [Fact]
    public async Task Cancelling_is_the_callers_wish_and_no_answer()
    {
        using var graph = new GraphFixture("http://127.0.0.1:9");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => graph.Profile(new CancellationToken(canceled: true)));
    }
}
