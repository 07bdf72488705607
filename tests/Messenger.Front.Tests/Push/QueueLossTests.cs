using System.Diagnostics;
using System.Globalization;
using Messenger.Front.Tests.Product;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Messenger.Front.Tests.Push;

/// <summary>The silo that carries the front's push queue dies.</summary>
public sealed class QueueLossTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_word_is_on_the_screen_within_six_seconds_and_the_stream_flows_again(bool noticed)
    {
        await using var product = await RunningProduct.Start();
        await using var chat = await Chat.Begin(product);
        var silos = new List<QueueSilo>();
        try
        {
            var carrier = await Carrier(product, chat, silos);
            output.WriteLine($"{silos.Count} silo(s) joined until one carried the queue");

            // Whoever keeps the subscriptions in memory may be gone too: they must be readable.
            await product.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            carrier.Hang();
            var last = chat.Says("the last word");
            await Eventually.Is(() => Task.FromResult(carrier.Swallowed), swallowed => swallowed > 0, "it took the last word");
            if (noticed)
            {
                await carrier.Kill();
            }

            var took = await last;
            output.WriteLine($"its death noticed: {noticed}; the last word was on the screen after {took.TotalSeconds:0.00} s");
            Assert.True(took < Soon, $"{took}");

            await carrier.Kill();
            var killed = Stopwatch.StartNew();
            var quick = 0;
            for (var n = 0; quick < 3; n++)
            {
                took = await chat.Says(n.ToString(CultureInfo.InvariantCulture));
                quick = took < TimeSpan.FromMilliseconds(500) ? quick + 1 : 0;
                Assert.True(took < Soon, $"{took}");
                Assert.True(killed.Elapsed < 2 * Soon, "It does not flow again.");
            }

            output.WriteLine($"three words came at once, {killed.Elapsed.TotalSeconds:0.00} s after the kill");
        }
        finally
        {
            foreach (var silo in silos)
            {
                await silo.DisposeAsync();
            }
        }
    }

    /// <summary>Silos join until one of them brings the front its events.</summary>
    private static async Task<QueueSilo> Carrier(RunningProduct product, Chat chat, List<QueueSilo> silos)
    {
        while (true)
        {
            silos.Add(await QueueSilo.Join(product));
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed < TimeSpan.FromSeconds(3))
            {
                var before = silos.Select(silo => silo.Deliveries).ToArray();
                await chat.Says(Guid.NewGuid().ToString());
                if (silos.Where((silo, n) => silo.Deliveries > before[n]).FirstOrDefault() is { } carrier)
                {
                    return carrier;
                }
            }

            Assert.True(silos.Count < 6, "None of them got the queue.");
        }
    }
}
