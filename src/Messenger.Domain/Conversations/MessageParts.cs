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
        for (var start = WithoutBlanks(text, 0); start < text.Length;)
        {
            var end = EndOf(text, start);
            parts.Add(text[start..end]);
            start = WithoutBlanks(text, end);
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

    /// <summary>Where the part that begins here ends; white space behind it counts for neither part.</summary>
    private static int EndOf(string text, int start)
    {
        var (at, end, lastBlank) = (start, start, start);
        while (at < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            if (IsBlank(text, at, length))
            {
                lastBlank = end;
            }
            else if (at + length - start <= Longest)
            {
                end = at + length;
            }
            else
            {
                return lastBlank - start > Longest / 2 ? lastBlank : end > start ? end : Inside(text, start);
            }

            at += length;
        }

        return end;
    }

    /// <summary>A single grapheme longer than a message (a heap of combining marks) can only be cut inside, but no character is halved.</summary>
    private static int Inside(string text, int start)
    {
        var cut = start + Longest;
        return char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut;
    }

    private static int WithoutBlanks(string text, int at)
    {
        while (at < text.Length && StringInfo.GetNextTextElementLength(text, at) is var length && IsBlank(text, at, length))
        {
            at += length;
        }

        return at;
    }

    /// <summary>A space that carries a mark is a grapheme that shows something.</summary>
    private static bool IsBlank(string text, int at, int length) => text.AsSpan(at, length).IsWhiteSpace();
}
