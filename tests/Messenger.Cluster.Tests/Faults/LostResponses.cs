using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Cluster.Tests.Processes;
using Messenger.Simulator;
using Messenger.Storage;
using Messenger.Tests.Shared;
using Microsoft.AspNetCore.Builder;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>
/// The product alone in a process that is killed and put to sleep, and Meta beside it, which outlives it and loses what the test wants
/// lost. Customers write once each; three agents answer each of them once and finish.
/// </summary>
internal sealed class LostResponses : IAsyncDisposable
{
    private const string Page = "100000000000001";

    private readonly string _directory = Directory.CreateTempSubdirectory("messenger-simulator-").FullName;
    private readonly ConcurrentDictionary<string, string> _answered = new();
    private readonly List<Desk> _desks = [];
    private readonly List<Task> _working = [];
    private readonly WebApplication _meta;
    private volatile bool _stop;

    private LostResponses()
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free(1)[0]}");
        Product.UseSimulator(address);
        _meta = SimulatorApplication.Build(new SimulatorOptions
        {
            Url = address.ToString(),
            CallbackUrl = new Uri(Product.Address, "/webhooks/messenger").ToString(),
            DataFile = Path.Combine(_directory, "simulator.db"),
        });
        Meta = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        Phones = new Phones(Meta);
        Database = Database.Of(new StorageOptions { DataDirectory = Product.Directory, ConnectionString = Path.Combine(Product.Directory, "messenger.db") });
    }

    public ProductProcess Product { get; } = new();

    public HttpClient Meta { get; }

    public Phones Phones { get; }

    public Database Database { get; }

    /// <summary>Client message ids that an agent was told are taken on.</summary>
    public IReadOnlyCollection<string> Answered => [.. _answered.Keys];

    public static async Task<LostResponses> Begin()
    {
        var story = new LostResponses();
        await story._meta.StartAsync();

        // A few customers and many calls: what that leaves of the day's allowance is not the question here.
        using var reply = await story.Meta.PatchAsJsonAsync("/control/settings", new { usageHeaders = false });
        reply.EnsureSuccessStatusCode();
        story.Product.Start();
        await story.Product.Ready();
        await Eventually.Is(
            async () => await Sql.Number(story.Database, "SELECT count(*) FROM campaign_member WHERE campaign_id = 'soporte'"), n => n > 0, "the demo data is there");
        foreach (var agent in (string[])["ana", "bruno", "carla"])
        {
            var desk = await Desk.Open(story.Product.Http, agent);
            story._desks.Add(desk);
            story._working.Add(Task.Run(() => story.Work(desk)));
        }

        return story;
    }

    /// <summary>The next send is made, but its answer never comes.</summary>
    public Task LoseResponse() => Plan(new { kind = "lose-response" });

    /// <summary>The next send is answered by an edge server, and is not made.</summary>
    public Task LoseRequest() => Plan(new { kind = "html" });

    public async Task LoseEcho()
    {
        using var reply = await Meta.PostAsJsonAsync("/control/webhooks/plan", new { kind = "drop", field = "message_echoes" });
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>No thread can be read until <see cref="LetThreadsBeRead"/>.</summary>
    public Task HideThreads() => Plan(new { kind = "html", on = "conversations", count = 1_000_000 });

    public async Task LetThreadsBeRead()
    {
        using var reply = await Meta.DeleteAsync("/control/faults");
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>Lost responses and requests that no send has met yet.</summary>
    public async Task<int> StillPlanned() => (await Meta.GetFromJsonAsync<JsonElement>("/control/faults")).EnumerateArray()
        .Where(fault => fault.GetProperty("on").GetString() == "messages").Sum(fault => fault.GetProperty("count").GetInt32());

    public async Task CustomerWrites(int number) => Assert.True(await Phones.Writes(await Phones.Customer($"Cliente {number}"), "hola"));

    /// <summary>Every customer was answered, and of each answer it is known what became of it; else what is still open.</summary>
    public async Task<IReadOnlyList<string>> Open()
    {
        var open = await Sql.Strings(Database, "SELECT client_message_id FROM message WHERE direction = 'out' AND mid IS NULL AND state <> 'failed'");
        return _answered.Count < Phones.Customers.Count ? [.. open, $"{Phones.Customers.Count - _answered.Count} not answered"] : open;
    }

    public async Task Finish()
    {
        _stop = true;
        await Task.WhenAll(_working);
    }

    public async ValueTask DisposeAsync()
    {
        _stop = true;
        foreach (var desk in _desks)
        {
            await desk.DisposeAsync();
        }

        Database.Dispose();
        await Product.DisposeAsync();
        await _meta.StopAsync();
        await _meta.DisposeAsync();
        Meta.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task Work(Desk desk)
    {
        while (!_stop)
        {
            foreach (var chat in (await desk.Look()).Interactions)
            {
                var id = "re/" + chat.Id;
                if (!_answered.ContainsKey(id))
                {
                    await desk.Do("SendText", chat.Id, id, "respuesta a " + chat.Id);
                    _answered[id] = chat.Id;
                }

                await desk.Do("Close", chat.Id, null, null, "close/" + chat.Id);
            }

            await Task.Delay(20);
        }
    }

    private async Task Plan(object fault)
    {
        using var reply = await Meta.PostAsJsonAsync("/control/faults", fault);
        reply.EnsureSuccessStatusCode();
    }
}
