using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>Customers on their phones, through the simulator, which dies and comes back with the product.</summary>
internal sealed class Phones(HttpClient simulator)
{
    private const string Page = "100000000000001";

    private readonly List<string> _customers = [];
    private readonly List<Task> _writing = [];
    private volatile bool _stop;

    public IReadOnlyList<string> Customers => _customers;

    public async Task<string> Customer(string name)
    {
        var reply = await simulator.PostAsJsonAsync("/control/customers", new { pageId = Page, name, locale = "es_LA" });
        reply.EnsureSuccessStatusCode();
        var psid = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("psid").GetString()!;
        _customers.Add(psid);
        return psid;
    }

    /// <summary>False: nobody knows whether the simulator took it.</summary>
    public async Task<bool> Writes(string psid, string text)
    {
        try
        {
            using var reply = await simulator.PostAsJsonAsync($"/control/customers/{psid}/messages", new { pageId = Page, text });
            return reply.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>All of them write on, some lines a second, until told to stop.</summary>
    public void WriteOn() => _writing.AddRange(_customers.Select(psid => Task.Run(async () =>
    {
        for (var n = 1; !_stop; n++)
        {
            await Writes(psid, $"mensaje {n} de {psid} 😀");
            await Task.Delay(120);
        }
    })));

    public Task Stop()
    {
        _stop = true;
        return Task.WhenAll(_writing);
    }

    public async Task<IReadOnlyList<PhoneLine>> Lines()
    {
        var lines = await Task.WhenAll(_customers.Select(async psid =>
            await simulator.GetFromJsonAsync<PhoneLine[]>($"/control/customers/{psid}/messages")));
        return [.. lines.SelectMany(l => l!)];
    }

    public async Task<int> WebhooksWaiting() =>
        (await simulator.GetFromJsonAsync<JsonElement>("/control/status")).GetProperty("waitingWebhooks").GetInt32();
}

internal sealed record PhoneLine(string Mid, string Direction, string Text, bool Delivered, string? Metadata);
