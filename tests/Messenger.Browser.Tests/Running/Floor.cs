using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Browser.Tests.Running;

/// <summary>What a test needs beside the screens: customers who write by themselves, and an empty floor to begin with.</summary>
public sealed class Floor(Uri product, Uri customers)
{
    public const string Page = "100000000000001";

    private static readonly string[] Agents = ["ana", "bruno", "carla"];

    private static readonly HttpClient Http = new();

    public async Task<string> Customer(string name, string locale = "es_LA")
    {
        var reply = await Http.PostAsJsonAsync(new Uri(customers, "control/customers"), new { pageId = Page, name, locale });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("psid").GetString()!;
    }

    /// <summary>Writes, perhaps in answer to a message, and answers the new one's mid.</summary>
    public async Task<string> Writes(string psid, string text, string? replyTo = null)
    {
        var reply = await Http.PostAsJsonAsync(new Uri(customers, $"control/customers/{psid}/messages"), new { pageId = Page, text, replyTo });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("mid").GetString()!;
    }

    /// <summary>Anything else that docs/simulator.md lets a customer do.</summary>
    public async Task Does(string psid, string what, object details) =>
        (await Http.PostAsJsonAsync(new Uri(customers, $"control/customers/{psid}/{what}"), details)).EnsureSuccessStatusCode();

    /// <summary>The mids on a customer's phone, both directions.</summary>
    public async Task<IReadOnlyList<string>> Mids(string psid) =>
        [.. (await Http.GetFromJsonAsync<JsonElement>(new Uri(customers, $"control/customers/{psid}/messages"))).EnumerateArray().Select(m => m.GetProperty("mid").GetString()!)];

    /// <summary>Meta warns, blocks or unblocks the Page, and the product knows.</summary>
    public async Task Measure(string action, string? reason = null)
    {
        (await Http.PostAsJsonAsync(new Uri(customers, $"control/pages/{Page}/policy"), new { action, reason })).EnsureSuccessStatusCode();
        var token = await Token("sofia");
        for (var patience = DateTimeOffset.UtcNow.AddSeconds(20); DateTimeOffset.UtcNow < patience; await Task.Delay(50))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(product, $"api/pages/{Page}/events?limit=1"));
            request.Headers.Authorization = new("Bearer", token);
            using var reply = await Http.SendAsync(request);
            var items = (await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items");
            if (items.GetArrayLength() > 0 && items[0].GetProperty("action").GetString() == action)
            {
                return;
            }
        }

        throw new TimeoutException($"The product never knew of the {action}.");
    }

    /// <summary>Changes settings of the simulated Meta; null = the defaults again.</summary>
    public async Task Settings(object? change) => (change is null
        ? await Http.DeleteAsync(new Uri(customers, "control/settings"))
        : await Http.PatchAsJsonAsync(new Uri(customers, "control/settings"), change)).EnsureSuccessStatusCode();

    /// <param name="attachments">As the control API takes them: objects with a type and whatever else.</param>
    public async Task Sends(string psid, params object[] attachments) =>
        (await Http.PostAsJsonAsync(new Uri(customers, $"control/customers/{psid}/messages"), new { pageId = Page, attachments })).EnsureSuccessStatusCode();

    /// <summary>The texts on a customer's phone, both directions.</summary>
    public async Task<IReadOnlyList<string>> Phone(string psid) =>
        [.. (await Http.GetFromJsonAsync<JsonElement>(new Uri(customers, $"control/customers/{psid}/messages"))).EnumerateArray().Select(m => m.GetProperty("text").GetString()!)];

    /// <summary>Changes the demo campaign's settings, as an administrator.</summary>
    public async Task Campaign(object edit)
    {
        var token = await Token("admin");
        var address = new Uri(product, "api/campaigns/soporte");
        using var read = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new("Bearer", token) } };
        using var before = (await Http.SendAsync(read)).EnsureSuccessStatusCode();
        using var change = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(edit), Headers = { Authorization = new("Bearer", token) } };
        change.Headers.IfMatch.Add(before.Headers.ETag!);
        using var reply = await Http.SendAsync(change);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>The phone system says that an agent is in a call, or not any more.</summary>
    public async Task Call(string userName, bool inCall)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(product, $"api/telephony/agents/{userName}/call"))
        {
            Content = JsonContent.Create(new { inCall }),
            Headers = { Authorization = new("Bearer", await Token("admin")) },
        };
        using var reply = await Http.SendAsync(request);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>Ends every interaction, takes everybody off break and offline.</summary>
    public async Task Clear()
    {
        await using var sofia = await Connect("sofia", "supervisor");
        var people = await Task.WhenAll(Agents.Select(name => Connect(name, "agent")));
        foreach (var person in people)
        {
            await person.InvokeCoreAsync<JsonElement>("EndBreak", [null]);
            await person.InvokeCoreAsync<JsonElement>("SetStatus", ["available", null]);
        }

        var patience = DateTimeOffset.UtcNow.AddSeconds(60);
        var rest = int.MaxValue;
        while (rest > 0)
        {
            if (DateTimeOffset.UtcNow > patience)
            {
                throw new TimeoutException($"{rest} interactions would not end.");
            }

            foreach (var person in people)
            {
                foreach (var id in (await Snapshot(person, "desk")).GetProperty("interactions").EnumerateArray().Select(i => i.GetProperty("id").GetString()))
                {
                    await person.InvokeCoreAsync<JsonElement>("Close", [id, null, null, null]);
                }
            }

            var board = await Snapshot(sofia, "campaign:soporte");
            rest = board.GetProperty("waiting").GetArrayLength() + board.GetProperty("agents").EnumerateArray().Sum(a => a.GetProperty("load").GetInt32());
        }

        foreach (var person in people)
        {
            await person.InvokeCoreAsync<JsonElement>("SetStatus", ["offline", null]);
            await person.DisposeAsync();
        }
    }

    private static async Task<JsonElement> Snapshot(HubConnection connection, string topic)
    {
        var answer = await connection.InvokeCoreAsync<JsonElement>("Subscribe", [topic, null]);
        await connection.InvokeCoreAsync("Unsubscribe", [topic]);
        return answer.GetProperty("snapshot");
    }

    private async Task<HubConnection> Connect(string userName, string hub)
    {
        var token = await Token(userName);
        var connection = new HubConnectionBuilder().WithUrl(new Uri(product, "hubs/" + hub), o => o.AccessTokenProvider = () => Task.FromResult<string?>(token)).Build();
        await connection.StartAsync();
        return connection;
    }

    private async Task<string> Token(string userName)
    {
        var reply = await Http.PostAsJsonAsync(new Uri(product, "api/auth/login?useCookies=false"), new { userName, password = "messenger" });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}
