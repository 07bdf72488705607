using Messenger.Bench.Load;
using Messenger.Bench.Running;
using Messenger.Meta;
using Messenger.Simulator;
using Messenger.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messenger.Bench.Floors;

/// <summary>
/// The least that a server could do in our place: check the signature and say 200 (A), store a row in between (B), tell the
/// agent's screen as well (echo). Nothing is assigned, nothing is decided, nobody's repeat is told from a new message.
/// </summary>
internal static class FloorServer
{
    public const string Verb = "--floor";

    private static readonly byte[] Secret = System.Text.Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret);
    private static readonly byte[] Received = "EVENT_RECEIVED"u8.ToArray();

    /// <summary>The collector and the threads that the product runs with.</summary>
    internal static readonly Dictionary<string, string> Runtime = new()
    {
        ["DOTNET_gcServer"] = "1",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };

    /// <param name="database">Null = nothing is stored.</param>
    public static FloorProcess Start(string? database, bool echo = false)
    {
        var address = new Uri(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free(1)[0]}"));
        var process = ChildProcess.Start(
            typeof(FloorServer).Assembly.Location, [Verb, address.ToString(), database ?? "", echo ? "echo" : "silent"], answers: true, Runtime);
        return process.Line() == "ready" ? new FloorProcess(process, address) : throw new InvalidOperationException(process.Output);
    }

    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[0].TrimEnd('/'));
        builder.Services.AddSignalR();
        var app = builder.Build();
        var rows = args[1].Length == 0 ? null : await FloorTable.Open(args[1]);
        var hub = args[2] == "echo" ? app.Services.GetRequiredService<IHubContext<EchoHub>>() : null;
        app.MapHub<EchoHub>("/hubs/agent");
        Map(app, rows is null ? null : async message =>
        {
            await rows.Insert(message);
            if (hub is not null)
            {
                await EchoHub.Tell(hub, message);
            }
        });
        await app.StartAsync();
        Terminal.WriteLine("ready");
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <param name="store">What is done before the 200; null = nothing.</param>
    internal static void Map(WebApplication app, Func<FloorMessage, Task>? store) =>
        app.MapPost("/webhooks/messenger", (HttpContext context) => Receive(context, store));

    private static async Task Receive(HttpContext context, Func<FloorMessage, Task>? store)
    {
        var body = new byte[(int)context.Request.ContentLength!];
        await context.Request.Body.ReadExactlyAsync(body);
        if (!WebhookSignature.IsValid(body, context.Request.Headers["X-Hub-Signature-256"].ToString(), Secret))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (store is not null)
        {
            await store(FloorMessage.Read(body));
        }

        context.Response.ContentLength = Received.Length;
        await context.Response.Body.WriteAsync(Received);
    }
}

internal sealed record FloorProcess(ChildProcess Process, Uri Address) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
