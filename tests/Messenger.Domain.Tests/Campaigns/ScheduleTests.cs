using CsCheck;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>R10 to R12: half-open intervals in the campaign's own time zone, read from the rules each time.</summary>
public sealed class ScheduleTests
{
    private static readonly TimeZoneInfo Montevideo = TimeZoneInfo.FindSystemTimeZoneById("America/Montevideo");
    private static readonly TimeZoneInfo Madrid = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");

    private static bool IsOpen(IReadOnlyList<OpenInterval> schedule, string utc, TimeZoneInfo? zone = null) =>
        new Schedule(zone ?? TimeZoneInfo.Utc, schedule).IsOpen(Utc(utc));

    private static DateTimeOffset Utc(string utc) => DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-03-02T08:59:59.999", false)]
    [InlineData("2026-03-02T09:00:00", true)]
    [InlineData("2026-03-02T17:59:59.999", true)]
    [InlineData("2026-03-02T18:00:00", false)]
    [InlineData("2026-03-06T12:00:00", true)]
    [InlineData("2026-03-07T12:00:00", false)]
    [InlineData("2026-03-08T12:00:00", false)]
    public void Office_hours_are_half_open_from_Monday_to_Friday(string utc, bool open) => Assert.Equal(open, IsOpen(OpenInterval.OfficeHours, utc));

    [Theory]
    [InlineData("2026-03-02T11:59", false)]
    [InlineData("2026-03-02T12:00", true)]
    [InlineData("2026-03-02T20:59", true)]
    [InlineData("2026-03-02T21:00", false)]
    public void It_is_read_in_the_campaigns_own_zone(string utc, bool open) => Assert.Equal(open, IsOpen(OpenInterval.OfficeHours, utc, Montevideo));

    [Theory]
    [InlineData("2026-03-27T07:59", false)]
    [InlineData("2026-03-27T08:00", true)]
    [InlineData("2026-03-30T06:59", false)]
    [InlineData("2026-03-30T07:00", true)]
    public void Nine_in_the_morning_stays_nine_when_the_clocks_change(string utc, bool open) => Assert.Equal(open, IsOpen(OpenInterval.OfficeHours, utc, Madrid));

    [Theory]
    [InlineData("2026-03-06T21:59", false)]
    [InlineData("2026-03-06T22:00", true)]
    [InlineData("2026-03-07T00:00", true)]
    [InlineData("2026-03-07T05:59", true)]
    [InlineData("2026-03-07T06:00", false)]
    [InlineData("2026-03-07T22:00", false)]
    public void An_interval_over_midnight_belongs_to_the_day_it_began(string utc, bool open) =>
        Assert.Equal(open, IsOpen([new OpenInterval([DayOfWeek.Friday], 22 * 60, 6 * 60)], utc));

    [Fact]
    public void Over_midnight_from_Saturday_reaches_into_Sunday() =>
        Assert.True(IsOpen([new OpenInterval([DayOfWeek.Saturday], 22 * 60, 60)], "2026-03-08T00:30"));

    [Theory]
    [InlineData("2026-03-02T23:59", true)]
    [InlineData("2026-03-03T00:00", false)]
    public void Twenty_four_hours_end_the_day_itself(string utc, bool open) =>
        Assert.Equal(open, IsOpen([new OpenInterval([DayOfWeek.Monday], 20 * 60, 24 * 60)], utc));

    [Fact]
    public void An_empty_schedule_is_always_closed() => Assert.False(IsOpen([], "2026-03-02T12:00"));

    [Fact]
    public void The_whole_week_is_always_open() => Gen.Int[0, 7 * 24 * 60].Sample(
        minute => new Schedule(Madrid, OpenInterval.AllWeek).IsOpen(Day.Start + TimeSpan.FromMinutes(minute)), iter: 500);

    [Fact]
    public void Several_intervals_are_open_when_one_of_them_is() => Gen.Select(Gen.Int[0, 1_439], Gen.Int[1, 1_440], Gen.Int[0, 1_439], Gen.Int[1, 1_440], Gen.Int[0, 10_079])
        .Sample((from1, to1, from2, to2, minute) =>
        {
            var (a, b) = (new OpenInterval([DayOfWeek.Monday, DayOfWeek.Sunday], from1, to1), new OpenInterval([DayOfWeek.Tuesday], from2, to2));
            var now = Day.Start + TimeSpan.FromMinutes(minute);
            bool Open(params OpenInterval[] schedule) => new Schedule(TimeZoneInfo.Utc, schedule).IsOpen(now);
            return Open(a, b) == (Open(a) || Open(b)) && Open(a, b) == Open(b, a);
        });
}
