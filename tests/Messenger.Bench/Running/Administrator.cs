using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;

namespace Messenger.Bench.Running;

/// <summary>Somebody who changes a campaign while the product runs, as on screen.</summary>
internal sealed class Administrator : IDisposable
{
    private static readonly Uri SignInPath = new("/api/auth/login?useCookies=false", UriKind.Relative);

    private readonly HttpClient _http;

    private Administrator(HttpClient http) => _http = http;

    public static async Task<Administrator> SignIn(Uri product)
    {
        var http = new HttpClient { BaseAddress = product };
        using var reply = await http.PostAsJsonAsync(SignInPath, new { userName = "admin", password = CallCentre.Password });
        reply.EnsureSuccessStatusCode();
        var token = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Administrator(http);
    }

    public async Task Change(string campaignId, CampaignEdit edit)
    {
        var address = new Uri($"/api/campaigns/{campaignId}", UriKind.Relative);
        using var read = await _http.GetAsync(address);
        read.EnsureSuccessStatusCode();
        using var write = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(edit) };
        write.Headers.IfMatch.Add(read.Headers.ETag!);
        using var written = await _http.SendAsync(write);
        written.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
