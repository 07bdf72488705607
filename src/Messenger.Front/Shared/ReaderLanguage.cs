using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Messenger.Front;

/// <summary>Which of the product's languages somebody reads.</summary>
internal static class ReaderLanguage
{
    private static readonly string[] Spoken = ["es", "en", "pt"];

    /// <param name="asked">Counts before all others; null or empty = nothing was asked for.</param>
    /// <param name="accepted">An Accept-Language header.</param>
    /// <returns>English when none of them is spoken.</returns>
    public static CultureInfo Choose(string? asked, string? accepted)
    {
        IEnumerable<string> wishes = string.IsNullOrEmpty(asked) ? [] : [asked];
        if (!string.IsNullOrEmpty(accepted) && StringWithQualityHeaderValue.TryParseList([accepted], out var list))
        {
            wishes = wishes.Concat(list.OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.ToString()));
        }

        var spoken = wishes.Select(wish => wish.Split('-')[0].ToLowerInvariant()).FirstOrDefault(wish => Spoken.Contains(wish));
        return CultureInfo.GetCultureInfo(spoken ?? "en");
    }
}
