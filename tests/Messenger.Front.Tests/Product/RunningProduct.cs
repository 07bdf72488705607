using System.Collections.Concurrent;
using System.Net.Http.Json;
using Messenger.Domain.Http;
using Messenger.Host.Composition;
using Messenger.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Product;

/// <summary>The whole product with the simulator, in this process, on free ports, in a folder of its own.</summary>
public sealed class RunningProduct : IAsyncDisposable
{
    /// <summary>Of every person of the demo and of the tests.</summary>
    public const string Password = "messenger";

    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new(StringComparer.Ordinal);
    private readonly MessengerHost _host;
    private readonly bool _ownsDirectory;

    private RunningProduct(MessengerHost host, string directory, bool ownsDirectory, int productPort, int simulatorPort)
    {
        _host = host;
        _ownsDirectory = ownsDirectory;
        Directory = directory;
        Product = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{productPort}") };
        Simulator = new SimulatedCustomers(new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{simulatorPort}") });
    }

    public string Directory { get; }

    public HttpClient Product { get; }

    public SimulatedCustomers Simulator { get; }

    public IServiceProvider Services => _host.Services;

    /// <param name="settings">Further ones, as on its command line.</param>
    public static async Task<RunningProduct> Start(
        string? directory = null, Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        var folder = directory ?? System.IO.Directory.CreateTempSubdirectory("messenger-").FullName;
        var ports = Ports.Free(4);
        var host = MessengerHost.Build(
            [
                "--environment=Development", $"--ASPNETCORE_URLS=http://127.0.0.1:{ports[0]}", $"--Simulator:Url=http://127.0.0.1:{ports[1]}",
                $"--Messenger:Cluster:SiloPort={ports[2]}", $"--Messenger:Cluster:GatewayPort={ports[3]}", $"--Messenger:DataDirectory={folder}",
                "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Messenger.Front.Webhooks=Error", "--Logging:LogLevel:Messenger.Front.Callbacks=Error",
                "--Logging:LogLevel:Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher=Critical",
                .. settings,
            ],
            configure);
        await host.Start();
        return new RunningProduct(host, folder, directory is null, ports[0], ports[1]);
    }

    /// <summary>A token of the person's one session; <see cref="SignIn"/> begins another.</summary>
    public Task<string> Token(string userName) => _tokens.GetOrAdd(userName, async name => (await SignIn(name)).AccessToken);

    /// <summary>A new session.</summary>
    public async Task<TokenReply> SignIn(string userName)
    {
        var reply = await Product.PostAsJsonAsync("/api/auth/login?useCookies=false", new LoginRequest(userName, Password));
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<TokenReply>())!;
    }

    public async Task<HttpClient> Client(string userName)
    {
        var client = new HttpClient { BaseAddress = Product.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Token(userName));
        return client;
    }

    /// <param name="hub">agent or supervisor; may carry a query.</param>
    public async Task<HubClient> Connect(string userName, string hub = "agent", string? token = null, Action<HttpConnectionOptions>? configure = null)
    {
        var client = new HubClient(Hub(hub, token ?? await Token(userName), configure).Build());
        await client.Connection.StartAsync();
        return client;
    }

    public IHubConnectionBuilder Hub(string hub, string? token, Action<HttpConnectionOptions>? configure = null, Uri? address = null) =>
        new HubConnectionBuilder().WithUrl(new Uri(address ?? Product.BaseAddress!, $"/hubs/{hub}"), o =>
        {
            o.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token);
            configure?.Invoke(o);
        });

    public async ValueTask DisposeAsync()
    {
        await _host.Stop();
        await _host.DisposeAsync();
        Product.Dispose();
        if (_ownsDirectory)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }
}
