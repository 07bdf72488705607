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

    /// <summary>Whether local time falls into this interval; an interval that crosses midnight belongs to the day it began.</summary>
    public bool Contains(DayOfWeek day, int minute)
    {
        var crosses = ToMinute <= FromMinute;
        var today = Days.Contains(day) && minute >= FromMinute && (crosses || minute < ToMinute);
        var sinceYesterday = crosses && Days.Contains((DayOfWeek)(((int)day + 6) % 7)) && minute < ToMinute;
        return today || sinceYesterday;
    }
}

/// <summary>Is the campaign open now? Read from the rules each time, daylight saving included; an empty schedule is always closed.</summary>
public static class Schedule
{
    public static bool IsOpen(IReadOnlyList<OpenInterval> intervals, TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var minute = (int)local.TimeOfDay.TotalMinutes;
        return intervals.Any(i => i.Contains(local.DayOfWeek, minute));
    }
}
