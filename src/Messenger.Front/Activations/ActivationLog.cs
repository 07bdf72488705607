using Microsoft.Extensions.Logging;

namespace Messenger.Front.Activations;

internal static partial class ActivationLog
{
    [LoggerMessage(2511, LogLevel.Warning, "Activation {ActivationId}: Facebook refused the step {Step}: {Reason}.")]
    public static partial void LoginRefused(this ILogger logger, string activationId, string step, string reason);

    [LoggerMessage(2512, LogLevel.Warning, "Activation {ActivationId}: Facebook did not answer the step {Step}: {Reason}.")]
    public static partial void LoginNotAnswered(this ILogger logger, string activationId, string step, string reason);

    [LoggerMessage(2513, LogLevel.Warning, "Activation {ActivationId}: a return from Facebook was not accepted: {Refusal}.")]
    public static partial void ReturnRefused(this ILogger logger, string activationId, string refusal);
}
