using System.Globalization;

namespace Messenger.Console.Agent;

/// <summary>Cuts a long text into messages: at a space where there is one, never inside a character a person sees as one.</summary>
public static class MessageParts
{
    /// <summary>Most UTF-16 units of one message.</summary>
    public const int Most = 1_900;

    /// <summary>From here on the counter shows.</summary>
    public const int Near = 1_700;

    public static IReadOnlyList<string> Split(string text, int most = Most)
    {
        var rest = text.Trim();
        var parts = new List<string>();
        while (rest.Length > most)
        {
            var cut = Cut(rest, most);
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
        {
            parts.Add(rest);
        }

        return parts;
    }

    private static int Cut(string text, int most)
    {
        // A part of less than half is worse to read than a cut word.
        for (var at = most; at > most / 2; at--)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                return at;
            }
        }

        var end = 0;
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            if (end + length > most)
            {
                break;
            }

            end += length;
        }

        if (end > 0)
        {
            return end;
        }

        // One character alone is longer than a message (thousands of combining marks): cut, but not inside a surrogate pair.
        return char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }
}
