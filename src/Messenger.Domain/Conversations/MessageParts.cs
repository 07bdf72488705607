using System.Globalization;

namespace Messenger.Domain.Conversations;

/// <summary>Splits a text for Meta's limit: at the last white space that fits, else between graphemes, never inside one.</summary>
public static class MessageParts
{
    /// <summary>UTF-16 units of one message; Meta's limit is 2,000 in a unit it does not name.</summary>
    public const int Longest = 1_900;

    public static IReadOnlyList<string> Split(string text)
    {
        var parts = new List<string>();
        var rest = text.Trim();
        while (rest.Length > Longest)
        {
            var cut = CutOf(rest);
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
        {
            parts.Add(rest);
        }

        return parts;
    }

    /// <summary>The first so many graphemes.</summary>
    public static string Beginning(string text, int graphemes)
    {
        var length = 0;
        for (var n = 0; n < graphemes && length < text.Length; n++)
        {
            length += StringInfo.GetNextTextElementLength(text, length);
        }

        return text[..length];
    }

    private static int CutOf(string text)
    {
        for (var at = Longest; at > Longest / 2; at--)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                return at;
            }
        }

        var cut = 0;
        while (true)
        {
            var next = StringInfo.GetNextTextElementLength(text, cut);
            if (cut + next > Longest)
            {
                // A single grapheme longer than a message (a heap of combining marks) can only be cut inside.
                return cut > 0 ? cut : Longest;
            }

            cut += next;
        }
    }
}
