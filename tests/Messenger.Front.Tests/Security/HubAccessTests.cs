using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Front.Tests.Security;

/// <summary>Who gets onto which hub, and to which topics.</summary>
[Collection(ProductCollection.Name)]
public sealed class HubAccessTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Theory]
    [InlineData("agent", null, HttpStatusCode.Unauthorized)]
    [InlineData("supervisor", null, HttpStatusCode.Unauthorized)]
    [InlineData("supervisor", "ana", HttpStatusCode.Forbidden)]
    [InlineData("agent", "sofia", HttpStatusCode.Forbidden)]
    [InlineData("agent", "admin", HttpStatusCode.Forbidden)]
    public async Task The_wrong_ones_are_refused(string hub, string? userName, HttpStatusCode status)
    {
        await using var connection = _product.Hub(hub, userName is null ? null : await _product.Token(userName)).Build();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(status, refused.StatusCode);

        // Nor without asking first.
        using var socket = new ClientWebSocket();
        var token = userName is null ? "" : $"?access_token={await _product.Token(userName)}";
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Socket($"/hubs/{hub}{token}"), TestContext.Current.CancellationToken));
        Assert.Equal(status, await StatusOf(Socket($"/hubs/{hub}{token}"), _ => { }));
    }

    [Fact]
    public async Task A_made_up_token_is_refused()
    {
        foreach (var token in new[] { "x", "eyJhbGciOiJub25lIn0.eyJyb2xlIjoic3VwZXJ2aXNvciJ9.", new string('a', 4_000) })
        {
            await using var connection = _product.Hub("supervisor", token).Build();
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync(TestContext.Current.CancellationToken));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Foreign_and_unknown_topics_are_refused()
    {
        var work = await Workplace.Open(_product);
        var psid = work.Customer();
        await using var sofia = await _product.Connect("sofia", "supervisor");
        await work.Webhook.Write(psid, "private");
        await using var agent = await _product.Connect(await work.Agent("eva"));

        var foreign = new[] { $"interaction:{work.InteractionOf(psid)}", "campaign:soporte", $"agent/{psid}", work.StreamOf(psid), "desk:ana", "", "Desk" };
        foreach (var topic in foreign)
        {
            Assert.EndsWith("forbidden", await Refused(agent, topic), StringComparison.Ordinal);
        }

        foreach (var topic in new[] { "desk", "", work.StreamOf(psid), "agent/1" })
        {
            Assert.EndsWith("forbidden", await Refused(sofia, topic), StringComparison.Ordinal);
        }

        foreach (var topic in new[] { "campaign:none", "campaign:", "interaction:1-2-3", "interaction:x", "interaction:" })
        {
            Assert.EndsWith("unknown", await Refused(sofia, topic), StringComparison.Ordinal);
        }

        Assert.Empty(agent.Events);
    }

    [Fact]
    public async Task A_cookie_opens_a_hub_from_our_own_pages_only()
    {
        var cookie = await Cookie("sofia");
        var ours = _product.Product.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var foreign = new[] { "http://evil.example", "null", $"http://127.0.0.1:{_product.Product.BaseAddress.Port + 1}", ours + ".evil.example", "http://localhost" };
        foreach (var path in new[] { "/hubs/supervisor", "/hubs/supervisor?access_token=", "/HUBS/supervisor", "/hubs/supervisor?access_token=&x=1" })
        {
            foreach (var origin in foreign)
            {
                var status = await StatusOf(Socket(path), o => Dress(o, cookie, origin));
                Assert.True(status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{path} from {origin}: {status}");
                using var request = new HttpRequestMessage(HttpMethod.Post, path.Replace("supervisor", "supervisor/negotiate", StringComparison.Ordinal));
                request.Headers.Add("Cookie", cookie);
                request.Headers.Add("Origin", origin);
                using var reply = await _product.Product.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(reply.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{path} from {origin}: {reply.StatusCode}");
            }

            Assert.Equal(HttpStatusCode.SwitchingProtocols, await StatusOf(Socket(path), o => Dress(o, cookie, ours)));
        }
    }

    [Fact]
    public async Task A_cookie_changes_something_from_our_own_pages_only()
    {
        var cookie = await Cookie("sofia");
        foreach (var (header, value) in new[] { ("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/logout");
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add(header, value);
            using var reply = await _product.Product.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
            Assert.Equal("/problems/cross-origin", (await AnsweredProblem.Of(reply)).Type);
        }
    }

    private static async Task<string> Refused(HubClient client, string topic) =>
        (await Assert.ThrowsAsync<HubException>(() => client.Subscribe(topic))).Message;

    private static void Dress(ClientWebSocketOptions options, string cookie, string origin)
    {
        options.SetRequestHeader("Cookie", cookie);
        options.SetRequestHeader("Origin", origin);
    }

    private Uri Socket(string pathAndQuery) => new($"ws://127.0.0.1:{_product.Product.BaseAddress!.Port}{pathAndQuery}");

    private static async Task<HttpStatusCode> StatusOf(Uri address, Action<ClientWebSocketOptions> dress)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        dress(socket.Options);
        try
        {
            await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
            return HttpStatusCode.SwitchingProtocols;
        }
        catch (WebSocketException)
        {
            return socket.HttpStatusCode;
        }
    }

    private async Task<string> Cookie(string userName)
    {
        using var reply = await _product.Product.PostAsJsonAsync("/api/auth/login", new LoginRequest(userName, RunningProduct.Password), TestContext.Current.CancellationToken);
        return reply.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }
}
