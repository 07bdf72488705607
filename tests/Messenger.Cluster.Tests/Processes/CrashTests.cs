using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>The product is killed and started again while people write.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 7;
    private const int Limit = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Killed_again_and_again_it_loses_nothing_doubles_nothing_and_everybody_keeps_his_place()
    {
        var random = new Random(Environment.TickCount);
        await using var product = new ProductProcess();
        product.Start();
        await product.Ready();
        var phones = new Phones(product.Simulator);
        await using var ana = await Desk.Open(product.Http, "ana");
        await using var bruno = await Desk.Open(product.Http, "bruno");
        for (var n = 0; n < 12; n++)
        {
            // One after the other, so that the order in which they came is known.
            var psid = await phones.Customer($"Cliente {n}");
            Assert.True(await phones.Writes(psid, "hola"));
            await Eventually.Is(() => phones.WebhooksWaiting(), w => w == 0, "the product took it");
        }

        await Eventually.Is(async () => (await Held(ana, bruno)).Length, n => n == 2 * Limit, "both agents are full");
        var held = await Held(ana, bruno);
        ana.AnswerOn();
        bruno.AnswerOn();
        phones.WriteOn();

        for (var kill = 0; kill < Kills; kill++)
        {
            if (kill % 3 != 2)
            {
                await product.Ready();
            }

            // Now and then in the middle of a start.
            await Task.Delay(random.Next(50, 1_500), TestContext.Current.CancellationToken);
            await product.Kill();
            product.Start();
        }

        await product.Ready();
        await phones.Stop();
        await Task.WhenAll(ana.StopAnswering(), bruno.StopAnswering());
        await Eventually.Is(() => phones.WebhooksWaiting(), w => w == 0, "all webhooks were taken");

        var lines = await phones.Lines();
        var written = lines.Where(l => l.Direction == "in").ToArray();
        Assert.All(written, l => Assert.True(l.Delivered));
        var export = await Recordings.Export(product.Http);
        Assert.Equal(
            written.Select(l => l.Mid).Order(StringComparer.Ordinal),
            export.Where(m => m.Direction == "in").Select(m => m.Mid!).Order(StringComparer.Ordinal));
        var repeated = lines.Where(l => l is { Direction: "out", Metadata: not null }).GroupBy(l => l.Metadata).Where(g => g.Count() > 1).Select(g => g.Key);
        Assert.Empty(repeated);
        Assert.Equal(held, await Held(ana, bruno));

        // Once more, when all is quiet: the screens show the same as before.
        await Settled(ana, bruno);
        await Eventually.Is(() => phones.WebhooksWaiting(), w => w == 0, "the marks of what was sent were taken");
        await using var sofia = await Desk.Open(product.Http, "sofia", "supervisor");
        var before = (await Content(ana), await Content(bruno), await Waiting(sofia));
        Assert.Equal(string.Join(' ', phones.Customers.Skip(2 * Limit).Select(Interaction)), before.Item3);
        await product.Kill();
        product.Start();
        await product.Ready();
        Assert.Equal(before.Item1, await Content(ana));
        Assert.Equal(before.Item2, await Content(bruno));
        Assert.Equal(before.Item3, await Waiting(sofia));

        // And the line moves in its order.
        var chat = (await ana.Look()).Interactions[0];
        await ana.Do("Close", chat.Id, "resuelto", null, "last");
        var next = Interaction(phones.Customers[2 * Limit]);
        await Eventually.Is(async () => (await ana.Look()).Interactions.Any(i => i.Id == next), "the first in line is on the desk");

        output.WriteLine($"{Kills + 1} kills, {written.Length} messages of customers, {lines.Count - written.Length} replies");
    }

    [Fact]
    public async Task Told_to_stop_it_drains_and_exits_with_zero_and_the_next_start_finds_everything()
    {
        await using var product = new ProductProcess();
        product.Start();
        await product.Ready();
        var phones = new Phones(product.Simulator);
        await using var ana = await Desk.Open(product.Http, "ana");
        for (var n = 0; n < 5; n++)
        {
            await phones.Customer($"Cliente {n}");
        }

        phones.WriteOn();
        await Eventually.Is(async () => (await ana.Look()).Interactions.Count, n => n == Limit, "the agent is full");
        var held = (await ana.Look()).Interactions.Select(i => i.Id).Order(StringComparer.Ordinal).ToArray();

        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await product.Terminate());
        var took = watch.Elapsed;
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}.");

        product.Start();
        await product.Ready();
        await phones.Stop();
        await Eventually.Is(() => phones.WebhooksWaiting(), w => w == 0, "all webhooks were taken");
        var written = (await phones.Lines()).Where(l => l.Direction == "in").Select(l => l.Mid).Order(StringComparer.Ordinal);
        Assert.Equal(written, (await Recordings.Export(product.Http)).Where(m => m.Direction == "in").Select(m => m.Mid!).Order(StringComparer.Ordinal));
        Assert.Equal(held, (await ana.Look()).Interactions.Select(i => i.Id).Order(StringComparer.Ordinal));
        output.WriteLine($"stopped in {took.TotalSeconds:0.0} s");
    }

    private static string Interaction(string psid) => $"100000000000001-{psid}-1";

    private static async Task<string[]> Held(params Desk[] desks)
    {
        var all = await Task.WhenAll(desks.Select(d => d.Look()));
        return [.. all.SelectMany(d => d.Interactions.Select(i => $"{d.Agent.UserName} {i.Id}")).Order(StringComparer.Ordinal)];
    }

    /// <summary>A send that a kill interrupted is settled by its echo, or after 80 s by time; until then the desk rightly changes.</summary>
    private static Task<string[]> Settled(params Desk[] desks) => Eventually.Is(
        async () => (await Task.WhenAll(desks.Select(d => d.Look())))
            .SelectMany(d => d.Interactions).SelectMany(i => i.Messages).Where(m => m.State is "queued" or "unknown").Select(m => $"{m.InteractionId} {m.Seq} {m.State}").ToArray(),
        open => open.Length == 0, "every reply is sent, or known not to be", TimeSpan.FromSeconds(100));

    /// <summary>What an agent sees, versions apart: his reconnecting is a change too.</summary>
    private static async Task<string> Content(Desk desk)
    {
        var snapshot = await desk.Look();
        var shown = new DeskSnapshot(snapshot.Agent with { Version = 0 }, [.. snapshot.Interactions.OrderBy(i => i.Id, StringComparer.Ordinal)]);
        return JsonSerializer.Serialize(shown, Json);
    }

    private static async Task<string> Waiting(Desk supervisor) => string.Join(' ', (await supervisor.Board("soporte")).Waiting.Select(w => w.InteractionId));
}
