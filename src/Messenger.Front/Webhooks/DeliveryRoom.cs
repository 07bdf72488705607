using System.Threading.RateLimiting;

namespace Messenger.Front.Webhooks;

/// <summary>
/// How much may be under way from Meta at one time. While storage is slow or down deliveries wait inside; beyond this the
/// next is told to come again instead of filling the memory.
/// </summary>
internal sealed class DeliveryRoom(int kilobytes = DeliveryRoom.Kilobytes) : IDisposable
{
    /// <summary>64 MiB: 64 of the largest deliveries, or 32,000 with one message each.</summary>
    private const int Kilobytes = 64 * 1024;

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = kilobytes, QueueLimit = 0 });

    /// <summary>Room for a body until the lease is disposed; null = there is none.</summary>
    public IDisposable? Enter(int bytes)
    {
        // A small one costs more than its bytes: the request around it, the calls it makes.
        var lease = _limiter.AttemptAcquire(Math.Min(kilobytes, 2 + (bytes / 1024)));
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        return null;
    }

    public void Dispose() => _limiter.Dispose();
}
