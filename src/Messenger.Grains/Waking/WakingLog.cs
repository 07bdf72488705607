namespace Messenger.Grains.Waking;

internal static partial class WakingLog
{
    [LoggerMessage(2021, LogLevel.Warning, "The Waker's reminder could not be registered; the next run tries again.")]
    public static partial void SafetyNetFailed(this ILogger logger, Exception exception);
}
