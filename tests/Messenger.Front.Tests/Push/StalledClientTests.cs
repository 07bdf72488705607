using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Messenger.Domain.Shared;
using Messenger.Front.Feeds;
using Messenger.Front.Relay;
using Messenger.Front.Tests.Product;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Push;

/// <summary>Clients that subscribe and then do not read. Alone in the process, whose memory is measured.</summary>
[Collection(Alone.Name)]
public sealed class StalledClientTests(ITestOutputHelper output)
{
    private const int Stalled = 1_000;

    /// <summary>What a connection may hold: its inbox, and a fixed share for the batch under way, the buffers below it and the connection itself.</summary>
    private const long Allowed = Stalled * (long)(FeedInbox.MaxBytes + ConnectionBuffers.FixedShare);

    /// <summary>Messages of 2 KB: more than the inbox and all buffers below it take.</summary>
    private const int Burst = 200;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_of_them_cost_what_is_stated_nobody_else_waits_and_their_sockets_come_back()
    {
        await using var product = await RunningProduct.Start();
        var relay = product.Services.GetRequiredService<FrontRelay>();
        var feeds = product.Services.GetRequiredService<LocalFeeds>();
        var work = await Workplace.Open(product);
        var customers = Enumerable.Range(0, Stalled).Select(_ => work.Customer()).ToArray();
        foreach (var some in customers.Chunk(100))
        {
            await work.Webhook.Deliver(work.Webhook.Body(some.Select(psid => work.Webhook.Message(psid, "hola"))));
        }

        await using var chat = await Chat.Begin(product);
        var token = await product.Token("sofia");
        var (sockets, held, used) = (Sockets(), GC.GetTotalMemory(forceFullCollection: true), Process.GetCurrentProcess().WorkingSet64);
        var clients = new ConcurrentBag<BareClient>();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(customers, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Stop }, async (psid, ct) =>
        {
            var client = await BareClient.Connect(product.Product.BaseAddress!, "supervisor", token, ct);
            clients.Add(client);
            await client.Subscribe($"interaction:{work.InteractionOf(psid)}", null, ct);
        });
        output.WriteLine($"{Stalled} connected in {watch.Elapsed.TotalSeconds:0.0} s: {Megabytes(GC.GetTotalMemory(true) - held)} MB");

        // Each has a stream of its own, so that no text is shared.
        var streams = customers.Select(psid => StreamSourceName.Conversation(work.StreamOf(psid)["conversation/".Length..])).ToArray();
        var versions = streams.Select(name => relay.Head(name)!.Version).ToArray();
        var peak = (Held: 0L, Used: 0L);
        watch.Restart();
        for (var round = 0; round < 30; round++)
        {
            for (var n = 0; n < Stalled; n++)
            {
                for (var repeat = 0; repeat < 5; repeat++)
                {
                    relay.Arrived(new StreamEvent(
                        streams[n].FixedStream!, ++versions[n], "message.added", DateTimeOffset.UtcNow, $$"""{"seq":{{versions[n]}},"text":"{{new string('x', 4_000)}}"}"""));
                }
            }

            await chat.Says($"{round}");
            peak = (Math.Max(peak.Held, GC.GetTotalMemory(true) - held), Math.Max(peak.Used, Process.GetCurrentProcess().WorkingSet64 - used));
            output.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s, {5 * (round + 1)} events of 8 KB each: {Megabytes(GC.GetTotalMemory(false) - held)} MB, {feeds.Count} open");
        }

        output.WriteLine($"at most {Megabytes(peak.Held)} MB held, {Megabytes(peak.Used)} MB more used, {Megabytes(Allowed)} MB allowed; the other client waited at most {chat.Longest.TotalMilliseconds:0} ms");
        Assert.InRange(peak.Held, 0, Allowed);
        Assert.True(chat.Longest < TimeSpan.FromSeconds(1), $"{chat.Longest}");

