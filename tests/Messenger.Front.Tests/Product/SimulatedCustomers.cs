using System.Net.Http.Json;
using System.Text.Json;

namespace Messenger.Front.Tests.Product;

/// <summary>The simulator's control API, as a test plays customers.</summary>
public sealed class SimulatedCustomers(HttpClient http)
{
    public const string Page = "100000000000001";

    public Uri Address => http.BaseAddress!;

    /// <param name="page">Null = the demo's.</param>
    public async Task<string> Customer(string name, string locale = "es_LA", string? page = null)
    {
        var reply = await http.PostAsJsonAsync("/control/customers", new { pageId = page ?? Page, name, locale });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("psid").GetString()!;
    }

    public async Task<string> Writes(string psid, string text, string? page = null)
    {
        var reply = await http.PostAsJsonAsync($"/control/customers/{psid}/messages", new { pageId = page ?? Page, text });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("mid").GetString()!;
    }

    /// <param name="attachments">As the control API takes them: objects with a type and whatever else.</param>
    public async Task Sends(string psid, params object[] attachments) =>
        (await http.PostAsJsonAsync($"/control/customers/{psid}/messages", new { pageId = Page, attachments })).EnsureSuccessStatusCode();

    public async Task<IReadOnlyList<JsonElement>> Phone(string psid) =>
        [.. (await http.GetFromJsonAsync<JsonElement>($"/control/customers/{psid}/messages")).EnumerateArray()];

    /// <summary>Meta refuses the next message: the customer's window is closed.</summary>
    public async Task Refuses() =>
        (await http.PostAsJsonAsync("/control/faults", new { kind = "error", code = 10, subcode = 2018278, count = 1 })).EnsureSuccessStatusCode();

    public async Task Reads(string psid) => (await http.PostAsJsonAsync($"/control/customers/{psid}/read", new { pageId = Page })).EnsureSuccessStatusCode();

    /// <summary>Meta calls the product's address about a person who signed in with it; what the product answered.</summary>
    /// <param name="kind">deauthorize or deletion.</param>
    public async Task<JsonElement> CallsBack(string kind, Uri address, bool forged = false)
    {
        var reply = await http.PostAsJsonAsync($"/control/callbacks/{kind}", new { url = address.ToString(), forged });
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <param name="change">As <c>PATCH /control/customers/{psid}</c> takes it.</param>
    public async Task Changes(string psid, object change) => (await http.PatchAsJsonAsync($"/control/customers/{psid}", change)).EnsureSuccessStatusCode();

    /// <summary>Meta's next calls of that kind meet this fault.</summary>
    public async Task Plans(string kind, string on, int count, int seconds = 0) =>
        (await http.PostAsJsonAsync("/control/faults", new { kind, on, count, seconds })).EnsureSuccessStatusCode();

    public async Task ForgetsFaults() => (await http.DeleteAsync("/control/faults")).EnsureSuccessStatusCode();
}
