using Messenger.Domain.Hubs;
using Microsoft.Extensions.Localization;

namespace Messenger.Console.Shared.Language;

/// <summary>Says why a command was refused, in the person's language.</summary>
public static class Refusals
{
    /// <summary>Of this screen's own: the server was not asked.</summary>
    public const string FileTooLarge = "file-too-large";

    /// <summary>Of this screen's own: the file did not get to the server.</summary>
    public const string FileNotUploaded = "file-not-uploaded";

    public static string Say(this IStringLocalizer<Texts> texts, CommandResult refused) => texts.SayRefusal(refused.Code, refused.Message);

    /// <summary>Our own sentence for a known code, else the server's, else a general one.</summary>
    public static string SayRefusal(this IStringLocalizer<Texts> texts, string? code, string? message)
    {
        var own = texts["Refusal." + code];
        return code is not (null or "unknown") && !own.ResourceNotFound ? own
            : string.IsNullOrWhiteSpace(message) ? texts["Refusal.unknown"]
            : message;
    }

    /// <summary>Why a message was not sent.</summary>
    public static string SayFailure(this IStringLocalizer<Texts> texts, string? reason)
    {
        var own = texts["Failure." + reason];
        return reason is null || own.ResourceNotFound ? texts["Failure.other", reason ?? "-"] : own;
    }
}
