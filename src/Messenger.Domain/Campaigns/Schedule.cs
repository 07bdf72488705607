using Orleans;

namespace Messenger.Domain.Campaigns;

/// <summary>Open on the given days from one minute to another, local time of the campaign, half-open (R10-R12).</summary>
/// <param name="FromMinute">Minutes after midnight, 0-1439.</param>
/// <param name="ToMinute">Minutes after midnight, 1-1440 (24:00). Not after <paramref name="FromMinute"/> = crosses midnight.</param>
[GenerateSerializer, Immutable]
public sealed record OpenInterval(
    [property: Id(0)] IReadOnlyList<DayOfWeek> Days,
    [property: Id(1)] int FromMinute,
    [property: Id(2)] int ToMinute)
{
    private const int Midnight = 24 * 60;

    private static readonly DayOfWeek[] Week = Enum.GetValues<DayOfWeek>();

    public static readonly IReadOnlyList<OpenInterval> OfficeHours =
        [new([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], 9 * 60, 18 * 60)];

    public static readonly IReadOnlyList<OpenInterval> AllWeek = [new(Week, 0, Midnight)];

    private bool CrossesMidnight => ToMinute <= FromMinute;

    /// <summary>Whether it covers this minute of a day on which it begins.</summary>
    internal bool CoversOn(DateOnly day, int minute) =>
        Days.Contains(day.DayOfWeek) && minute >= FromMinute && (CrossesMidnight || minute < ToMinute);

    /// <summary>Whether it covers this minute of the day after one on which it began.</summary>
    internal bool CoversAfter(DateOnly day, int minute) => CrossesMidnight && Days.Contains(day.DayOfWeek) && minute < ToMinute;
}

/// <summary>
/// When a campaign is open: read from the rules at every instant, daylight saving included, never remembered. What counts is the clock on
/// the wall: an hour that comes twice is open twice, one that is left out is not open at all. An empty schedule is always closed.
/// </summary>
/// <param name="Holidays">Local dates on which no interval begins; one that began the day before still ends in its time.</param>
public sealed record Schedule(TimeZoneInfo Zone, IReadOnlyList<OpenInterval> Intervals, IReadOnlySet<DateOnly> Holidays)
{
    private static readonly IReadOnlySet<DateOnly> NoHolidays = new HashSet<DateOnly>();

    public Schedule(TimeZoneInfo zone, IReadOnlyList<OpenInterval> intervals)
        : this(zone, intervals, NoHolidays)
    {
    }

    public bool IsOpen(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var (today, minute) = (DateOnly.FromDateTime(local.DateTime), (int)local.TimeOfDay.TotalMinutes);
        var yesterday = today.AddDays(-1);
        return (!Holidays.Contains(today) && Intervals.Any(i => i.CoversOn(today, minute)))
            || (!Holidays.Contains(yesterday) && Intervals.Any(i => i.CoversAfter(yesterday, minute)));
    }

    /// <summary>The first instant after this one at which it is open when it was closed before, or closed when it was open; null = not within a year.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now)
    {
        var open = IsOpen(now);
        foreach (var border in ScheduleBorders.After(this, now))
        {
            if (IsOpen(border) != open)
            {
                return border;
            }
        }

        return null;
    }

    /// <summary>The first instant after this one at which it opens; null = not within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset now) =>
        NextChange(now) is not { } change ? null : IsOpen(change) ? change : NextChange(change);
}
