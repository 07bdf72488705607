using CsCheck;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>When a schedule opens or closes next, for any instant: clock changes, midnight and holidays included.</summary>
public sealed class NextChangeTests
{
    private static readonly DayOfWeek[] Week = Enum.GetValues<DayOfWeek>();

    // Half an hour of summer time (Lord Howe), clocks changed at midnight (Cairo), none (Montevideo), west and east of the date line.
    private static readonly TimeZoneInfo[] Zones = [.. new[]
    {
        "UTC", "America/Montevideo", "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Beirut", "America/Santiago",
        "Pacific/Apia", "Asia/Kathmandu",
    }.Select(TimeZoneInfo.FindSystemTimeZoneById)];

    private static DateTimeOffset Utc(string utc) => DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture);

    private static Schedule In(string zone, params OpenInterval[] intervals) => new(TimeZoneInfo.FindSystemTimeZoneById(zone), intervals);

    private static OpenInterval Daily(string from, string to) => new(Week, MinuteOf(from), MinuteOf(to));

    private static int MinuteOf(string time) => (int.Parse(time[..2], System.Globalization.CultureInfo.InvariantCulture) * 60) + int.Parse(time[3..], System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-03-02T08:00", "2026-03-02T09:00")]
    [InlineData("2026-03-02T09:00", "2026-03-02T18:00")]
    [InlineData("2026-03-02T17:59:59.999", "2026-03-02T18:00")]
    [InlineData("2026-03-02T18:00", "2026-03-03T09:00")]
    [InlineData("2026-03-06T18:00", "2026-03-09T09:00")]
    public void Office_hours_change_at_nine_and_at_six(string now, string change) =>
        Assert.Equal(Utc(change), new Schedule(TimeZoneInfo.Utc, OpenInterval.OfficeHours).NextChange(Utc(now)));

    [Theory]
    // Madrid, 29 March 2026: 02:00 becomes 03:00.
    [InlineData("01:00", "02:30", "2026-03-28T23:30", "2026-03-29T00:00")]
    [InlineData("01:00", "02:30", "2026-03-29T00:30", "2026-03-29T01:00")]
    [InlineData("02:30", "05:00", "2026-03-29T00:59", "2026-03-29T01:00")]
    [InlineData("02:15", "02:45", "2026-03-28T12:00", "2026-03-30T00:15")]
    // 25 October 2026: 03:00 becomes 02:00, what lies between comes twice.
    [InlineData("02:15", "02:45", "2026-10-25T00:00", "2026-10-25T00:15")]
    [InlineData("02:15", "02:45", "2026-10-25T00:20", "2026-10-25T00:45")]
    [InlineData("02:15", "02:45", "2026-10-25T00:50", "2026-10-25T01:15")]
    [InlineData("01:00", "04:00", "2026-10-25T00:00", "2026-10-25T03:00")]
    [InlineData("22:00", "02:30", "2026-10-25T00:20", "2026-10-25T00:30")]
    [InlineData("22:00", "02:30", "2026-10-25T00:30", "2026-10-25T01:00")]
    public void The_clock_on_the_wall_counts_when_the_clocks_change(string from, string to, string now, string change) =>
        Assert.Equal(Utc(change), In("Europe/Madrid", Daily(from, to)).NextChange(Utc(now)));

    [Fact]
    public void Holidays_are_closed_and_the_night_before_ends_in_its_time()
    {
        var schedule = new Schedule(TimeZoneInfo.Utc, [Daily("20:00", "04:00")], new HashSet<DateOnly> { new(2026, 12, 25) });
        Assert.True(schedule.IsOpen(Utc("2026-12-25T03:59")));
        Assert.False(schedule.IsOpen(Utc("2026-12-25T04:00")));
        Assert.False(schedule.IsOpen(Utc("2026-12-25T21:00")));
        Assert.False(schedule.IsOpen(Utc("2026-12-26T03:00")));
        Assert.Equal(Utc("2026-12-26T20:00"), schedule.NextOpening(Utc("2026-12-24T23:00")));
    }

    [Fact]
    public void A_holiday_is_a_date_of_the_campaigns_own_zone()
    {
        var schedule = new Schedule(TimeZoneInfo.FindSystemTimeZoneById("America/Montevideo"), OpenInterval.AllWeek, new HashSet<DateOnly> { new(2026, 12, 25) });
        Assert.Equal(Utc("2026-12-25T03:00"), schedule.NextChange(Utc("2026-12-24T12:00")));
        Assert.Equal(Utc("2026-12-26T03:00"), schedule.NextOpening(Utc("2026-12-24T12:00")));
    }

    [Fact]
    public void Weeks_of_holidays_are_passed_over()
    {
        var holidays = Enumerable.Range(0, 60).Select(n => new DateOnly(2026, 3, 2).AddDays(n)).ToHashSet();
        Assert.Equal(Utc("2026-05-01T09:00"), new Schedule(TimeZoneInfo.Utc, OpenInterval.OfficeHours, holidays).NextOpening(Day.Start));
    }

    [Fact]
    public void What_never_changes_has_no_next_change()
    {
        Assert.Null(In("UTC").NextChange(Day.Start));
        Assert.Null(In("Europe/Madrid", [.. OpenInterval.AllWeek]).NextChange(Day.Start));
        Assert.Null(In("Europe/Madrid", [.. OpenInterval.AllWeek]).NextOpening(Day.Start));
        Assert.Null(In("UTC", new OpenInterval([], 0, 60)).NextChange(Day.Start));
    }

    [Fact]
    public void It_is_the_first_minute_at_which_the_answer_is_another_one()
    {
        var interval = Gen.Select(Gen.Int[0, 6].Select(n => Week[n]).List[1, 7], Gen.Int[0, 1_439], Gen.Int[1, 1_440], (days, from, to) => new OpenInterval(days, from, to));
        // From the days around the clock changes of 2026, in either hemisphere.
        DateTimeOffset[] begins = [Utc("2026-03-05T00:00"), Utc("2026-03-26T00:00"), Utc("2026-04-02T00:00"), Utc("2026-04-22T00:00"), Utc("2026-10-22T00:00"), Utc("2026-10-29T00:00")];
        var begin = Gen.Int[0, begins.Length - 1].Select(n => begins[n]);
        Gen.Select(Gen.Int[0, Zones.Length - 1].Select(n => Zones[n]), interval.List[0, 3], Gen.Int[0, 9].List[0, 3], begin, Gen.Int[0, 5 * 1_440]).Sample(
            (zone, intervals, holidays, start, minute) =>
            {
                var schedule = new Schedule(zone, intervals, holidays.Select(n => DateOnly.FromDateTime(start.DateTime).AddDays(n)).ToHashSet());
                var now = start.AddMinutes(minute);
                var open = schedule.IsOpen(now);
                DateTimeOffset? first = null;
                for (var n = 1; n <= 4 * 1_440 && first is null; n++)
                {
                    first = schedule.IsOpen(now.AddMinutes(n)) == open ? null : now.AddMinutes(n);
                }

                var found = schedule.NextChange(now);
                return first is null ? found is null || found > now.AddMinutes(4 * 1_440) : found == first;
            },
            iter: 2_000);
    }
}
