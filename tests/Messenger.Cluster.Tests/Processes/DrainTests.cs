using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>The product is told to stop while Meta delivers.</summary>
public sealed class DrainTests(ITestOutputHelper output)
{
    [Fact]
    public async Task It_says_so_at_once_refuses_what_is_new_and_keeps_every_word_it_gave()
    {
        await using var product = new ProductProcess();
        product.Start("--Messenger:DrainSeconds=2");
        await product.Ready();
        using var meta = new Meta(product);
        await using var ana = await Desk.Open(product.Http, "ana");
        meta.DeliverOn(lines: 8);
        await Eventually.Is(() => Task.FromResult(meta.Deliveries.Count(d => d.Status == HttpStatusCode.OK)), n => n >= 200, "it takes what is delivered");

        var watch = Stopwatch.StartNew();
        await product.TellToStop();
        var notReady = await Eventually.Is(() => Ready(product), r => r.Status == HttpStatusCode.ServiceUnavailable, "not ready any more");
        Assert.Equal("this silo stops", notReady.Draining);
        var saidAfter = watch.Elapsed;
        Assert.True(saidAfter < TimeSpan.FromSeconds(1), $"It said so after {saidAfter}.");

        // From here on nothing new is taken, and the listener still answers.
        var refused = await meta.Deliver("9009999");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.True(refused.SaidWhen);
        await Eventually.Is(() => Task.FromResult(ana.Lost), lost => lost, "the desk was disconnected");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), "The desk had to wait for the listener to close.");
        Assert.Equal(0, await product.Gone());
        var stoppedAfter = watch.Elapsed;
        Assert.True(stoppedAfter < TimeSpan.FromSeconds(15), $"It took {stoppedAfter}.");
        await meta.Stop();

        product.Start();
        await product.Ready();
        var kept = (await Recordings.Export(product.Http)).Where(m => m.Direction == "in").Select(m => m.Mid!).ToArray();
        Assert.Equal(kept.Distinct().Count(), kept.Length);
        var deliveries = meta.Deliveries;
        Assert.Empty(deliveries.Where(d => d.Status == HttpStatusCode.OK).Select(d => d.Mid).Except(kept));
        Assert.DoesNotContain(refused.Mid, kept);
        Assert.All(deliveries.Where(d => d.Status is not null and not HttpStatusCode.OK), d =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, d.Status);
            Assert.True(d.SaidWhen);
        });
        output.WriteLine(
            $"{deliveries.Count(d => d.Status == HttpStatusCode.OK)} taken, {deliveries.Count(d => d.Status == HttpStatusCode.ServiceUnavailable)} answered 503, "
            + $"not ready after {saidAfter.TotalMilliseconds:0} ms, gone after {stoppedAfter.TotalSeconds:0.0} s");
    }

    private static async Task<(HttpStatusCode Status, string? Draining)> Ready(ProductProcess product)
    {
        using var reply = await product.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var answer = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;
        return (reply.StatusCode, answer.GetProperty("checks").GetProperty("draining").GetString());
    }
}
