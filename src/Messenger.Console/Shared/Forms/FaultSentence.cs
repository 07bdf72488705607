using System.Globalization;
using Messenger.Console.Shared.Language;
using Messenger.Domain.Http;
using Microsoft.Extensions.Localization;

namespace Messenger.Console.Shared.Forms;

/// <summary>Says what is wrong with a field, in the person's language.</summary>
public static class FaultSentence
{
    public static string Say(this IStringLocalizer<Texts> texts, Fault fault)
    {
        var own = texts["Fault." + fault.Code, [.. fault.Args.Select(Shown)]];
        return own.ResourceNotFound ? fault.ToString() : own;
    }

    /// <summary>Figures with the separators of the language.</summary>
    private static object Shown(string arg) =>
        int.TryParse(arg, CultureInfo.InvariantCulture, out var number) ? number.ToString("N0", CultureInfo.CurrentCulture) : arg;
}
