using Microsoft.Extensions.Logging;

namespace Messenger.Front.Relay;

internal static partial class RelayLog
{
    [LoggerMessage(2001, LogLevel.Information, "Missing events of {Kind} {Key} could not be fetched; the next probe tries again.")]
    public static partial void RepairFailed(this ILogger logger, SourceKind kind, string key, Exception fault);

    [LoggerMessage(2002, LogLevel.Debug, "Interest in {Kind} {Key} could not be renewed; the next round tries again.")]
    public static partial void RenewalFailed(this ILogger logger, SourceKind kind, string key, Exception fault);

    [LoggerMessage(2003, LogLevel.Information, "Push stream of this front is open as {Instance}.")]
    public static partial void PushOpened(this ILogger logger, string instance);

    [LoggerMessage(2004, LogLevel.Warning, "Nothing came through the push stream for {Seconds:0} s; it is opened anew. Probes deliver meanwhile.")]
    public static partial void PushSilent(this ILogger logger, double seconds);

    [LoggerMessage(2005, LogLevel.Warning, "The push stream of this front could not be opened or probed; it is tried again.")]
    public static partial void PushFailed(this ILogger logger, Exception fault);

    [LoggerMessage(2006, LogLevel.Warning, "An event of {Stream} could not be passed on.")]
    public static partial void PassFailed(this ILogger logger, string stream, Exception fault);

    [LoggerMessage(2007, LogLevel.Information, "The membership changed; interest is renewed at once.")]
    public static partial void MembershipChanged(this ILogger logger);
}
