using System.Diagnostics;
using System.Text.RegularExpressions;
using Messenger.Cluster.Tests.Proof;
using Messenger.Contracts;
using Messenger.Domain.Hubs;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Streams;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>The process that carries a front's push queue is killed when the last word of a chat was just written.</summary>
public sealed partial class QueueLossTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    // As the product maps them: this provider, two queues.
    private static readonly HashRingBasedStreamQueueMapper Queues = new(new HashRingStreamQueueMapperOptions { TotalQueueCount = 2 }, Push.Provider);

    [Fact]
    public async Task The_last_word_is_on_the_screen_within_six_seconds_of_the_kill_and_the_stream_flows_again()
    {
        await using var cluster = await ProductCluster.Start(settings:
            ["--Logging:LogLevel:Messenger.Grains=Debug", "--Logging:LogLevel:Orleans.Streams.PersistentStreamPullingManager=Information"]);
        var (front, carrier) = await FrontAndCarrier(cluster);
        cluster.Only(front);
        output.WriteLine($"the carrier is a {(cluster.Workers.Contains(carrier) ? "worker" : "front")}");

        var phones = new Phones(cluster.Simulator);
        var people = new WalkIns(cluster.Http);
        await using var ana = await Desk.Open(front.Http, "ana");
        await using var screen = new VersionedClient(front.Address, await Desk.Token(front.Http, "ana"), messagePack: false);
        await screen.Start();
        var (psid, stream) = await ChatElsewhere(phones, ana, carrier);
        var words = 0;
        await Quick();

        // It takes nothing more, and dies without having passed on what it had.
        await carrier.FallAsleep();
        await people.Tell(psid, "m_last", "the last word");
        var head = await Head();
        Assert.True(screen.Have(stream) < head, "The last word needed no queue.");
        await carrier.Kill();
        var killed = Stopwatch.StartNew();
        await Eventually.Is(() => Task.FromResult(screen.Have(stream)), have => have == head, "the last word is on the screen");
        var took = killed.Elapsed;
        output.WriteLine($"the last word was on the screen {took.TotalSeconds:0.00} s after the kill");
        Assert.True(took < Soon, $"{took}");
        Assert.Equal(head, await Head());

        await Quick();
        output.WriteLine($"three words came at once {killed.Elapsed.TotalSeconds:0.00} s after the kill");
        Assert.True(killed.Elapsed < 2 * Soon, $"{killed.Elapsed}");
        Assert.Empty(screen.Faults);

        async Task<long> Head() => (await JournalCopy.Read(cluster.Database)).Rows(stream).Max(r => r.ViewVersion);

        // Until three words in a row came by push.
        async Task Quick()
        {
            for (var quick = 0; quick < 3;)
            {
                await people.Tell(psid, $"m_{++words}", "hola");
                var watch = Stopwatch.StartNew();
                var written = await Head();
                await Eventually.Is(() => Task.FromResult(screen.Have(stream)), have => have >= written, "it is on the screen");
                quick = watch.Elapsed < TimeSpan.FromMilliseconds(500) ? quick + 1 : 0;
                Assert.True(watch.Elapsed < Soon, $"{watch.Elapsed}");
            }
        }
    }

    /// <summary>A front whose queue is carried by another process; where there is none, a front that starts anew changes the distribution.</summary>
    private static async Task<(ProductProcess Front, ProductProcess Carrier)> FrontAndCarrier(ProductCluster cluster)
    {
        while (true)
        {
            foreach (var front in cluster.Fronts)
            {
                var carrier = await Eventually.Is(
                    () => Task.FromResult(cluster.All.Where(p => Carried(p).Contains(QueueOf(front))).ToArray()), p => p.Length == 1, "one process carries it");
                if (carrier[0] != front)
                {
                    return (front, carrier[0]);
                }
            }

            await cluster.Fronts[1].Terminate();
            cluster.Fronts[1].Start("--Logging:LogLevel:Orleans.Streams.PersistentStreamPullingManager=Information");
            await cluster.Fronts[1].Ready();
        }
    }

    private static string QueueOf(ProductProcess front) =>
        Queues.GetQueueForStream(StreamId.Create(Push.FrontNamespace, Opened().Matches(front.Output)[^1].Groups[1].Value)).ToString();

    /// <summary>As it said itself for the last time.</summary>
    private static string[] Carried(ProductProcess process) => Owned().Matches(process.Output).LastOrDefault()?.Groups[1].Value.Split(", ") ?? [];

    /// <summary>A chat on this desk that does not live in the process which is to die.</summary>
    private static async Task<(string Psid, string Stream)> ChatElsewhere(Phones phones, Desk desk, ProductProcess carrier)
    {
        for (var n = 0; ; n++)
        {
            var psid = await phones.Customer($"Cliente {n}");
            Assert.True(await phones.Writes(psid, "hola"));
            var chat = (await Eventually.Is(() => desk.Look(), d => d.Interactions.Any(Of), "it is on the desk")).Interactions.Single(Of);
            if (!carrier.Output.Contains(chat.Stream + " is at version", StringComparison.Ordinal))
            {
                return (psid, chat.Stream);
            }

            await desk.Do("Close", chat.Id, "resuelto", null, $"close {n}");

            bool Of(InteractionView interaction) => interaction.Id.Contains(psid, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"Push stream of this front is open as (\S+)\.\s")]
    private static partial Regex Opened();

    [GeneratedRegex(@"[Nn]ow own (?:total of )?\d+ queues: \[([^\]]*)\]")]
    private static partial Regex Owned();
}
