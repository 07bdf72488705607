namespace Messenger.Domain.Campaigns;

/// <summary>The instants at which a schedule can change: where an interval begins or ends, at midnight, and where the clocks are changed.</summary>
internal static class ScheduleBorders
{
    private const int MinutesOfDay = 24 * 60;

    private const int Furthest = 370;

    /// <summary>A schedule repeats each week, and once a clock that is put forward may leave out an interval.</summary>
    private const int TwoWeeksAndMore = 24;

    private const int DaysAtOnce = 8;

    /// <summary>In order, all of the year after <paramref name="now"/>.</summary>
    public static IEnumerable<DateTimeOffset> After(Schedule schedule, DateTimeOffset now)
    {
        if (schedule.Intervals.Count == 0)
        {
            yield break;
        }

        var minutes = schedule.Intervals.SelectMany(i => new[] { i.FromMinute, i.ToMinute % MinutesOfDay }).Append(0).Distinct().ToArray();
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, schedule.Zone).DateTime);
        // Only holidays can keep it from changing for longer than two weeks, if it changes at all.
        var furthest = Math.Min(Furthest, schedule.Holidays.Select(date => date.DayNumber - first.DayNumber).Append(0).Max() + TwoWeeksAndMore);
        var last = now;
        for (var day = 0; day < furthest; day += DaysAtOnce)
        {
            // One day more on either side: where the clock is set back, instants of two dates are interleaved.
            var borders = Enumerable.Range(day - 1, DaysAtOnce + 2)
                .Select(n => first.AddDays(n))
                .SelectMany(date => minutes.SelectMany(minute => InstantsOf(date, minute, schedule.Zone)).Concat(ClockChange(date, schedule.Zone)))
                .Where(border => border > last)
                .Distinct()
                .Order()
                .ToArray();
            foreach (var border in borders)
            {
                last = border;
                yield return border;
            }
        }
    }

    /// <summary>None where the clock jumps over it, two where it is set back.</summary>
    private static IEnumerable<DateTimeOffset> InstantsOf(DateOnly date, int minute, TimeZoneInfo zone)
    {
        var wall = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        return zone.IsInvalidTime(wall) ? []
            : zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Select(offset => new DateTimeOffset(wall, offset))
            : [new DateTimeOffset(wall, zone.GetUtcOffset(wall))];
    }

    /// <summary>The instant of this day (UTC) at which the clocks are changed, if there is one.</summary>
    private static IEnumerable<DateTimeOffset> ClockChange(DateOnly date, TimeZoneInfo zone)
    {
        var before = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var after = before.AddDays(1);
        if (zone.GetUtcOffset(before) == zone.GetUtcOffset(after))
        {
            yield break;
        }

        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before + new TimeSpan((after - before).Ticks / 2 / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
            (before, after) = zone.GetUtcOffset(middle) == zone.GetUtcOffset(before) ? (middle, after) : (before, middle);
        }

        yield return after;
    }
}
