using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Messenger.Domain.Http;
using Messenger.Host.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Product;

/// <summary>The whole product with the simulator, in this process, on free ports, in a folder of its own.</summary>
public sealed class RunningProduct : IAsyncDisposable
{
    private readonly MessengerHost _host;
    private readonly bool _ownsDirectory;

    private RunningProduct(MessengerHost host, string directory, bool ownsDirectory, int productPort, int simulatorPort)
    {
        _host = host;
        _ownsDirectory = ownsDirectory;
        Directory = directory;
        Product = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{productPort}") };
        Simulator = new SimulatedCustomers(new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{simulatorPort}") });
    }

    public string Directory { get; }

    public HttpClient Product { get; }

    public SimulatedCustomers Simulator { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<RunningProduct> Start(string? directory = null, Action<WebApplicationBuilder>? configure = null)
    {
        var folder = directory ?? System.IO.Directory.CreateTempSubdirectory("messenger-").FullName;
        var ports = FreePorts(4);
        var host = MessengerHost.Build(
            [
                "--environment=Development", $"--ASPNETCORE_URLS=http://127.0.0.1:{ports[0]}", $"--Simulator:Url=http://127.0.0.1:{ports[1]}",
                $"--Messenger:Cluster:SiloPort={ports[2]}", $"--Messenger:Cluster:GatewayPort={ports[3]}", $"--Messenger:DataDirectory={folder}",
                "--Logging:LogLevel:Default=Warning",
            ],
            configure);
        await host.Start();
        return new RunningProduct(host, folder, directory is null, ports[0], ports[1]);
    }

    public async Task<string> Token(string userName)
    {
        var reply = await Product.PostAsJsonAsync("/api/auth/login?useCookies=false", new LoginRequest(userName, "messenger"));
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<TokenReply>())!.AccessToken;
    }

    public async Task<HttpClient> Client(string userName)
    {
        var client = new HttpClient { BaseAddress = Product.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await Token(userName));
        return client;
    }

    public async Task<HubClient> Connect(string userName, string hub = "agent", bool messagePack = false)
    {
        var token = await Token(userName);
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(Product.BaseAddress!, $"/hubs/{hub}"), o => o.AccessTokenProvider = () => Task.FromResult<string?>(token));
        var connection = (messagePack ? builder.AddMessagePackProtocol() : builder).Build();
        var client = new HubClient(connection);
        await connection.StartAsync();
        return client;
    }

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

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Stop();
        }

        return ports;
    }
}
