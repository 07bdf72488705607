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

    private static DateTimeOffset FirstInstant(DateTime midnight, TimeZoneInfo zone)
    {
        // Where clocks go forward at midnight the day begins later; where they go back over it, midnight comes twice.
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }
}
