using System.Diagnostics;
using System.Globalization;
using Messenger.Front.Tests.Product;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Messenger.Front.Tests.Push;

/// <summary>The silo that carries the front's push queue dies.</summary>
[Collection(Alone.Name)]
public sealed class QueueLossTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_word_is_on_the_screen_within_six_seconds_and_the_stream_flows_again(bool noticed)
    {
        await using var product = await RunningProduct.Start(configure: builder => LastJoined.Decides(builder.Services));
        await using var chat = await Chat.Begin(product);
        await using var carrier = await QueueSilo.Join(product);
        await Eventually.Is(
            async () =>
            {
                await chat.Says(Guid.NewGuid().ToString());
                return carrier.Deliveries;
            },
            deliveries => deliveries > 0,
            "it carries the queue");

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
}
