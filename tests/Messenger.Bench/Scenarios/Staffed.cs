using Messenger.Bench.Load;
using Messenger.Bench.Running;
using Messenger.Storage;

namespace Messenger.Bench.Scenarios;

/// <summary>The product at work: all desks connected, every customer's interaction open and assigned.</summary>
internal sealed class Staffed : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Staffed(ProductProcess product, DeskClients desks) => (Product, Desks) = (product, desks);

    public ProductProcess Product { get; }

    public DeskClients Desks { get; }

    public static async Task<Staffed> Start(StorageOptions storage)
    {
        await CallCentre.Create(storage);
        var product = new ProductProcess(storage);
        await product.Ready();
        var staffed = new Staffed(product, DeskClients.Open(signIn: true, product.Address));
        var opening = ClosedLoop.Run(product.Address, WebhookRequest.Series("open", WebhookRequest.Customers), Patience);
        if (opening.Answered != WebhookRequest.Customers)
        {
            throw new InvalidOperationException($"Only {opening.Answered} customers got through.");
        }

        await staffed.Until(c => c.Conversations == WebhookRequest.Customers, "every customer to have his agent");
        return staffed;
    }

    /// <summary>Waits for the desks.</summary>
    public async Task<DeskCounts> Until(Func<DeskCounts, bool> arrived, string what)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(50))
        {
            var counts = Desks.Counts();
            if (arrived(counts))
            {
                return counts;
            }

            if (waited > Patience)
            {
                throw new InvalidOperationException($"Waited in vain for {what}: {counts}.\n{Product.Process.Output}");
            }

            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Desks.DisposeAsync();
        await Product.DisposeAsync();
    }
}
