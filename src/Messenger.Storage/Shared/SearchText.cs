using System.Globalization;
using System.Text;

namespace Messenger.Storage.Shared;

/// <summary>Text as it is searched: without marks and case, the same in every database and culture.</summary>
internal static class SearchText
{
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            // A line break between parts: no search text can match across two of them.
            text.Append(text.Length == 0 ? "" : "\n").Append(Plain(part));
        }

        return text.ToString();
    }

    /// <summary>A LIKE pattern (escape character \) for text that contains what was typed.</summary>
    public static string Containing(string typed) =>
        "%" + Plain(typed.Trim()).Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";

    private static string Plain(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Normalize refuses lone surrogates; a round trip through UTF-8 replaces them.
        var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var plain = new StringBuilder(sound.Length);
        foreach (var c in sound.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c);
            }
        }

        return plain.ToString().ToLowerInvariant();
    }
}
