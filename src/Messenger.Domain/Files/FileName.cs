using System.Globalization;
using System.Text;

namespace Messenger.Domain.Files;

/// <summary>Names of files as people gave them.</summary>
public static class FileName
{
    /// <summary>UTF-16 units.</summary>
    public const int Longest = 120;

    private const string Refused = "\\/:*?\"<>|";

    /// <summary>
    /// The name without folders, control and invisible characters, characters that some system refuses, and dots or blanks at its ends;
    /// shortened before its ending, never inside a grapheme. Null when nothing is left.
    /// </summary>
    public static string? Safe(string? given)
    {
        if (given is null)
        {
            return null;
        }

        var name = new StringBuilder();
        foreach (var rune in given[(given.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            // Format characters can turn the order of what is read: "gpj.exe" would show as "exe.jpg".
            var isShown = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            name.Append(!isShown ? "" : rune.IsAscii && Refused.Contains((char)rune.Value, StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        var whole = name.ToString().Trim(' ', '.');
        return whole.Length == 0 ? null : whole.Length <= Longest ? whole : Shortened(whole);
    }

    private static string Shortened(string name)
    {
        var dot = name.LastIndexOf('.');
        var ending = dot > 0 && name.Length - dot <= 10 ? name[dot..] : "";
        var length = 0;
        while (StringInfo.GetNextTextElementLength(name, length) is var next && length + next + ending.Length <= Longest)
        {
            length += next;
        }

        return name[..length] + ending;
    }
}
