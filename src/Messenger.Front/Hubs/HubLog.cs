using Microsoft.Extensions.Logging;

namespace Messenger.Front.Hubs;

internal static partial class HubLog
{
    [LoggerMessage(2201, LogLevel.Information, "Agent {Agent} could not be told about a desk connection; the next round tells him.")]
    public static partial void PresenceFailed(this ILogger logger, string agent, Exception fault);

    [LoggerMessage(2202, LogLevel.Warning, "Command {Command} about {Subject} failed.")]
    public static partial void CommandFailed(this ILogger logger, string command, string? subject, Exception fault);

    [LoggerMessage(2203, LogLevel.Debug, "Command {Command} about {Subject} was refused ({Code}).")]
    public static partial void CommandRefused(this ILogger logger, string command, string? subject, string code);
}
