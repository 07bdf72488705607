using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Simulator.Tests;

/// <summary>One webhook call as it came over the wire.</summary>
internal sealed record Call(byte[] Body, string? Sha256, string? Sha1, string? ContentType, int Answered)
{
    /// <summary>The only event in it.</summary>
    public JsonElement Event => JsonDocument.Parse(Body).RootElement.GetProperty("entry")[0].GetProperty("messaging")[0];

    public string? Text => Event.TryGetProperty("message", out var message) && message.TryGetProperty("text", out var text) ? text.GetString() : null;

    public bool Has(string key) => Event.TryGetProperty(key, out _);
}

/// <summary>A small product: keeps what it is sent and answers what a test tells it to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Call> calls = new();

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>Status for the next call; 0 leaves it without an answer until the caller gives up.</summary>
    public Func<string, int> Answer { get; set; } = _ => 200;

    /// <summary>Body of the handshake for a challenge.</summary>
    public Func<string, string> Challenge { get; set; } = challenge => challenge;

    public IReadOnlyList<Call> Calls => [.. calls];

    public IReadOnlyList<Call> Accepted => [.. calls.Where(c => c.Answered == 200)];

    /// <summary>What else the product serves, by path; null = nothing there.</summary>
    public Func<HttpContext, Task>? Elsewhere { get; set; }

    public string? VerifyToken { get; private set; }

    public string Url { get; private set; } = "";

    /// <summary>Address of anything else here.</summary>
    public string At(string path) => new Uri(new Uri(Url), path).ToString();

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Handle);
        await app.StartAsync();
        receiver.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/webhooks/messenger";
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Handle(HttpContext http)
    {
        if (http.Request.Path != "/webhooks/messenger" && Elsewhere is not null)
        {
            await Elsewhere(http);
            return;
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            VerifyToken = http.Request.Query["hub.verify_token"];
            await http.Response.WriteAsync(Challenge(http.Request.Query["hub.challenge"]!));
            return;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var status = Answer(System.Text.Encoding.UTF8.GetString(body.ToArray()));
        calls.Enqueue(new Call(
            body.ToArray(), http.Request.Headers["X-Hub-Signature-256"], http.Request.Headers["X-Hub-Signature"], http.Request.ContentType, status));
        if (status == 0)
        {
            var gone = new TaskCompletionSource();
            await using var registration = http.RequestAborted.Register(() => gone.TrySetResult());
            await gone.Task;
            return;
        }

        http.Response.StatusCode = status;
    }
}
