namespace Messenger.Storage.Reporting;

/// <summary>A day of a time zone as instants, half-open; 23 or 25 hours long when the clocks change.</summary>
public readonly record struct LocalDay(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The day <paramref name="now"/> falls into.</summary>
    public static LocalDay Of(DateTimeOffset now, TimeZoneInfo zone)
    {
        var date = TimeZoneInfo.ConvertTime(now, zone).Date;
        return new LocalDay(FirstInstant(date, zone), FirstInstant(date.AddDays(1), zone));
    }

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
