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

    public static string NewChallenge() => RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    /// <summary>Makes the handshake once with what is subscribed now; null = the challenge came back.</summary>
    public async Task<string?> Verify(CancellationToken ct)
    {
        var fault = await sender.Handshake(NewChallenge(), ct);
        State = new HandshakeState(fault is null, clock.GetUtcNow(), fault);
        feed.Publish(LiveEvent.Status());
        return fault;
    }

    /// <summary>Notes a handshake that somebody else made.</summary>
    public void Verified()
    {
        State = new HandshakeState(true, clock.GetUtcNow(), null);
        feed.Publish(LiveEvent.Status());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 1; ; failures++)
        {
            if (await Verify(stoppingToken) is null)
            {
                return;
            }

            await Task.Delay(DeliveryPump.PauseAfter(failures), stoppingToken);
        }
    }
}
