using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>Meta itself, delivering signed webhooks one after another on several lines and noting what each was answered.</summary>
internal sealed class Meta(ProductProcess product) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = product.Address, Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private readonly List<Task> _lines = [];
    private volatile bool _stop;
    private volatile bool _slow;

    public IReadOnlyList<Delivery> Deliveries => [.. _deliveries];

    public void DeliverOn(int lines) => _lines.AddRange(Enumerable.Range(0, lines).Select(line => Task.Run(async () =>
    {
        while (!_stop)
        {
            _deliveries.Enqueue(await Deliver($"900{line:0000}"));
            await Task.Delay(_slow ? 100 : 0);
        }
    })));

    /// <summary>From now on each line pauses between its deliveries.</summary>
    public void SlowDown() => _slow = true;

    public Task Stop()
    {
        _stop = true;
        return Task.WhenAll(_lines);
    }

    public Task<Delivery> Deliver(string psid) => Deliver(psid, "m_" + Guid.NewGuid().ToString("N"));

    /// <summary>The same message once more, as often as it takes.</summary>
    public async Task<Delivery> Again(Delivery refused)
    {
        var again = refused;
        for (var watch = Stopwatch.StartNew(); again.Status != HttpStatusCode.OK && watch.Elapsed < Eventually.Patience;)
        {
            again = await Deliver(refused.Psid, refused.Mid);
        }

        return again;
    }

    private async Task<Delivery> Deliver(string psid, string mid)
    {
        using var request = WalkIns.Signed(psid, mid, "hola");
        var watch = Stopwatch.StartNew();
        try
        {
            using var reply = await _http.SendAsync(request);
            return new Delivery(psid, mid, reply.StatusCode, reply.Headers.RetryAfter is not null, watch.Elapsed);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return new Delivery(psid, mid, null, false, watch.Elapsed);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="Status">Null = the connection was refused or broke.</param>
internal sealed record Delivery(string Psid, string Mid, HttpStatusCode? Status, bool SaidWhen, TimeSpan Took);
