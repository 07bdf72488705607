using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.WebUtilities;

namespace Messenger.Front.Tests.Activations;

/// <summary>An administrator who connects campaigns, and the Facebook account that he logs in with.</summary>
public sealed class Facebook(RunningProduct product, HttpClient admin)
{
    private static readonly HttpClient Control = new();

    public HttpClient Admin => admin;

    /// <summary>A Page of its own that the account administers.</summary>
    public async Task<string> Page(string name, bool mayMessage = true)
    {
        var made = await Controls("pages", new { name, mayMessage });
        return made[0].GetProperty("id").GetString()!;
    }

    /// <summary>A campaign without Page, open all week, served by Ana.</summary>
    public async Task<string> Campaign(string name, string? pageName = null)
    {
        var made = await Ask<CampaignView>(admin.PostAsJsonAsync("/api/campaigns", new
        {
            name,
            type = "messenger",
            pageName,
            schedule = new[] { new { days = new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }, from = "00:00", to = "24:00" } },
            copyMembersOf = "soporte",
        }));
        return made.Id!;
    }

    public Task<ActivationStarted> Start(string campaignId, bool askAgain = false) =>
        Ask<ActivationStarted>(admin.PostAsJsonAsync($"/api/campaigns/{campaignId}/activations", new { askAgain }));

    /// <summary>The account clicks through the dialog; what the browser brings back.</summary>
    /// <param name="pages">Those it ticks; null = all.</param>
    public async Task<ActivationReturn> Login(ActivationStarted started, string[]? pages = null, string[]? declined = null, bool cancel = false, string? personId = null)
    {
        var asked = QueryHelpers.ParseQuery(new Uri(started.DialogUrl).Query);
        var answer = await Controls("login", new
        {
            redirectUri = asked["redirect_uri"].ToString(),
            state = asked["state"].ToString(),
            scopes = asked["scope"].ToString().Split(','),
            pages,
            declined,
            cancel,
            personId,
            rerequest = Of(asked, "auth_type") == "rerequest",
        });
        var back = QueryHelpers.ParseQuery(new Uri(answer.GetProperty("location").GetString()!).Query);
        return new ActivationReturn(Of(back, "state"), Of(back, "code"), Of(back, "error"), Of(back, "error_reason"));
    }

    public Task<ActivationView> Return(ActivationReturn back) => Ask<ActivationView>(admin.PostAsJsonAsync("/api/activations/return", back));

    /// <summary>From the click until nothing goes on by itself.</summary>
    public async Task<ActivationView> Connect(string campaignId, params string[] pages)
    {
        var started = await Start(campaignId);
        await Return(await Login(started, pages));
        return await Settled(started.Id);
    }

    public Task<ActivationView> Settled(string activationId) => Eventually.Is(
        () => Ask<ActivationView>(admin.GetAsync($"/api/activations/{activationId}")), view => view.Phase is "done" or "over" or "choosing", "the activation came to rest");

    public async Task Kills(int cause, string pageId) => await Controls("tokens/kill", new { cause, pageId });

    public async Task<JsonElement> Controls(string path, object body)
    {
        var reply = await Control.PostAsJsonAsync(new Uri(product.Simulator.Address, "/control/" + path), body);
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<CampaignItem> Row(string campaignId, Func<CampaignItem, bool> isSo, string what) => Eventually.Is(
        async () => (await Ask<CampaignList>(admin.GetAsync("/api/campaigns"))).Items.Single(c => c.Id == campaignId), isSo, what);

    public static async Task<T> Ask<T>(Task<HttpResponseMessage> asked)
    {
        using var reply = await asked;
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        return (await reply.Content.ReadFromJsonAsync<T>())!;
    }

    private static string? Of(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query, string name) =>
        query.TryGetValue(name, out var value) ? value.ToString() : null;
}
