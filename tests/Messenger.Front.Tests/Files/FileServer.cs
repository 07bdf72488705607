using Messenger.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Tests.Files;

/// <summary>Stands for Meta's file servers as long as a test wants them to fail; to every call of Graph it says "not found".</summary>
public sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private FileServer(WebApplication app) => _app = app;

    public static byte[] Picture { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 7, 7, 7];

    public string Url => _app.Urls.Single();

    /// <summary>What it answers to whoever wants a file.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    public int Asked => Volatile.Read(ref _asked);

    public static async Task<FileServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free(1)[0]}");
        var server = new FileServer(builder.Build());
        server._app.MapGet("/v/{name}", server.Give);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Give()
    {
        Interlocked.Increment(ref _asked);
        return Status == StatusCodes.Status200OK ? Results.Bytes(Picture, "text/html") : Results.StatusCode(Status);
    }
}
