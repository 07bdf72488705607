using System.Net.Http.Headers;

namespace Messenger.Simulator.Webhooks;

/// <summary>What became of one call: the HTTP status, or null when there was no answer within Meta's 5 seconds.</summary>
internal readonly record struct WebhookAnswer(int? Status)
{
    public bool Accepted => Status == 200;
}

/// <summary>Puts bytes on the product's webhook once.</summary>
internal sealed class WebhookSender(SimulatorOptions options) : IDisposable
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
        using var request = new HttpRequestMessage(HttpMethod.Post, options.CallbackUrl) { Content = new ByteArrayContent(body) };
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

    /// <summary>The subscription handshake: null when the challenge came back byte for byte, else what went wrong.</summary>
    public async Task<string?> Handshake(string challenge, CancellationToken ct)
    {
        var mark = options.CallbackUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var uri = $"{options.CallbackUrl}{mark}hub.mode=subscribe&hub.verify_token={Uri.EscapeDataString(options.VerifyToken)}&hub.challenge={challenge}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await client.GetAsync(uri, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            return (int)response.StatusCode != 200 ? $"HTTP {(int)response.StatusCode}" : body == challenge ? null : "other-body";
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return "no-answer";
        }
    }

    public void Dispose() => client.Dispose();
}
