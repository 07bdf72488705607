using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Messenger.Domain.Http;

namespace Messenger.Console.Shared.Api;

/// <summary>What came back from the API: a value, or why there is none.</summary>
public sealed record Reply<T>(T? Value, HttpStatusCode? Status)
    where T : class
{
    /// <summary>No answer at all: the network or the server is away.</summary>
    public bool IsUnreachable => Value is null && (Status is null || (int)Status >= 500);
}

/// <summary>The API calls of the console.</summary>
public sealed class ConsoleApi(HttpClient http)
{
    private DemoPeople? demo;
    private bool demoAsked;

    public Task<Reply<TokenReply>> SignIn(string userName, string password) =>
        Ask(
            () => http.PostAsJsonAsync("api/auth/login?useCookies=false", new LoginRequest(userName, password), ConsoleJson.Default.LoginRequest),
            ConsoleJson.Default.TokenReply);

    public Task<Reply<Me>> Me() => Get("api/me", ConsoleJson.Default.Me);

    public Task<Reply<ConfigurationView>> Configuration() => Get("api/configuration", ConsoleJson.Default.ConfigurationView);

    public Task<Reply<CampaignList>> OwnCampaigns() => Get("api/desk/campaigns", ConsoleJson.Default.CampaignList);

    public Task<Reply<CampaignList>> Campaigns() => Get("api/campaigns", ConsoleJson.Default.CampaignList);

    /// <summary>What Meta did to the Page for its conduct, the newest first.</summary>
    public Task<Reply<PageEventList>> PagePolicy(string pageId) =>
        Get($"api/pages/{Uri.EscapeDataString(pageId)}/events?kind={PageEventWord.PolicyEnforcement}&limit=20", ConsoleJson.Default.PageEventList);

    /// <summary>The demo users; null outside Development. Asked once per tab.</summary>
    public async Task<DemoPeople?> Demo()
    {
        if (!demoAsked)
        {
            var reply = await Get("api/development/people", ConsoleJson.Default.DemoPeople);
            demo = reply.Value;
            demoAsked = !reply.IsUnreachable;
        }

        return demo;
    }

    public async Task SignOut()
    {
        try
        {
            using var answer = await http.PostAsync("api/auth/logout", null);
        }
        catch (HttpRequestException)
        {
            // Signing out here never depends on the server: the tab forgets its tokens anyway.
        }
    }

    private Task<Reply<T>> Get<T>(string path, JsonTypeInfo<T> type)
        where T : class =>
        Ask(() => http.GetAsync(path), type);

    private static async Task<Reply<T>> Ask<T>(Func<Task<HttpResponseMessage>> call, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var answer = await call();
            var value = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync(type) : null;
            return new Reply<T>(value, answer.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException)
        {
            return new Reply<T>(null, null);
        }
    }
}
