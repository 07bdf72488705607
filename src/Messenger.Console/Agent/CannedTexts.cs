using System.Globalization;
using Messenger.Domain.Configuration;

namespace Messenger.Console.Agent;

/// <summary>Finds canned responses by what was typed and fills their variables.</summary>
public static class CannedTexts
{
    /// <summary>Shortcut beginnings first, then anything that contains the words; those of another language last.</summary>
    public static IReadOnlyList<CannedResponse> Match(IReadOnlyList<CannedResponse> all, string typed, string language) =>
        [.. all.Select(c => (Response: c, Rank: Rank(c, typed.Trim())))
            .Where(c => c.Rank is not null)
            .OrderBy(c => c.Response.Language is { } own && own != language)
            .ThenBy(c => c.Rank)
            .ThenBy(c => c.Response.Title, StringComparer.CurrentCulture)
            .Select(c => c.Response)];

    public static string Fill(string text, string customer, string agent, string campaign) => text
        .Replace("{{customer.name}}", customer, StringComparison.OrdinalIgnoreCase)
        .Replace("{{agent.name}}", agent, StringComparison.OrdinalIgnoreCase)
        .Replace("{{campaign.name}}", campaign, StringComparison.OrdinalIgnoreCase);

    private static int? Rank(CannedResponse response, string typed) =>
        typed.Length == 0 || Begins(response.Shortcut, typed) ? 0
        : Contains(response.Title, typed) ? 1
        : Contains(response.Text, typed) ? 2
        : null;

    private static bool Begins(string text, string start) =>
        CultureInfo.InvariantCulture.CompareInfo.IsPrefix(text, start, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);

    private static bool Contains(string text, string part) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
