using Messenger.Domain.Conversations;
using Messenger.Meta.Tests.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Messenger.Meta.Tests.Graph;

/// <summary>What may be repeated is, what could happen twice never.</summary>
public sealed class RepetitionTests
{
    private static readonly string[] Once = ["send", "send a file", "typing", "react", "exchange a code", "take a thread", "read back"];

    private static readonly string[] Repeatable =
    [
        "profile", "extend a token", "pages", "permissions", "inspect", "subscribe", "unsubscribe", "subscriptions", "owner of a thread",
    ];

    [Fact]
    public async Task After_trouble_of_the_server_only_what_is_harmless_is_repeated()
    {
        var asked = await Count(() => GraphServer.Answering("<html></html>", 503));
        Assert.All(Once, call => Assert.Equal((call, 1), (call, asked[call])));
        Assert.All(Repeatable, call => Assert.Equal((call, 3), (call, asked[call])));
    }

    [Fact]
    public async Task After_a_cut_connection_only_what_is_harmless_is_repeated()
    {
        var asked = await Count(() => GraphServer.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        }));
        Assert.All(Once, call => Assert.Equal((call, 1), (call, asked[call])));
        Assert.All(Repeatable, call => Assert.Equal((call, 3), (call, asked[call])));
    }

    [Fact]
    public async Task An_error_below_500_is_never_repeated() =>
        Assert.All(await Count(() => GraphServer.Answering("""{"error":{"code":613}}""", 429)), call => Assert.Equal((call.Key, 1), (call.Key, call.Value)));

    [Fact]
    public async Task A_try_that_hangs_is_given_up_for_another_one()
    {
        var count = 0;
        await using var server = await GraphServer.Start(context => Interlocked.Increment(ref count) == 1
            ? Task.Delay(Timeout.Infinite, context.RequestAborted)
            : context.Response.WriteAsync("""{"name":"Ana"}"""));
        using var graph = new GraphFixture(server.Url, TimeSpan.FromSeconds(3));
        Assert.Equal("Ana", (await graph.Profile()).Name);
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task While_Graph_is_down_look_ups_give_up_early_and_sends_are_still_tried()
    {
        await using var server = await GraphServer.Answering("<html></html>", 503);
        using var graph = new GraphFixture(server.Url);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => graph.Profile()));
        var before = server.Requests.Count;
        Assert.Equal(new ProfileOutcome(null, null, true), await graph.Profile());
        Assert.Equal(before, server.Requests.Count);
        Assert.IsType<SendOutcome.Unknown>(await graph.Send());
        Assert.Equal(before + 1, server.Requests.Count);
    }

    public static TheoryData<string> Calls() => [.. Once, .. Repeatable];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_call_with_a_token_proves_that_it_is_ours(string call)
    {
        await using var server = await GraphServer.Answering("{}");
        using var graph = new GraphFixture(server.Url);
        await Do(graph, call);
        var asked = server.Requests.First();
        if (asked.Path.EndsWith("/oauth/access_token", StringComparison.Ordinal))
        {
            Assert.Equal(("POST", "", "", "application/x-www-form-urlencoded"), (asked.Method, asked.Query, asked.Authorization, asked.ContentType));
            return;
        }

        var token = Assert.IsType<string>(asked.Authorization["Bearer ".Length..]);
        Assert.EndsWith($"appsecret_proof={GraphRequest.Proof(token, GraphServer.Secret)}", asked.Query, StringComparison.Ordinal);
        Assert.DoesNotContain($"={token}", asked.Query, StringComparison.Ordinal);
    }

    /// <summary>How often each call was made, by its name; all at the same time, each with a server of its own.</summary>
    private static async Task<Dictionary<string, int>> Count(Func<Task<GraphServer>> start) => new(await Task.WhenAll(Once.Concat(Repeatable).Select(async call =>
    {
        await using var server = await start();
        using var graph = new GraphFixture(server.Url);
        await Do(graph, call);
        return KeyValuePair.Create(call, server.Requests.Count);
    })));

    private static Task Do(GraphFixture graph, string call)
    {
        var (token, page, psid, user, ct) = (GraphServer.Token, Payloads.PageId, Payloads.Psid, new AccessToken(GraphServer.Token), TestContext.Current.CancellationToken);
        return call switch
        {
            "send" => graph.Send(),
            "send a file" => graph.SendMessage(new OutgoingMessage(psid, new OutgoingContent.Bytes(FileKind.File, "f", "text/plain", new byte[] { 1 }), "id-1")),
            "typing" => graph.Client.SenderAction(token, page, psid, "typing_on", ct),
            "react" => graph.Client.React(token, page, psid, "m", "😊", ct),
            "exchange a code" => graph.Login.Exchange(new("code"), new("https://e.x/back"), ct),
            "take a thread" => graph.Client.TakeThread(token, page, psid, null, ct),
            "profile" => graph.Profile(),
            "extend a token" => graph.Login.Extend(user, ct),
            "pages" => graph.Login.Pages(user, ct),
            "permissions" => graph.Login.Permissions(user, ct),
            "inspect" => graph.Login.Inspect(new("another-token"), ct),
            "subscribe" => graph.Subscription.Subscribe(token, page, ct),
            "unsubscribe" => graph.Subscription.Unsubscribe(token, page, ct),
            "subscriptions" => graph.Subscription.Subscriptions(token, page, ct),
            "owner of a thread" => graph.Client.OwnerOfThread(token, page, psid, ct),
            "read back" => graph.Client.FindSent(token, page, psid, "Hello", DateTimeOffset.UnixEpoch, _ => new(false), () => new(true), ct),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call, "No such call."),
        };
    }
}
