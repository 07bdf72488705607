using Microsoft.Extensions.Logging;

namespace Messenger.Front.Hubs;

internal static partial class HubLog
{
    [LoggerMessage(2201, LogLevel.Information, "An agent could not be told about a desk connection; the next round tells him.")]
    public static partial void PresenceFailed(this ILogger logger, Exception fault);

    [LoggerMessage(2202, LogLevel.Warning, "Command {Command} failed.")]
    public static partial void CommandFailed(this ILogger logger, string command, Exception fault);
}
