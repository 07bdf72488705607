using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Meta's times: milliseconds since 1970, sometimes seconds, sometimes written as text.</summary>
internal static class MetaTime
{
    /// <summary>Below this a number can only be seconds: as milliseconds it would lie in 1973, as seconds it reaches the year 5138.</summary>
    private const long SecondsBelow = 100_000_000_000;

    private static readonly long Earliest = new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Latest = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>Null when there is no number, or one outside the years 2010 to 2099: before Messenger's API, or nobody's time.</summary>
    public static DateTimeOffset? Read(JsonElement? value)
    {
        if (JsonText.Whole(value) is not long number)
        {
            return null;
        }

        var milliseconds = number is > 0 and < SecondsBelow ? number * 1000 : number;
        return milliseconds >= Earliest && milliseconds < Latest ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
