using System.Globalization;

namespace Messenger.Console.Shared.Language;

/// <summary>The languages of the screens, each named in itself.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<(string Code, string Name)> All = [("es", "Español"), ("en", "English"), ("pt", "Português")];

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
}
