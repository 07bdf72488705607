using Messenger.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>A product that runs by itself, and a client inside its cluster, so that a test can be any of its grains' callers.</summary>
internal sealed class ProcessCluster : ICluster, IAsyncDisposable
{
    private IHost? _client;

    public ProcessCluster() => Database = Database.Of(new StorageOptions
    {
        ConnectionString = Path.Combine(Product.Directory, "messenger.db"),
        DataDirectory = Product.Directory,
    });

    public ProductProcess Product { get; } = new();

    public Database Database { get; }

    public IGrainFactory Grains => _client!.Services.GetRequiredService<IClusterClient>();

    public TimeProvider Clock => TimeProvider.System;

    public string? PageToken => null;

    /// <summary>Starts it, or starts it again; returns when it serves.</summary>
    public async Task Start()
    {
        Product.Start();
        await Product.Ready();
        await Leave();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(Product.GatewayPort, "messenger", "messenger")
            .Configure<ClientMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5)));
        _client = builder.Build();
        await _client.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Leave();
        await Product.DisposeAsync();
        Database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private async Task Leave()
    {
        if (_client is not null)
        {
            try
            {
                await _client.StopAsync(new CancellationToken(canceled: true));
            }
            catch (OperationCanceledException)
            {
                // The cluster it would say goodbye to may be gone.
            }

            _client.Dispose();
            _client = null;
        }
    }
}
