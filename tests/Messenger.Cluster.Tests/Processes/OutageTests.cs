using System.Diagnostics;
using System.Net;
using Messenger.Cluster.Tests.Proof;
using Messenger.Tests.Shared;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>The database server goes away, as in a power cut, while Meta delivers to a front; and it comes back.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private const int Lines = 32;
    private const long Megabyte = 1024 * 1024;

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
        await Eventually.Is(() => Task.FromResult(meta.Deliveries.Count), n => n >= 5_000, "it takes what is delivered");

        var (before, most) = (processes.Select(p => p.Resident).ToArray(), new long[processes.Length]);
        var fine = meta.Deliveries.Count;
        var away = Stopwatch.StartNew();
        server.Crash();
        try
        {
            await Eventually.Is(() => Task.WhenAll(processes.Select(p => Ask(p, "/health/ready"))), all => all.All(s => s == HttpStatusCode.ServiceUnavailable), "not ready");
            output.WriteLine($"all say that they are not ready after {away.Elapsed.TotalSeconds:0.00} s");
            await Eventually.Is(
                () =>
                {
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
        output.WriteLine($"ready again {back.Elapsed.TotalSeconds:0.00} s after storage was back");
        var refused = meta.Deliveries.Where(d => d.Status != HttpStatusCode.OK).ToArray();
        output.WriteLine($"{refused.Length} refused, the slowest after {refused.Max(d => d.Took).TotalSeconds:0.00} s; memory from {Text(before)} to {Text(most)} MB");
        output.WriteLine(string.Join(' ', refused.GroupBy(d => $"{d.Status} {(int)d.Took.TotalSeconds}").Select(g => $"{g.Key}: {g.Count()}")));
        output.WriteLine(string.Join(' ', meta.Deliveries.Skip(fine).Where(d => d.Status == HttpStatusCode.OK).GroupBy(d => $"ok {(int)d.Took.TotalSeconds}").Select(g => $"{g.Key}: {g.Count()}")));
        output.WriteLine($"logs {Text([.. processes.Select(p => (long)p.Output.Length)])}");
        var again = (await Task.WhenAll(refused.GroupBy(d => d.Psid).Select(async line =>
        {
            var taken = new List<Delivery>();
            foreach (var delivery in line)
            {
                taken.Add(await meta.Again(delivery));
            }

            return taken;
        }))).SelectMany(taken => taken);
        Assert.All(again, d => Assert.Equal(HttpStatusCode.OK, d.Status));
        output.WriteLine($"all taken {back.Elapsed.TotalSeconds:0.00} s after storage was back");
        var proof = await WholeProof.Of(cluster.Database);
        Assert.Equal(meta.Deliveries.Select(d => d.Mid).Order(StringComparer.Ordinal), proof.Conversations.Values.SelectMany(c => c.Mids).Order(StringComparer.Ordinal));
        Assert.All(processes, p => Assert.True(p.Runs));
    }

    private static string Text(IEnumerable<long> bytes) => string.Join('/', bytes.Select(b => b / Megabyte));

    private static async Task<HttpStatusCode> Ask(ProductProcess process, string path)
    {
        using var reply = await process.Http.GetAsync(new Uri(path, UriKind.Relative));
        return reply.StatusCode;
    }
}
