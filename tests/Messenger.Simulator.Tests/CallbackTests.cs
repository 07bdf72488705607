using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Tests;

/// <summary>What the simulator tells the product outside of webhooks, and what the phone system does.</summary>
public sealed class CallbackTests
{
    [Theory]
    [InlineData("deauthorize", false)]
    [InlineData("deauthorize", true)]
    [InlineData("deletion", false)]
    [InlineData("deletion", true)]
    public async Task ASignedRequestIsValidOrForged(string kind, bool forged)
    {
        await using var world = await World.Start();
        string? signed = null;
        world.Receiver.Elsewhere = async http =>
        {
            signed = (await http.Request.ReadFormAsync())["signed_request"];
            await http.Response.WriteAsJsonAsync(new { url = "https://x/deletion?code=a", confirmation_code = "a" });
        };
        var answer = await world.Post($"/control/callbacks/{kind}", new { url = world.Receiver.At("/about-people"), forged });

        var parts = signed!.Split('.');
        var right = HMACSHA256.HashData(Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret), Encoding.ASCII.GetBytes(parts[1]));
        var json = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        Assert.Equal(!forged, Base64Url.DecodeFromChars(parts[0]).AsSpan().SequenceEqual(right));
        Assert.Equal(("HMAC-SHA256", "200000000000001", kind == "deletion"), (json["algorithm"]!.GetValue<string>(), json["user_id"]!.GetValue<string>(), json["expires"] is not null));
        Assert.Equal(200, answer["status"]!.GetValue<int>());
        Assert.Contains("confirmation_code", answer["body"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((400, "bad-url"), await world.Refused(HttpMethod.Post, $"callbacks/{kind}", new { url = "https://example.com/" }));
        Assert.Equal((400, "bad-url"), await world.Refused(HttpMethod.Post, $"callbacks/{kind}", new { }));
    }

    [Fact]
    public async Task RemovingTheAppCallsTheConfiguredAddress()
    {
        await using var world = await World.Start();
        var called = new TaskCompletionSource<string>();
        world.Receiver.Elsewhere = http =>
        {
            called.TrySetResult(http.Request.Path);
            return Task.CompletedTask;
        };
        await world.Settings(new { deauthorizeUrl = world.Receiver.At("/gone") });
        await world.Do(HttpMethod.Post, "people/200000000000001/remove-app");

        Assert.Equal("/gone", await called.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task ACallIsToldToTheProductAndItsAnswerShown()
    {
        await using var world = await World.Start();
        var calls = new List<string>();
        world.Receiver.Elsewhere = async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            calls.Add($"{http.Request.Method} {http.Request.Path} {http.Request.Headers.Authorization} {await reader.ReadToEndAsync()}");
            if (http.Request.Path == "/api/auth/login")
            {
                await http.Response.WriteAsJsonAsync(new { accessToken = "t1" });
                return;
            }

            http.Response.StatusCode = 404;
        };
        using var answer = await world.Http.PutAsJsonAsync("/control/agents/ana/call", new { inCall = true });
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

        Assert.Equal("PUT /api/telephony/agents/ana/call Bearer t1 {\"inCall\":true}", calls[1]);
        Assert.Equal(("call", 404), (body["step"]!.GetValue<string>(), body["status"]!.GetValue<int>()));
        Assert.Contains("ana", await world.Http.GetStringAsync("/control/agents"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{}""")]
    [InlineData(200, "no json")]
    public async Task ARefusedSignInIsShownToo(int status, string text)
    {
        await using var world = await World.Start();
        world.Receiver.Elsewhere = async http =>
        {
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(text);
        };
        using var answer = await world.Http.PutAsJsonAsync("/control/agents/ana/call", new { inCall = true });
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

        Assert.Equal(("sign-in", status), (body["step"]!.GetValue<string>(), body["status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task ABusyAfternoonHasTwentyCustomersInThreeLanguages()
    {
        await using var world = await World.Start();
        await world.Do(HttpMethod.Post, "afternoon", new { });
        Assert.Equal((409, "afternoon-running"), await world.Refused(HttpMethod.Post, "afternoon", new { }));
        Assert.Equal((404, "unknown-page"), await world.Refused(HttpMethod.Post, "afternoon", new { pageId = "1" }));
        var started = world.Clock.GetUtcNow();
        await World.Until(
            async () =>
            {
                world.Clock.Advance(TimeSpan.FromSeconds(1));
                return (await world.Http.GetFromJsonAsync<JsonObject>("/control/afternoon"))!;
            },
            state => !state["running"]!.GetValue<bool>());

        var customers = (await world.Http.GetFromJsonAsync<JsonArray>($"/control/customers?pageId={World.Page}"))!.Where(c => c!["lastAt"] is not null).ToList();
        Assert.Equal(20, customers.Count);
        Assert.Equal(["en", "es", "pt"], customers.Select(c => c!["locale"]!.GetValue<string>()[..2]).Distinct().Order());
        var left = Assert.Single(customers, c => c!["blocked"]!.GetValue<bool>());
        Assert.False(left!["online"]!.GetValue<bool>());
        Assert.True(world.Clock.GetUtcNow() - started >= TimeSpan.FromSeconds(100));
        var sent = await World.Until(() => Task.FromResult(world.Receiver.Accepted.Select(c => Encoding.ASCII.GetString(c.Body)).ToList()), all => all.Any(b => b.Contains("\"image\"", StringComparison.Ordinal)) && all.Any(b => b.Contains("\"sticker\"", StringComparison.Ordinal)));
        Assert.NotEmpty(sent);
    }

    [Fact]
    public async Task AnAfternoonCanBeEnded()
    {
        await using var world = await World.Start();
        await world.Do(HttpMethod.Post, "afternoon", new { customers = 3, seconds = 60 });
        await world.Do(HttpMethod.Delete, "afternoon");

        await World.Until(() => world.Http.GetStringAsync("/control/afternoon"), s => s.Contains("\"running\":false", StringComparison.Ordinal));
    }
}
