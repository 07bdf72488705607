using System.Globalization;

namespace Messenger.Domain.Metrics;

/// <summary>A day of a time zone as instants, half-open; 23 or 25 hours long when the clocks change.</summary>
public readonly record struct LocalDay(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>A date as commands and the API take it: 2026-03-02, the years 1970 to 9998.</summary>
    public static bool TryReadDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year is >= 1970 and <= 9998;

    /// <summary>The day <paramref name="now"/> falls into.</summary>
    public static LocalDay Of(DateTimeOffset now, TimeZoneInfo zone) => Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).Date), zone);

    /// <param name="date">Any day but the first and the last of the calendar.</param>
    public static LocalDay Of(DateOnly date, TimeZoneInfo zone) =>
        new(FirstInstant(date.ToDateTime(TimeOnly.MinValue), zone), FirstInstant(date.AddDays(1).ToDateTime(TimeOnly.MinValue), zone));

    public bool Has(DateTimeOffset? instant) => instant >= Start && instant < End;

    // Searched for, not computed from an offset: clocks may change at midnight, so that it does not exist or comes twice, and
    // not every such change is marked as one in the time zone rules. From instant to local time there is no doubt.
    private static DateTimeOffset FirstInstant(DateTime date, TimeZoneInfo zone)
    {
        var utc = new DateTimeOffset(date, TimeSpan.Zero).ToUnixTimeSeconds();
        const int MoreThanAnyOffset = 15 * 60 * 60;
        var (before, after) = (utc - MoreThanAnyOffset, utc + MoreThanAnyOffset);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(middle), zone).Date < date)
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        return DateTimeOffset.FromUnixTimeSeconds(after);
    }
}