        watch.Restart();
        await Eventually.Is(() => Task.FromResult(feeds.Count), open => open == 1, "only the one that reads is connected");
        output.WriteLine($"all closed {watch.Elapsed.TotalSeconds:0.0} s later");
        await chat.Says("bye");
        foreach (var client in clients)
        {
            client.Dispose();
        }

        // Other tests of this process have some too, and come and go meanwhile.
        await Eventually.Is(() => Task.FromResult(Sockets()), open => open <= sockets + (Stalled / 20), $"sockets are back at {sockets}");
        output.WriteLine($"{Megabytes(GC.GetTotalMemory(true) - held)} MB still held");
    }

    [Fact]
    public async Task Each_overflow_is_one_resync_and_the_third_within_a_minute_is_the_end()
    {
        await using var product = await RunningProduct.Start();
        var work = await Workplace.Open(product);
        var psid = work.Customer();
        await work.Webhook.Write(psid, "hola");
        var topic = $"interaction:{work.InteractionOf(psid)}";
        var token = await product.Token("sofia");
        await using var steady = await product.Connect("sofia", "supervisor");
        var start = (await steady.Subscribe(topic)).Versions[work.StreamOf(psid)];
        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => BareClient.Connect(product.Product.BaseAddress!, "supervisor", token, Stop)));
        var have = new ConcurrentDictionary<BareClient, IReadOnlyDictionary<string, long>?>(clients.Select(client => KeyValuePair.Create(client, (IReadOnlyDictionary<string, long>?)null)));
        for (var overflow = 1; overflow <= 3; overflow++)
        {
            foreach (var client in clients)
            {
                var answer = await client.Subscribe(topic, have[client], Stop);
                have[client] = answer.GetProperty("versions").Deserialize<Dictionary<string, long>>();
            }

            for (var some = 1; some <= Burst / 10; some++)
            {
                // Whoever reads keeps up.
                await work.Webhook.Deliver(work.Webhook.Body(Enumerable.Range(0, 10).Select(_ => work.Webhook.Message(psid, new string('x', 1_900)))));
                var newest = start + (Burst * (overflow - 1)) + (10 * some);
                await steady.Saw(e => e.Version == newest, $"version {newest}");
            }

            if (overflow < 3)
            {
                await Task.WhenAll(clients.Select(client => IsResynced(client, have)));
            }
        }

        var watch = Stopwatch.StartNew();
        foreach (var client in clients)
        {
            await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
            {
                while (true)
                {
                    Assert.NotEqual("Resync", Target(await client.Next(Stop)));
                }
            });
            client.Dispose();
        }

        output.WriteLine($"closed {watch.Elapsed.TotalSeconds:0.0} s after they read again");
        Assert.Equal(1, await Eventually.Is(() => Task.FromResult(product.Services.GetRequiredService<LocalFeeds>().Count), open => open == 1, "only the steady one is left"));
        Assert.Equal(Enumerable.Range(1, 3 * Burst).Select(n => start + n), steady.Events.Select(e => e.Version));
    }

    /// <summary>Reads what was on its way: versions without a gap, then one Resync, then nothing of the topic.</summary>
    private static async Task IsResynced(BareClient client, ConcurrentDictionary<BareClient, IReadOnlyDictionary<string, long>?> have)
    {
        var (stream, version) = have[client]!.Single();
        string? target;
        while ((target = Target(await Read())) != "Resync")
        {
        }

        have[client] = new Dictionary<string, long> { [stream] = version };
        while ((target = Target(await Read())) != "Heartbeat")
        {
            Assert.NotEqual("Resync", target);
            Assert.NotEqual("Events", target);
        }

        async Task<JsonElement> Read()
        {
            var next = await client.Next(Stop);
            if (Target(next) == "Events")
            {
                foreach (var e in next.GetProperty("arguments")[0].EnumerateArray())
                {
                    Assert.Equal(++version, e.GetProperty("version").GetInt64());
                }
            }

            return next;
        }
    }

    private static string? Target(JsonElement message) => message.TryGetProperty("target", out var target) ? target.GetString() : null;

    private static long Megabytes(long bytes) => bytes / 1024 / 1024;

    private static int Sockets() => OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : 0;
}
