using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Console.Shared.Live;

/// <summary>Reconnects for ever: at once, then after 1, 2, 4 and at most 8 s, spread so that a restarted server is not met by all desks together.</summary>
public sealed class EndlessRetry : IRetryPolicy
{
    public TimeSpan? NextRetryDelay(RetryContext retryContext)
    {
        if (retryContext.PreviousRetryCount == 0)
        {
            return TimeSpan.Zero;
        }

        var seconds = Math.Min(8, Math.Pow(2, retryContext.PreviousRetryCount - 1));
        return TimeSpan.FromSeconds(seconds * (0.75 + (Random.Shared.NextDouble() * 0.5)));
    }
}
