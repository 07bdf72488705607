using System.Diagnostics;
using System.Net;
using Messenger.Cluster.Tests.Proof;
using Messenger.Tests.Shared;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>The database server goes away, as in a power cut, while Meta delivers to a front; and it comes back.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private const int Lines = 32;
    private const int Refusals = 6_000;
    private const long Megabyte = 1024 * 1024;
    private const long Growth = 128 * Megabyte;

    private static readonly TimeSpan MetasPatience = TimeSpan.FromSeconds(5);

    /// <summary>The second after which a write is given up once storage has been away for long (StorageOptions), and one for a busy machine.</summary>
    private static readonly TimeSpan WhileDown = TimeSpan.FromSeconds(2);

    /// <summary>Longer than a write is tried before it is given up, so that also what comes later is seen.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(14);

    [Fact]
    public async Task Everything_is_refused_quickly_and_kept_by_nobody_and_when_storage_is_back_it_goes_on_by_itself()
    {
        using var server = PostgresServer.StartOwn();
        await using var cluster = await ProductCluster.Start(each: 1, server: server);
        var processes = cluster.All.ToArray();
        using var meta = new Meta(cluster.Fronts[0]);
        meta.DeliverOn(Lines);
        await Eventually.Is(() => Task.FromResult(meta.Deliveries.Count), n => n >= 5_000, "it takes what is delivered", ProductProcess.StartPatience);

        var (before, most) = (processes.Select(p => p.Resident).ToArray(), new long[processes.Length]);
        var fine = meta.Deliveries.Count;
        var away = Stopwatch.StartNew();
        server.Crash();
        try
        {
            await Eventually.Is(
                () => Task.WhenAll(processes.Select(p => Ask(p, "/health/ready"))), all => all.All(s => s == HttpStatusCode.ServiceUnavailable),
                "all say that they are not ready", TimeSpan.FromSeconds(3));
            await Eventually.Is(
                () =>
                {
                    if (meta.Deliveries.Count > fine + Refusals)
                    {
                        meta.SlowDown();
                    }

                    most = [.. most.Zip(processes, (m, p) => Math.Max(m, p.Resident))];
                    return Task.FromResult(away.Elapsed);
                },
                elapsed => elapsed > Away, "it was away for long");
            Assert.All(await Task.WhenAll(processes.Select(p => Ask(p, "/health/live"))), status => Assert.Equal(HttpStatusCode.OK, status));
            await meta.Stop();
        }
        finally
        {
            server.Restart();
        }

        var back = Stopwatch.StartNew();
        await cluster.Ready();
        var ready = back.Elapsed;
        var refused = meta.Deliveries.Where(d => d.Status != HttpStatusCode.OK).ToArray();
        await AreTaken(meta, refused);
        output.WriteLine(
            $"{refused.Length} refused, the slowest after {refused.Max(d => d.Took).TotalSeconds:0.00} s; memory from {Text(before)} to {Text(most)} MB; "
            + $"ready {ready.TotalSeconds:0.00} s and all refused ones taken {back.Elapsed.TotalSeconds:0.00} s after storage was back");

        Assert.True(refused.Length > Refusals / 2, $"Only {refused.Length} were refused.");
        Assert.All(refused, d => Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (d.Status, d.SaidWhen)));
        Assert.All(refused, d => Assert.True(d.Took < MetasPatience, $"{d.Took}"));

        // Only those who were under way at the moment, one on each line, were worth a longer try.
        Assert.InRange(refused.Count(d => d.Took > WhileDown), 0, Lines);
        Assert.All(most.Zip(before), m => Assert.InRange(m.First - m.Second, long.MinValue, Growth));
        Assert.All(processes, p => Assert.True(p.Runs));

        // The connections that this test kept are of before; the first use finds out.
        await Record.ExceptionAsync(() => JournalCopy.Read(cluster.Database));
        var proof = await WholeProof.Of(cluster.Database);
        Assert.Equal(
            meta.Deliveries.Select(d => d.Mid).Order(StringComparer.Ordinal),
            proof.Conversations.Values.SelectMany(c => c.Mids).Order(StringComparer.Ordinal));
        Assert.Equal(0, await Sql.Number(cluster.Database, "SELECT count(*) FROM kept_aside"));
    }

    /// <summary>Meta delivers again, each customer's in their order.</summary>
    private static Task AreTaken(Meta meta, IEnumerable<Delivery> refused) => Task.WhenAll(refused.GroupBy(d => d.Psid).Select(async line =>
    {
        foreach (var delivery in line)
        {
            Assert.Equal(HttpStatusCode.OK, (await meta.Again(delivery)).Status);
        }
    }));

    private static string Text(IEnumerable<long> bytes) => string.Join('/', bytes.Select(b => b / Megabyte));

    private static async Task<HttpStatusCode> Ask(ProductProcess process, string path)
    {
        using var reply = await process.Http.GetAsync(new Uri(path, UriKind.Relative));
        return reply.StatusCode;
    }
}
