using System.Net.Http.Headers;
using System.Text;
using Messenger.Simulator.Settings;

namespace Messenger.Simulator.Webhooks;

/// <summary>What became of one call: the HTTP status, or null when there was no answer within Meta's 5 seconds.</summary>
internal readonly record struct WebhookAnswer(int? Status)
{
    public bool Accepted => Status == 200;
}

/// <summary>What the callback answered to a handshake.</summary>
internal sealed record HandshakeAnswer(int Status, byte[] Body);

/// <summary>Puts bytes on the product's webhook once.</summary>
internal sealed class WebhookSender(SimulatorOptions options, SettingStore settings) : IDisposable
{
    /// <summary>Meta's patience.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<WebhookAnswer> Post(byte[] body, Signing signing, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, CallbackUrl) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "facebookexternalua");
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        var secret = signing == Signing.Wrong ? options.AppSecret + "-of-somebody-else" : options.AppSecret;
        if (signing != Signing.Missing)
        {
            request.Headers.TryAddWithoutValidation(Signatures.Sha1Header, Signatures.Sha1(body, secret));
        }

        if (signing is Signing.Good or Signing.Wrong)
        {
            request.Headers.TryAddWithoutValidation(Signatures.Sha256Header, Signatures.Sha256(body, secret));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new WebhookAnswer((int)response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new WebhookAnswer(null);
        }
    }

    /// <summary>Where webhooks go: as subscribed by the app, else as configured.</summary>
    public string CallbackUrl => settings.App.CallbackUrl ?? options.CallbackUrl;

    public string VerifyToken => settings.App.VerifyToken ?? options.VerifyToken;

    /// <summary>The subscription handshake with what is subscribed now: null when the challenge came back byte for byte, else what went wrong.</summary>
    public Task<string?> Handshake(string challenge, CancellationToken ct) => Handshake(CallbackUrl, VerifyToken, challenge, ct);

    public async Task<string?> Handshake(string url, string verifyToken, string challenge, CancellationToken ct)
    {
        var answer = await Ask(url, verifyToken, challenge, ct);
        return answer switch
        {
            null => "no-answer",
            { Status: not 200 } => $"HTTP {answer.Status}",
            _ => answer.Body.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(challenge)) ? null : "other-body",
        };
    }

    /// <summary>One handshake call and what came back; null = nothing within 5 s.</summary>
    public async Task<HandshakeAnswer?> Ask(string url, string verifyToken, string challenge, CancellationToken ct)
    {
        var mark = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var uri = $"{url}{mark}hub.mode=subscribe&hub.verify_token={Uri.EscapeDataString(verifyToken)}&hub.challenge={Uri.EscapeDataString(challenge)}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await client.GetAsync(uri, limit.Token);
            return new HandshakeAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(limit.Token));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();
}
