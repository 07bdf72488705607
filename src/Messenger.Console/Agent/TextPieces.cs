using System.Text.RegularExpressions;

namespace Messenger.Console.Agent;

/// <summary>A stretch of a message's text; with a target when it is a web address.</summary>
public readonly record struct TextPiece(string Text, string? Link);

/// <summary>Finds web addresses in what a customer wrote. Only http and https become links; everything else stays text.</summary>
public static partial class TextPieces
{
    public static IReadOnlyList<TextPiece> Of(string text)
    {
        var pieces = new List<TextPiece>();
        var at = 0;
        foreach (Match match in Address().Matches(text))
        {
            var found = match.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'');
            if (!Uri.TryCreate(found, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
            {
                continue;
            }

            if (match.Index > at)
            {
                pieces.Add(new(text[at..match.Index], null));
            }

            pieces.Add(new(found, target.AbsoluteUri));
            at = match.Index + found.Length;
        }

        if (at < text.Length)
        {
            pieces.Add(new(text[at..], null));
        }

        return pieces;
    }

    [GeneratedRegex(@"\bhttps?://[^\s<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
