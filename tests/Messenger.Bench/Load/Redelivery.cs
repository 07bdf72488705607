using System.Collections.Concurrent;
using System.Diagnostics;
using Messenger.Meta;
using Messenger.Simulator;

namespace Messenger.Bench.Load;

/// <summary>
/// Webhooks at a steady rate to several fronts in turn, each repeated until it is acknowledged, as Meta does (only that Meta
/// waits longer in between).
/// </summary>
internal sealed class Redelivery : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] Secret = System.Text.Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = TimeSpan.FromSeconds(5) };
    private readonly IReadOnlyList<Uri> _fronts;
    private readonly string _series;
    private readonly ConcurrentBag<Delivered> _done = [];
    private int _next;

    public Redelivery(string series, IReadOnlyList<Uri> fronts) => (_series, _fronts) = (series, fronts);

    /// <summary>All that were acknowledged so far.</summary>
    public IReadOnlyList<Delivered> Acknowledged => [.. _done];

    /// <summary>Sends until told to stop; returns when the last message is acknowledged.</summary>
    public async Task Run(int perSecond, CancellationToken stop)
    {
        var under = new List<Task>();
        var step = Stopwatch.Frequency / perSecond;
        for (var due = Stopwatch.GetTimestamp(); !stop.IsCancellationRequested; due += step)
        {
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, CancellationToken.None);
            }

            under.Add(Deliver(_next++, due));
        }

        await Task.WhenAll(under);
    }

    /// <summary>One message of each customer, at once.</summary>
    public Task ToEachCustomer() => Task.WhenAll(Enumerable.Range(0, WebhookRequest.Customers).Select(_ => Deliver(_next++, Stopwatch.GetTimestamp())));

    public void Dispose() => _http.Dispose();

    private async Task Deliver(int number, long due)
    {
        var body = WebhookRequest.Body(_series, number, number % WebhookRequest.Customers, due);
        for (var attempt = 0; !await Taken(new Uri(_fronts[(number + attempt) % _fronts.Count], "/webhooks/messenger"), body); attempt++)
        {
            await Task.Delay(Pause);
        }

        _done.Add(new Delivered(WebhookRequest.Mid(_series, number), due, Stopwatch.GetTimestamp()));
    }

    private async Task<bool> Taken(Uri front, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, front) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", WebhookSignature.Sign(body, Secret));
        try
        {
            using var reply = await _http.SendAsync(request);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>One acknowledged message: when it was to be sent and when it was acknowledged.</summary>
internal sealed record Delivered(string Mid, long Due, long At)
{
    public TimeSpan Wait => Stopwatch.GetElapsedTime(Due, At);
}
