using System.Globalization;
using System.Text;

namespace Messenger.Domain.Configuration;

/// <summary>Names an entry of a list for ever: what was recorded under it, and what a program outside knows it by, stays what it was.</summary>
public static class EntryId
{
    public const int Longest = 40;

    public static bool IsOne(string id) => id.Length is >= 1 and <= Longest && id.All(IsSound);

    /// <summary>Made of a name, without its marks; numbered when somebody has it. <paramref name="taken"/> has it afterwards.</summary>
    public static string From(string name, ISet<string> taken)
    {
        var words = new StringBuilder(Longest);
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (words.Length < Longest - 5 && IsSound(c) && c != '-')
            {
                words.Append(c);
            }
            else if (words.Length > 0 && words[^1] != '-' && !IsSound(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                words.Append('-');
            }
        }

        var made = words.ToString().Trim('-') is { Length: > 0 } sound ? sound : "n";
        var id = made;
        for (var n = 2; !taken.Add(id); n++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{made}-{n}");
        }

        return id;
    }

    private static bool IsSound(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
