using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Messenger.Meta;
using Messenger.Simulator;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>
/// Customers of whom the simulator knows nothing: signed webhooks straight from the test, each repeated until it is answered 200,
/// so that every message is known to have been acknowledged, and how long nobody acknowledged any.
/// </summary>
internal sealed class WalkIns(HttpClient product)
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret);

    private readonly List<Task> _writing = [];
    private readonly ConcurrentDictionary<string, TimeSpan> _pauses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _told = new(StringComparer.Ordinal);
    private volatile bool _stop;

    /// <summary>Message ids for which somebody got a 200.</summary>
    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>Answers that nobody may ever get: whatever breaks, it is 503, or no answer at all.</summary>
    public ConcurrentBag<string> Odd { get; } = [];

    /// <summary>The longest time that one of them waited for his next 200. Who still waits does not count yet: let everybody go on first.</summary>
    public TimeSpan LongestPause => _pauses.Values.Max();

    /// <summary>Null: nobody answered.</summary>
    public async Task<HttpStatusCode?> Write(string psid, string mid, string text)
    {
        using var request = Signed(psid, mid, text);
        try
        {
            using var reply = await product.SendAsync(request);
            if (reply.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
            {
                Odd.Add($"{reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
            }

            return reply.StatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public static HttpRequestMessage Signed(string psid, string mid, string text)
    {
        var message = new { sender = new { id = psid }, recipient = new { id = SimulatorDefaults.TiendaPageId }, timestamp = Now, message = new { mid, text } };
        var entry = new { id = SimulatorDefaults.TiendaPageId, time = Now, messaging = new[] { message } };
        var body = JsonSerializer.SerializeToUtf8Bytes(new { @object = "page", entry = new[] { entry } });
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/messenger") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", WebhookSignature.Sign(body, Secret));
        return request;
    }

    /// <summary>One message, told until it is taken.</summary>
    public async Task Tell(string psid, string mid, string text)
    {
        var watch = Stopwatch.StartNew();
        while (await Write(psid, mid, text) is not HttpStatusCode.OK)
        {
            if (watch.Elapsed > ProductProcess.StartPatience)
            {
                throw new TimeoutException("Nobody takes a webhook.");
            }

            await Task.Delay(50);
        }

        Acknowledged.Add(mid);
    }

    /// <summary>So many people write a few times a second each until told to stop.</summary>
    public void WriteOn(int people) => _writing.AddRange(Enumerable.Range(0, people).Select(n => Task.Run(async () =>
    {
        var psid = (7_000_000_000_000_000 + Random.Shared.NextInt64(1_000_000_000_000)).ToString(CultureInfo.InvariantCulture);
        for (var count = 1; !_stop; count++)
        {
            var watch = Stopwatch.StartNew();
            await Tell(psid, "m_" + Guid.NewGuid().ToString("N"), $"{count} de {psid}");
            _pauses.AddOrUpdate(psid, watch.Elapsed, (_, before) => before > watch.Elapsed ? before : watch.Elapsed);
            _told[psid] = count;
            await Task.Delay(150);
        }
    })));

    /// <summary>Each of those who write on got a 200 at least once.</summary>
    public bool EverybodyWasHeard => _told.Count == _writing.Count;

    /// <summary>Until each of them got three more messages acknowledged: what hung when this was called is over.</summary>
    public async Task GoOn()
    {
        await Eventually.Is(() => Task.FromResult(EverybodyWasHeard), "everybody was heard once");
        var before = _told.ToDictionary();
        await Eventually.Is(() => Task.FromResult(before.All(p => _told[p.Key] >= p.Value + 3)), "everybody is heard again");
    }

    /// <summary>From now on only later pauses count.</summary>
    public void ForgetPauses() => _pauses.Clear();

    public Task Stop()
    {
        _stop = true;
        return Task.WhenAll(_writing);
    }

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
