using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Messenger.Meta.Tests.Graph;

public sealed class SendTextTests
{
    private static readonly string Success = """{"recipient_id":"7000000000000001","message_id":"m_B1"}""";

    [Fact]
    public async Task A_message_id_means_sent()
    {
        await using var server = await GraphServer.Answering(Success);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new SendOutcome.Sent("m_B1"), await graph.Send());
    }

    [Fact]
    public async Task The_request_is_what_Meta_documents_and_its_address_holds_no_token()
    {
        await using var server = await GraphServer.Answering(Success);
        using var graph = new GraphFixture(server.Url + "/");
        await graph.Send(text: "Hello ñ 😀 \ud800 \0");
        var asked = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v26.0/100000000000001/messages", "application/json"), (asked.Method, asked.Path, asked.ContentType));
        Assert.Equal($"Bearer {GraphServer.Token}", asked.Authorization);
        // HMAC-SHA256 of the token above under "app-secret", computed with openssl.
        Assert.Equal("?appsecret_proof=d3bde0e0f5e4084a4bc1136f9ffc05d2e270b42c13b9e1c92b0c910411ffba3e", asked.Query);
        Assert.DoesNotContain("traceparent", asked.HeaderNames, StringComparer.OrdinalIgnoreCase);
        using var json = JsonDocument.Parse(asked.Body);
        Assert.Equal("RESPONSE", json.RootElement.GetProperty("messaging_type").GetString());
        Assert.Equal("7000000000000001", json.RootElement.GetProperty("recipient").GetProperty("id").GetString());
        Assert.Equal("Hello ñ 😀 \uFFFD \uFFFD", json.RootElement.GetProperty("message").GetProperty("text").GetString());
        Assert.Equal("our-id-77", json.RootElement.GetProperty("message").GetProperty("metadata").GetString());
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"(#10) outside","type":"OAuthException","code":10,"error_subcode":2018278,"fbtrace_id":"AbC1"}}""", GraphErrorClass.WindowClosed, "10/2018278 OAuthException AbC1")]
    [InlineData(200, """{"error":{"message":"x","type":"OAuthException","code":190,"fbtrace_id":"T"}}""", GraphErrorClass.TokenDead, "190/- OAuthException T")]
    [InlineData(500, """{"error":{"code":"551","error_subcode":"1545041"}}""", GraphErrorClass.PersonGone, "551/1545041")]
    [InlineData(429, """{"error":{"message":"rate limit","code":368}}""", GraphErrorClass.Blocked, "368/-")]
    [InlineData(503, """{"error":{"code":424242,"is_transient":true}}""", GraphErrorClass.Unknown, "424242/-")]
    public async Task An_error_is_judged_by_its_code_whatever_the_status(int status, string body, GraphErrorClass expected, string reason)
    {
        await using var server = await GraphServer.Answering(body, status);
        using var graph = new GraphFixture(server.Url);
        var token = expected == GraphErrorClass.TokenDead ? TokenFault.Invalid : (TokenFault?)null;
        Assert.Equal(new SendOutcome.Refused(expected, reason) { Token = token }, await graph.Send());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Metas_text_with_the_token_in_it_goes_nowhere()
    {
        await using var server = await GraphServer.Answering(
            $$$"""{"error":{"message":"Malformed access token {{{GraphServer.Token}}}","type":"OAuthException","code":190}}""", 400);
        using var graph = new GraphFixture(server.Url);
        Assert.DoesNotContain(GraphServer.Token, Assert.IsType<SendOutcome.Refused>(await graph.Send()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, 613, null, null, 5)]
    [InlineData(403, 4, null, null, 60)]
    [InlineData(500, 1200, null, null, 5)]
    [InlineData(400, 613, "17", null, 17)]
    [InlineData(400, 613, "999999", null, 3600)]
    [InlineData(400, 80006, null, """{"1":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":7}]}""", 420)]
    [InlineData(400, 80006, null, """{"1":[{"estimated_time_to_regain_access": 3},{"estimated_time_to_regain_access":9}]}""", 540)]
    [InlineData(400, 80006, null, """{"1":[{"estimated_time_to_regain_access":99999999999}]}""", 60)]
    [InlineData(400, 80006, null, """{"1":[{"estimated_time_to_regain_access":0}]}""", 60)]
    public async Task A_limit_is_not_sent_with_a_wait(int status, int code, string? retryAfter, string? usage, int seconds)
    {
        await using var server = await GraphServer.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            context.Response.Headers["X-Business-Use-Case-Usage"] = usage;
            return context.Response.WriteAsync($$$"""{"error":{"code":{{{code}}}}}""");
        });
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new SendOutcome.NotSent(TimeSpan.FromSeconds(seconds)), await graph.Send());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500, """{"error":{"code":1,"error_subcode":99}}""", "application/json")]
    [InlineData(500, """{"error":{"code":2}}""", "application/json")]
    [InlineData(500, "<html><h1>Sorry</h1></html>", "text/html")]
    [InlineData(502, "", "text/plain")]
    [InlineData(404, "<html></html>", "text/html")]
    [InlineData(200, "<html></html>", "text/html")]
    [InlineData(200, "", "application/json")]
    [InlineData(200, "{}", "application/json")]
    [InlineData(200, "[]", "application/json")]
    [InlineData(200, "null", "application/json")]
    [InlineData(200, """{"message_id":""}""", "application/json")]
    [InlineData(200, """{"message_id":7}""", "application/json")]
    [InlineData(200, """{"error":"text"}""", "application/json")]
    [InlineData(200, """{"error":{"message":"no code"}}""", "application/json")]
    [InlineData(200, """{"message_id":"m_B1" """, "application/json")]
    [InlineData(302, "", "text/html")]
    public async Task An_answer_that_says_nothing_leaves_it_unknown_and_is_never_repeated(int status, string body, string contentType)
    {
        await using var server = await GraphServer.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync(body);
        });
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Unknown>(await graph.Send());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_endless_answer_is_unknown()
    {
        await using var server = await GraphServer.Start(async context =>
        {
            var block = new byte[64 * 1024];
            for (var i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Unknown>(await graph.Send());
    }

    [Fact]
    public async Task A_hung_server_is_unknown_after_the_time_out()
    {
        await using var server = await GraphServer.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var graph = new GraphFixture(server.Url, TimeSpan.FromSeconds(2));
        Assert.IsType<SendOutcome.Unknown>(await graph.Send());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_hangs_inside_its_answer_is_unknown()
    {
        await using var server = await GraphServer.Start(async context =>
        {
            context.Response.ContentLength = Success.Length;
            await context.Response.WriteAsync(Success[..10]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var graph = new GraphFixture(server.Url, TimeSpan.FromSeconds(2));
        Assert.IsType<SendOutcome.Unknown>(await graph.Send());
    }

    [Fact]
    public async Task Cut_after_the_request_is_unknown_and_not_repeated()
    {
        await using var server = await GraphServer.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Unknown>(await graph.Send());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cut_on_a_connection_that_was_used_before_is_not_repeated_either()
    {
        var count = 0;
        await using var server = await GraphServer.Start(context =>
        {
            if (Interlocked.Increment(ref count) > 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync(Success);
        });
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Sent>(await graph.Send());
        Assert.IsType<SendOutcome.Unknown>(await graph.Send());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Cancelled_after_the_first_byte_is_unknown()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await GraphServer.Start(context =>
        {
            stop.Cancel();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<SendOutcome.Unknown>(await graph.Send(ct: stop.Token));
    }

    [Fact]
    public async Task Cancelled_before_is_not_sent()
    {
        await using var server = await GraphServer.Answering(Success);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new SendOutcome.NotSent(TimeSpan.Zero), await graph.Send(ct: new CancellationToken(canceled: true)));
        Assert.Empty(server.Requests);
    }
}
