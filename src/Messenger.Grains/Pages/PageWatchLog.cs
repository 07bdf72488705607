namespace Messenger.Grains.Pages;

internal static partial class PageWatchLog
{
    [LoggerMessage(2031, LogLevel.Warning, "The connected Pages could not be looked after; the next pulse tries again.")]
    public static partial void WatchFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2032, LogLevel.Warning, "Page {PageId} could not be looked at; it is in a minute.")]
    public static partial void LookFailed(this ILogger logger, Exception exception, string pageId);

    [LoggerMessage(2033, LogLevel.Warning, "Page {PageId} was not told that Meta refuses its token; the next look tells it.")]
    public static partial void PageNotTold(this ILogger logger, Exception exception, string pageId);
}
