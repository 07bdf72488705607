using System.Globalization;
using Messenger.Storage;

namespace Messenger.Bench.Running;

/// <summary>Two fronts and two workers as processes, on one database.</summary>
internal sealed class ProductCluster : IAsyncDisposable
{
    private ProductCluster(ProductProcess[] fronts, ProductProcess[] workers) => (Fronts, Workers) = (fronts, workers);

    public IReadOnlyList<ProductProcess> Fronts { get; }

    public IReadOnlyList<ProductProcess> Workers { get; }

    public IEnumerable<ProductProcess> All => Workers.Concat(Fronts);

    public IReadOnlyList<Uri> Addresses => [.. Fronts.Select(f => f.Address)];

    public static async Task<ProductCluster> Start(StorageOptions storage, string folder)
    {
        var cluster = new ProductCluster(Both(storage, folder, "Front"), Both(storage, folder, "Worker"));
        await cluster.Ready();
        return cluster;
    }

    public Task Ready() => Task.WhenAll(All.Select(p => p.Ready()));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in All)
        {
            await process.DisposeAsync();
        }
    }

    private static ProductProcess[] Both(StorageOptions storage, string folder, string role) =>
    [
        .. Enumerable.Range(1, 2).Select(n => new ProductProcess(
            storage, $"--Messenger:Roles={role}", "--Messenger:Cluster:Clustering=AdoNet", "--Messenger:Cluster:AdvertisedAddress=127.0.0.1",
            $"--Messenger:DataDirectory={Path.Combine(folder, role + n.ToString(CultureInfo.InvariantCulture))}")),
    ];
}
