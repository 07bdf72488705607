using Microsoft.Extensions.Logging;

namespace Messenger.Front.Feeds;

internal static partial class FeedLog
{
    [LoggerMessage(2101, LogLevel.Error, "The loop of a connection ended; the connection is closed.")]
    public static partial void FeedFailed(this ILogger logger, Exception fault);

    [LoggerMessage(2102, LogLevel.Warning, "Topic {Topic} could not be subscribed.")]
    public static partial void SubscribeFailed(this ILogger logger, string topic, Exception fault);

    [LoggerMessage(2103, LogLevel.Information, "Topic {Topic} could not go on; the client subscribes anew.")]
    public static partial void DeliveryFailed(this ILogger logger, string topic, Exception fault);

    [LoggerMessage(2104, LogLevel.Information, "A client is slower than its events; {Topics} topic(s) are subscribed anew.")]
    public static partial void Overflowed(this ILogger logger, int topics);

    [LoggerMessage(2105, LogLevel.Warning, "A client overflowed three times in a minute; its connection is closed.")]
    public static partial void TooSlow(this ILogger logger);
}
