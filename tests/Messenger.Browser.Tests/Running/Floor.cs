using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Browser.Tests.Running;

/// <summary>What a test needs beside the screens: customers who write by themselves, and an empty floor to begin with.</summary>
public sealed class Floor(Uri product, Uri customers)
{
    public const string Page = "100000000000001";

    /// <summary>The simulator's, known to everybody.</summary>
    private static readonly byte[] AppSecret = "simulator-app-secret"u8.ToArray();

    private static readonly string[] Agents = ["ana", "bruno", "carla"];

    /// <summary>A schedule that never closes.</summary>
    public static readonly object[] AllWeek =
        [new { days = new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }, from = "00:00", to = "24:00" }];

    private static readonly HttpClient Http = new();

    /// <summary>One session for each person, for whatever is not done on a screen.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _tokens = new();

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

    /// <summary>Meta delivers a message that was written before every window of Facebook's: this customer can be answered no more until he writes again.</summary>
    public async Task WroteLongAgo(string psid, string text)
    {
        var at = DateTimeOffset.UtcNow.AddDays(-8).ToUnixTimeMilliseconds();
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["object"] = "page",
            ["entry"] = new[]
            {
                new { id = Page, time = at, messaging = new[] { new { sender = new { id = psid }, recipient = new { id = Page }, timestamp = at, message = new { mid = $"m_{Guid.NewGuid():N}", text } } } },
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(product, "webhooks/messenger")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(AppSecret, body)));
        using var reply = await Http.SendAsync(request);
        reply.EnsureSuccessStatusCode();
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
    public Task Campaign(object edit) => Change("api/campaigns/soporte", edit);

    /// <summary>When the demo campaign is open: all week, or never.</summary>
    public Task Opens(bool allWeek) => Campaign(new { schedule = allWeek ? AllWeek : [] });

    /// <summary>Changes settings of the whole installation, as an administrator.</summary>
    public Task Installation(object edit) => Change("api/configuration", edit);

    /// <summary>Sets the whole member list of a campaign or roster.</summary>
    public Task Members(string campaign, params string[] userNames) =>
        Change($"api/campaigns/{campaign}/members", new { items = userNames.Select(userName => new { userName }) });

    /// <summary>A user with a one-time password that nobody knows.</summary>
    public async Task User(string userName, string displayName, params string[] roles)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(product, "api/users")) { Content = JsonContent.Create(new { userName, displayName, roles }) };
        request.Headers.Authorization = new("Bearer", await Token("admin"));
        using var reply = await Http.SendAsync(request);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>What the API tells an administrator.</summary>
    public async Task<JsonElement> Read(string path)
    {
        using var read = new HttpRequestMessage(HttpMethod.Get, new Uri(product, path)) { Headers = { Authorization = new("Bearer", await Token("admin")) } };
        using var reply = (await Http.SendAsync(read)).EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task Change(string path, object edit)
    {
        var token = await Token("admin");
        var address = new Uri(product, path);
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
        var patience = DateTimeOffset.UtcNow.AddSeconds(60);
        var (rest, board) = (int.MaxValue, default(JsonElement));
        while (rest > 0)
        {
            if (DateTimeOffset.UtcNow > patience)
            {
                throw new TimeoutException($"{rest} interactions would not end: {board}");
            }

            foreach (var person in people)
            {
                // Each round anew: whoever lets something ring too long meanwhile is put on a break.
                await person.InvokeCoreAsync<JsonElement>("EndBreak", [null]);
                await person.InvokeCoreAsync<JsonElement>("SetStatus", ["available", null]);
                var desk = await Snapshot(person, "desk");
                foreach (var id in Ids(desk.GetProperty("ringing"), "id"))
                {
                    await person.InvokeCoreAsync<JsonElement>("Accept", [id, null]);
                }

                foreach (var id in Ids(desk.GetProperty("agent").GetProperty("wrapUps"), "interactionId"))
                {
                    await person.InvokeCoreAsync<JsonElement>("EndWrapUp", [id, null]);
                }

                foreach (var id in Ids(desk.GetProperty("interactions"), "id"))
                {
                    var closed = await person.InvokeCoreAsync<JsonElement>("Close", [id, null, null, null]);
                    if (!closed.GetProperty("ok").GetBoolean())
                    {
                        await person.InvokeCoreAsync<JsonElement>("Close", [id, "resuelto", null, null]);
                    }
                }
            }

            board = await Snapshot(sofia, "campaign:soporte");
            rest = board.GetProperty("waiting").GetArrayLength() + board.GetProperty("agents").EnumerateArray().Sum(a => a.GetProperty("load").GetInt32());
        }

        foreach (var person in people)
        {
            await person.InvokeCoreAsync<JsonElement>("SetStatus", ["offline", null]);
            await person.DisposeAsync();
        }
    }

    private static IEnumerable<string?> Ids(JsonElement list, string name) => list.EnumerateArray().Select(item => item.GetProperty(name).GetString());

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

    private Task<string> Token(string userName) => _tokens.GetOrAdd(userName, name => new(() => SignIn(name))).Value;

    private async Task<string> SignIn(string userName)
    {
        var reply = await Http.PostAsJsonAsync(new Uri(product, "api/auth/login?useCookies=false"), new { userName, password = "messenger" });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}
