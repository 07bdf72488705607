using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Messenger.Meta;
using Messenger.Simulator;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>Meta itself, delivering signed webhooks one after another on several lines and noting what each was answered.</summary>
internal sealed class Meta(ProductProcess product) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = product.Address, Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private readonly List<Task> _lines = [];
    private volatile bool _stop;

    public IReadOnlyList<Delivery> Deliveries => [.. _deliveries];

    public void DeliverOn(int lines) => _lines.AddRange(Enumerable.Range(0, lines).Select(line => Task.Run(async () =>
    {
        while (!_stop)
        {
            _deliveries.Enqueue(await Deliver($"900{line:0000}"));
        }
    })));

    public Task Stop()
    {
        _stop = true;
        return Task.WhenAll(_lines);
    }

    public async Task<Delivery> Deliver(string psid)
    {
        var mid = "m_" + Guid.NewGuid().ToString("N");
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            @object = "page",
            entry = new[]
            {
                new
                {
                    id = SimulatorDefaults.TiendaPageId,
                    time = now,
                    messaging = new[] { new { sender = new { id = psid }, recipient = new { id = SimulatorDefaults.TiendaPageId }, timestamp = now, message = new { mid, text = "hola" } } },
                },
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/messenger") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Hub-Signature-256", WebhookSignature.Sign(body, Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret)));
        try
        {
            using var reply = await _http.SendAsync(request);
            return new Delivery(mid, reply.StatusCode, reply.Headers.RetryAfter is not null);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return new Delivery(mid, null, false);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="Status">Null = the connection was refused or broke.</param>
internal sealed record Delivery(string Mid, HttpStatusCode? Status, bool SaidWhen);
