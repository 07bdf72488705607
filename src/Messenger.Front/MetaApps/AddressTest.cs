using System.Net.Sockets;
using System.Security.Cryptography;
using Messenger.Domain.Http;
using Messenger.Front.Configuration;
using Messenger.Meta;

namespace Messenger.Front.MetaApps;

/// <summary>Calls the external address as Meta does when the webhook is configured: only this installation knows the verify token and gives the challenge back.</summary>
internal sealed class AddressTest(MetaOptions meta, HttpClient http)
{
    private const int LongestAnswer = 1_000;

    /// <summary>How the challenges of the self-test begin, so that it is not taken for Meta's handshake.</summary>
    private const string Mark = "selftest";

    public static bool IsOwn(string challenge) => challenge.StartsWith(Mark, StringComparison.Ordinal);

    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LongestAnswer,
    };

    public async Task<AddressTestResult> Of(Uri address, CancellationToken ct)
    {
        var challenge = Mark + RandomNumberGenerator.GetHexString(16, lowercase: true);
        var query = $"?hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={Uri.EscapeDataString(meta.VerifyToken)}";
        try
        {
            using var reply = await http.GetAsync(new Uri(OwnAddress.Under(address, OwnAddress.WebhookPath) + query), ct);
            return reply.IsSuccessStatusCode && await reply.Content.ReadAsStringAsync(ct) == challenge
                ? new AddressTestResult("ok", null)
                : new AddressTestResult("another-server", ((int)reply.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new AddressTestResult("timeout", null);
        }
        catch (HttpRequestException fault)
        {
            return new AddressTestResult("unreachable", fault.InnerException is SocketException socket ? socket.SocketErrorCode.ToString() : fault.HttpRequestError.ToString());
        }
    }
}
