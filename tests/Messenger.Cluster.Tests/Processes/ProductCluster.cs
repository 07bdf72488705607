using Messenger.Simulator;
using Messenger.Storage;
using Messenger.Tests.Shared;
using Microsoft.AspNetCore.Builder;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>Workers and fronts on PostgreSQL, two of each unless said otherwise, a reverse proxy without sticky sessions before the fronts, a simulator beside.</summary>
internal sealed class ProductCluster : IAsyncDisposable
{
    private readonly PostgresTestDatabase _database;
    private readonly string _directory = Directory.CreateTempSubdirectory("messenger-simulator-").FullName;
    private readonly RoundRobin _proxy = new();
    private readonly WebApplication _simulator;

    private ProductCluster(PostgresServer server, int each)
    {
        _database = new PostgresTestDatabase(server);
        var simulator = new Uri($"http://127.0.0.1:{Ports.Free(1)[0]}");
        _simulator = SimulatorApplication.Build(new SimulatorOptions
        {
            Url = simulator.ToString(),
            CallbackUrl = new Uri(_proxy.Address, "/webhooks/messenger").ToString(),
            DataFile = Path.Combine(_directory, "simulator.db"),
        });
        Simulator = new HttpClient { BaseAddress = simulator, Timeout = TimeSpan.FromSeconds(10) };

        // A connection per request, so that the proxy spreads them.
        Http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = _proxy.Address, Timeout = TimeSpan.FromSeconds(10) };
        Workers = [.. Enumerable.Range(0, each).Select(_ => Process("Worker"))];
        Fronts = [.. Enumerable.Range(0, each).Select(_ => Process("Front"))];
        Database = Database.Of(new StorageOptions { Kind = StorageKind.Postgres, ConnectionString = _database.ConnectionString });
        Spread();

        ProductProcess Process(string roles) => new(new ClusterPlace(roles, _database.ConnectionString, simulator, _proxy.Address));
    }

    public ProductProcess[] Workers { get; }

    public ProductProcess[] Fronts { get; }

    public IEnumerable<ProductProcess> All => Workers.Concat(Fronts);

    /// <summary>Any front, through the proxy.</summary>
    public HttpClient Http { get; }

    public HttpClient Simulator { get; }

    public Database Database { get; }

    /// <summary>All at once, on an empty database.</summary>
    /// <param name="each">How many workers, and how many fronts.</param>
    /// <param name="server">Null = the one that all tests share.</param>
    /// <param name="settings">More arguments for each process, as <c>--Key=value</c>.</param>
    public static async Task<ProductCluster> Start(bool workers = true, int each = 2, PostgresServer? server = null, params string[] settings)
    {
        var cluster = new ProductCluster(server ?? PostgresServer.Shared, each);
        foreach (var process in workers ? cluster.All : cluster.Fronts)
        {
            process.Start(settings);
        }

        await cluster._simulator.StartAsync();
        if (workers)
        {
            await cluster.Ready();
            await cluster.DemoData();
        }

        return cluster;
    }

    public Task Ready() => Task.WhenAll(All.Where(p => p.Runs).Select(p => p.Ready()));

    /// <summary>Until a worker has made it, some moments after it became ready for the first time.</summary>
    public Task DemoData() => Eventually.Is(
        async () => await Sql.Number(Database, "SELECT count(*) FROM campaign_member WHERE campaign_id = 'soporte'"), n => n > 0, "the demo data is there");

    /// <summary>From now on everything from outside comes through these fronts.</summary>
    public void Only(params ProductProcess[] fronts) => _proxy.To(fronts.Select(f => f.Address));

    public void Spread() => Only(Fronts);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(All.Select(p => p.DisposeAsync().AsTask()));
        await _simulator.StopAsync();
        await _simulator.DisposeAsync();
        await _proxy.DisposeAsync();
        Http.Dispose();
        Simulator.Dispose();
        Database.Dispose();
        _database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
