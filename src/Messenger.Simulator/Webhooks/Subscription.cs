using System.Globalization;
using System.Security.Cryptography;
using Messenger.Simulator.Live;
using Microsoft.Extensions.Hosting;

namespace Messenger.Simulator.Webhooks;

/// <summary>Result of the handshake: <paramref name="Verified"/> with the time, or the fault of the latest try (null before the first).</summary>
internal sealed record HandshakeState(bool Verified, DateTimeOffset? At, string? Fault);

/// <summary>Subscribes the product's webhook at start, as the developer does in Meta's dashboard, and keeps trying until it answers right.</summary>
internal sealed class Subscription(WebhookSender sender, LiveFeed feed, TimeProvider clock) : BackgroundService
{
    public HandshakeState State { get; private set; } = new(false, null, null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 1; ; failures++)
        {
            var challenge = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
            var fault = await sender.Handshake(challenge, stoppingToken);
            State = new HandshakeState(fault is null, clock.GetUtcNow(), fault);
            feed.Publish(LiveEvent.Status());
            if (fault is null)
            {
                return;
            }

            await Task.Delay(DeliveryPump.PauseAfter(failures), stoppingToken);
        }
    }
}
