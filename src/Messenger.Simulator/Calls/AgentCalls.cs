using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Messenger.Simulator.Calls;

/// <summary>What the product answered to a change of "in a call". Status null = no answer; <paramref name="Step"/>: sign-in or call, whichever it was.</summary>
public sealed record CallAnswer(string Step, int? Status, string? Body);

/// <summary>Plays the phone system: tells the product that an agent is in a call, over the product's own HTTP API.</summary>
internal sealed class AgentCalls(SimulatorOptions options) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(new Uri(options.CallbackUrl).GetLeftPart(UriPartial.Authority)),
        Timeout = Patience,
    };

    /// <summary>Signs in anew for each call: it is rare, and a stored token could be one of a product that has been restarted since.</summary>
    public async Task<CallAnswer> Set(string userName, bool inCall, CancellationToken ct)
    {
        try
        {
            using var login = await client.PostAsJsonAsync(
                new Uri("/api/auth/login?useCookies=false", UriKind.Relative), new { userName = options.ProductUser, password = options.ProductPassword }, ct);
            if (!login.IsSuccessStatusCode || TokenIn(await login.Content.ReadAsStringAsync(ct)) is not { } token)
            {
                return new CallAnswer("sign-in", (int)login.StatusCode, null);
            }

            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"/api/telephony/agents/{Uri.EscapeDataString(userName)}/call", UriKind.Relative)) { Content = JsonContent.Create(new { inCall }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await client.SendAsync(request, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            return new CallAnswer("call", (int)response.StatusCode, body.Length > 500 ? body[..500] : body);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new CallAnswer("call", null, null);
        }
    }

    public void Dispose() => client.Dispose();

    private static string? TokenIn(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["accessToken"]?.GetValue<string>();
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
