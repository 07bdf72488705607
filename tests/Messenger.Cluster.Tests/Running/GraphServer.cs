using System.Collections.Concurrent;
using System.Text.Json;
using Messenger.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Messenger.Cluster.Tests.Running;

/// <summary>Stands for Graph: takes every send and remembers it, knows every customer's name.</summary>
internal sealed class GraphServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<GraphSend> _sends = new();
    private int _mids;

    private GraphServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/{version}/{page}/messages", Take);
        _app.MapGet("/{version}/{psid}", (string psid) => Results.Json(new { id = psid, first_name = "Lucía", last_name = psid[^3..], locale = "es_LA" }));
    }

    public IReadOnlyList<GraphSend> Sends => [.. _sends];

    public MetaOptions Options => new()
    {
        AppId = "900000000000001",
        AppSecret = "secret",
        VerifyToken = "verify",
        GraphUrl = _app.Urls.First(),
    };

    public static async Task<GraphServer> Start()
    {
        var server = new GraphServer();
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> Take(HttpRequest request)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body);
        var psid = body.GetProperty("recipient").GetProperty("id").GetString()!;
        if (body.TryGetProperty("message", out var message))
        {
            var mid = $"m_out_{Interlocked.Increment(ref _mids)}";
            _sends.Enqueue(new GraphSend(psid, message.GetProperty("text").GetString()!, message.GetProperty("metadata").GetString()!, mid));
            return Results.Json(new { recipient_id = psid, message_id = mid });
        }

        return Results.Json(new { recipient_id = psid });
    }
}

internal sealed record GraphSend(string Psid, string Text, string Metadata, string Mid);
