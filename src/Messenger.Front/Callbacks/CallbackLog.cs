using Microsoft.Extensions.Logging;

namespace Messenger.Front.Callbacks;

internal static partial class CallbackLog
{
    [LoggerMessage(2501, LogLevel.Warning, "Meta called back about a person who signed in with it: {Kind}, {Outcome}.")]
    public static partial void CallbackTaken(this ILogger logger, string kind, string outcome);

    [LoggerMessage(2502, LogLevel.Warning, "A callback was not taken: {Kind}, {Outcome}.")]
    public static partial void CallbackRefused(this ILogger logger, string kind, string outcome);

    [LoggerMessage(2503, LogLevel.Error, "A callback could not be stored: {Kind}. Meta is asked to call again.")]
    public static partial void CallbackNotStored(this ILogger logger, string kind, Exception fault);

    [LoggerMessage(2504, LogLevel.Warning, "Page {PageId} was not told that the person who connected it removed the app; the next look tells it.")]
    public static partial void PageNotTold(this ILogger logger, string pageId, Exception fault);
}
