using System.Globalization;

namespace Messenger.Domain.Http;

/// <summary>What texts that people type have in common.</summary>
internal readonly struct TypedText
{
    /// <summary>Hosts of Facebook, whose addresses people paste where a Page's name is asked for.</summary>
    private static readonly string[] FacebookHosts = ["facebook.com", "fb.com", "fb.me", "m.me", "messenger.com"];

    /// <summary>1 to <paramref name="longest"/> UTF-16 units on one line, of which at least one can be seen.</summary>
    public static bool IsName(string text, int longest) =>
        text.Length >= 1 && text.Length <= longest && !text.Any(char.IsControl) && CanBeSent(text) && text.Any(IsVisible);

    /// <summary>No U+0000, which PostgreSQL cannot store, and no half of a surrogate pair, which UTF-8 cannot carry.</summary>
    public static bool CanBeSent(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// An address and no name: with a scheme, with www, on a host of Facebook, or a host with a path. A name that is a host alone, as
    /// Booking.com, is a name.
    /// </summary>
    public static bool LooksLikeAddress(string text)
    {
        var typed = text.Trim();
        if (typed.Contains("://", StringComparison.Ordinal) || typed.StartsWith("//", StringComparison.Ordinal)
            || typed.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var end = typed.AsSpan().IndexOfAny("/?#");
        var host = end < 0 ? typed : typed[..end];
        return FacebookHosts.Any(known => host.Equals(known, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + known, StringComparison.OrdinalIgnoreCase))
            || (end >= 0 && !typed.Any(char.IsWhiteSpace) && IsHost(host));
    }

    private static bool IsHost(string host) =>
        host.Split('.') is { Length: >= 2 } labels && labels.All(label => label.Length > 0 && label.All(c => char.IsLetterOrDigit(c) || c == '-'))
        && labels[^1].Length >= 2 && labels[^1].All(char.IsLetter);

    private static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.NonSpacingMark);
}
