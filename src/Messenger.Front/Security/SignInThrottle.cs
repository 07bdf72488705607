using System.Threading.RateLimiting;

namespace Messenger.Front.Security;

/// <summary>How often one address may try one user, and any user at all; the lock of a user itself is Identity's.</summary>
internal sealed class SignInThrottle : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _perUser;
    private readonly PartitionedRateLimiter<string> _perAddress;

    public SignInThrottle(FrontOptions options)
    {
        _perUser = Limiter(options.SignInsPerUser);
        _perAddress = Limiter(options.SignInsPerAddress);
    }

    public bool MayTry(string address, string userName)
    {
        using var any = _perAddress.AttemptAcquire(address);
        using var one = _perUser.AttemptAcquire($"{address} {userName.ToUpperInvariant()}");
        return any.IsAcquired && one.IsAcquired;
    }

    public void Dispose()
    {
        _perUser.Dispose();
        _perAddress.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = Window,
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));
}
