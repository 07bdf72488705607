using Messenger.Simulator.Settings;

namespace Messenger.Simulator.Callbacks;

/// <summary>What the product answered to a callback; null = nothing within 10 s.</summary>
public sealed record CallbackAnswer(int? Status, string? Body, string? ContentType);

/// <summary>Calls the product's addresses for removal of the app and for deletion requests.</summary>
internal sealed class CallbackSender(SettingStore settings, SimulatorOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Meta's own call after a person removed the app; nothing happens when no address is set.</summary>
    public void TellDeauthorized(string personId)
    {
        if (settings.Now.DeauthorizeUrl is { Length: > 0 } url)
        {
            // Meta does not wait for it, nor does the person.
            _ = Post(url, personId, false, false, CancellationToken.None);
        }
    }

    /// <param name="forged">Signed with another secret.</param>
    public async Task<CallbackAnswer> Post(string url, string personId, bool forged, bool deletion, CancellationToken ct)
    {
        var signed = SignedRequest.Of(personId, clock.GetUtcNow(), forged ? options.AppSecret + "-of-somebody-else" : options.AppSecret, deletion);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var content = new FormUrlEncodedContent([new("signed_request", signed)]);
            using var response = await client.PostAsync(new Uri(url), content, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            return new CallbackAnswer((int)response.StatusCode, body.Length > 4000 ? body[..4000] : body, response.Content.Headers.ContentType?.MediaType);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new CallbackAnswer(null, null, null);
        }
    }

    public void Dispose() => client.Dispose();
}
