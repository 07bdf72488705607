using System.Globalization;
using System.Text;

namespace Messenger.Domain.Activations;

/// <summary>Compares the name that was typed with Facebook's (R8): as Unicode means them, accents and capitals count.</summary>
public static class PageName
{
    /// <summary>The same letters, composed or not.</summary>
    public static bool AreSame(string typed, string facebook) =>
        string.Equals(typed.Normalize(NormalizationForm.FormC), facebook.Normalize(NormalizationForm.FormC), StringComparison.Ordinal);

    /// <summary>Both names in pieces, each piece common to both or not: what a person sees as one letter is never torn apart.</summary>
    public static (IReadOnlyList<NamePiece> Typed, IReadOnlyList<NamePiece> Facebook) Compare(string typed, string facebook)
    {
        var (a, b) = (Letters(typed), Letters(facebook));
        var common = LongestCommon(a, b);
        var (inTyped, inFacebook) = (new bool[a.Length], new bool[b.Length]);
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                (inTyped[i++], inFacebook[j++]) = (true, true);
            }
            else if (common[i + 1, j] >= common[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return (Pieces(a, inTyped), Pieces(b, inFacebook));
    }

    private static string[] Letters(string text)
    {
        var (letters, all) = (new List<string>(), StringInfo.GetTextElementEnumerator(text.Normalize(NormalizationForm.FormC)));
        while (all.MoveNext())
        {
            letters.Add(all.GetTextElement());
        }

        return [.. letters];
    }

    /// <summary>How many letters the rests from each pair of places have in common, in order.</summary>
    private static int[,] LongestCommon(string[] a, string[] b)
    {
        var longest = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        return longest;
    }

    private static List<NamePiece> Pieces(string[] letters, bool[] isCommon)
    {
        var pieces = new List<NamePiece>();
        for (int from = 0, to; from < letters.Length; from = to)
        {
            for (to = from + 1; to < letters.Length && isCommon[to] == isCommon[from];)
            {
                to++;
            }

            pieces.Add(new NamePiece(string.Concat(letters[from..to]), !isCommon[from]));
        }

        return pieces;
    }
}

/// <param name="Differs">The other name has it not.</param>
public sealed record NamePiece(string Text, bool Differs);
