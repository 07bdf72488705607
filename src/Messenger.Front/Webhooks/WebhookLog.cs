using Microsoft.Extensions.Logging;

namespace Messenger.Front.Webhooks;

internal static partial class WebhookLog
{
    [LoggerMessage(2301, LogLevel.Warning, "A webhook with a missing or wrong signature was refused.")]
    public static partial void Forged(this ILogger logger);

    [LoggerMessage(2302, LogLevel.Warning, "An item of page {PageId} was kept aside: {Reason}.")]
    public static partial void KeptAside(this ILogger logger, string reason, string? pageId);

    [LoggerMessage(2303, LogLevel.Error, "An item of conversation {Conversation} cannot be stored and is kept aside.")]
    public static partial void Poisoned(this ILogger logger, string conversation, Exception fault);

    [LoggerMessage(2304, LogLevel.Error, "A delivery could not be stored; Meta is asked to deliver it again.")]
    public static partial void Unavailable(this ILogger logger, Exception fault);

    [LoggerMessage(2306, LogLevel.Error, "A delivery could not be stored, storage is away ({Fault}); Meta is asked to deliver it again.")]
    public static partial void StorageAway(this ILogger logger, string fault);

    [LoggerMessage(2305, LogLevel.Information, "{Conversation} did not take its events ({Fault}); they are given to it again.")]
    public static partial void DeliveryRepeated(this ILogger logger, string conversation, string fault);
}
