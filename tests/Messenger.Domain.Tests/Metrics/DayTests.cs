using Messenger.Domain.Metrics;

namespace Messenger.Domain.Tests.Metrics;

/// <summary>Days that were added up by hand (docs/metrics.md).</summary>
public sealed class DayTests
{
    private const string Santiago = "America/Santiago";
    private const string Madrid = "Europe/Madrid";

    private static Table Ordinary(int within = 20) => new Table("America/Montevideo", "2026-03-04", within)
        .Line(q: "09:00:00", a: "09:00:10", r: "09:00:15", e: "09:10:10", agent: "ana", completed: true)
        .Line(q: "09:05:00", a: "09:05:20", r: "09:05:50", e: "09:15:20", agent: "ana", completed: true)
        .Line(q: "09:10:00", a: "09:10:45", r: "09:11:00", e: "09:20:45", agent: "bruno", completed: true)
        .Line(q: "10:00:00", b: "10:05:00", a: "10:06:00", r: "10:06:10", e: "10:16:00", agent: "bruno", completed: true)
        .Line(q: "10:10:00", b: "10:15:00", e: "11:00:00")
        .Line(q: "11:00:00", e: "11:00:30")
        .Line(q: "11:59:50")
        .Line(q: "11:59:00");

    private static void Near(double expected, double? actual) => Assert.Equal(expected, actual!.Value, 1e-9);

    [Fact]
    public void An_ordinary_day()
    {
        var day = Ordinary().Figures("12:00:00");
        Assert.Equal((8, 3, 2, 1, 2, 1, 6), (day.Queued, day.Answered, day.Abandoned, day.EndedOtherwise, day.Waiting, day.Recovered, day.Ended));
        Near(2 / 3.0, day.ServiceLevelAnswered);
        Near(2 / 5.0, day.ServiceLevelWithAbandoned);
        Near(2 / 5.0, day.ServiceLevelStandard);
        Near(2 / 6.0, day.LiveRisk);
        Near(1 / 5.0, day.FirstReplyWithin);
        Near(2 / 8.0, day.AbandonmentRate);
        Near((10 + 20 + 45) / 3.0, day.AsaSeconds);
        Near((15 + 50 + 60 + 370) / 4.0, day.FirstReplySeconds);
        Near(600, day.AhtSeconds);
        Near(50 * 60, day.LongestWaitSeconds);
        Assert.Equal([("ana", 2), ("bruno", 2)], Ordinary().Completed.Select(c => (c.Key, c.Value)).Order());
    }

    [Fact]
    public void Who_waits_at_T_is_no_risk_yet_and_a_second_later_he_is()
    {
        var table = new Table("UTC", "2026-03-04").Line(q: "09:00:00", a: "09:00:20").Line(q: "11:59:40");
        Assert.Equal((1.0, 0.5), (table.Figures("12:00:00").LiveRisk, table.Figures("12:00:01").LiveRisk));
        Assert.Equal(1.0, table.Figures("12:00:01").ServiceLevelStandard);
    }

    /// <summary>Patience of 15 s is over before T: nobody could have kept the service level there.</summary>
    [Fact]
    public void Those_abandoned_before_T_are_taken_in_where_the_figure_says_so()
    {
        var table = new Table("UTC", "2026-03-04")
            .Line(q: "09:00:00", a: "09:00:10", e: "09:01:10", r: "09:00:21")
            .Line(q: "09:01:00", b: "09:01:15")
            .Line(q: "09:02:00", b: "09:02:20", a: "09:02:21", r: "09:02:22", e: "09:03:21")
            .Line(q: "09:03:00", b: "09:03:21");
        var day = table.Figures("12:00:00");
        Assert.Equal((4, 1, 3, 1), (day.Queued, day.Answered, day.Abandoned, day.Recovered));
        Near(1, day.ServiceLevelAnswered);
        Near(3 / 4.0, day.ServiceLevelWithAbandoned);
        Near(1 / 4.0, day.ServiceLevelStandard);
        Near(0, day.FirstReplyWithin);
        Near(3 / 4.0, day.AbandonmentRate);
        Near((21 + 22) / 2.0, day.FirstReplySeconds);
    }

    [Fact]
    public void Wrap_up_is_work_and_is_in_the_handling_time()
    {
        var table = new Table("UTC", "2026-03-04")
            .Line(q: "09:00:00", a: "09:00:10", e: "09:05:10", wrapUp: 30)
            .Line(q: "09:00:00", a: "09:00:10", e: "09:06:10", wrapUp: 90)
            .Line(q: "09:00:00", e: "09:06:10", wrapUp: 90);
        Near((330 + 450) / 2.0, table.Figures("12:00:00").AhtSeconds);
    }

    [Fact]
    public void Queued_before_midnight_it_belongs_to_that_day_and_its_end_to_the_day_of_the_end()
    {
        Table On(string day, string shift) => new Table(Madrid, day)
            .Line(q: $"{shift} 23:59:50", a: shift == "0" ? "1 00:00:05" : "00:00:05", e: shift == "0" ? "1 00:10:05" : "00:10:05", agent: "ana", completed: true);

        var first = On("2026-03-04", "0");
        Assert.Equal((1, 1, 15.0, 0), (first.Figures("1 12:00:00").Queued, first.Figures("1 12:00:00").Answered, first.Figures("1 12:00:00").AsaSeconds, first.Figures("1 12:00:00").Ended));
        Assert.Null(first.Figures("1 12:00:00").AhtSeconds);
        Assert.Empty(first.Completed);

        var second = On("2026-03-05", "-1");
        Assert.Equal((0, 0, 1, 600.0), (second.Figures("12:00:00").Queued, second.Figures("12:00:00").Answered, second.Figures("12:00:00").Ended, second.Figures("12:00:00").AhtSeconds));
        Assert.Null(second.Figures("12:00:00").AsaSeconds);
        Assert.Equal(1, second.Completed["ana"]);
    }

    /// <summary>Midnight does not exist, the day has 23 hours; or 23 hours come twice, and it has 25.</summary>
    [Theory]
    [InlineData(Santiago, "2026-09-06", "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z", 23)]
    [InlineData(Santiago, "2026-04-04", "2026-04-04T03:00:00Z", "2026-04-05T04:00:00Z", 25)]
    [InlineData(Madrid, "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23)]
    [InlineData(Madrid, "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25)]
    public void On_a_day_that_changes_the_clocks(string zone, string day, string first, string next, int hours)
    {
        var table = new Table(zone, day);
        Assert.Equal((table.At(first), table.At(next), hours), (table.Day.Start, table.Day.End, (int)(table.Day.End - table.Day.Start).TotalHours));

        // One just before it, its first, one in each of its hours, its last, and the first of the next.
        string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        table.Line(q: Text(table.Day.Start.AddSeconds(-1)), a: Text(table.Day.Start));
        for (var hour = 0; hour < hours; hour++)
        {
            var at = table.Day.Start.AddHours(hour);
            table.Line(q: Text(at), a: Text(at.AddSeconds(hour % 2 == 0 ? 20 : 40)), e: Text(at.AddSeconds(100)));
        }

        table.Line(q: Text(table.Day.End.AddSeconds(-1)));
        table.Line(q: Text(table.Day.End), a: Text(table.Day.End));
        var figures = table.Figures(Text(table.Day.End.AddSeconds(59)));
        Assert.Equal((hours + 1, hours, 1, hours), (figures.Queued, figures.Answered, figures.Waiting, figures.Ended));
        Near((hours / 2) + 1, figures.ServiceLevelAnswered * hours);
        Near(((hours / 2) + 1.0) / (hours + 1), figures.LiveRisk);
        Near(60, figures.LongestWaitSeconds);
    }

    [Fact]
    public void A_wait_over_the_change_of_the_clocks_is_as_long_as_it_is()
    {
        var table = new Table(Madrid, "2026-03-29").Line(q: "2026-03-29T00:59:50Z", a: "2026-03-29T01:00:10Z");
        Assert.Equal((20.0, 1.0), (table.Figures("12:00:00").AsaSeconds, table.Figures("12:00:00").ServiceLevelStandard));
        var back = new Table(Madrid, "2026-10-25").Line(q: "2026-10-25T00:59:50Z", a: "2026-10-25T01:00:10Z");
        Assert.Equal(20.0, back.Figures("12:00:00").AsaSeconds);
    }

    [Fact]
    public void A_continuation_counts_in_the_volume_and_in_no_service_level()
    {
        var table = new Table("UTC", "2026-03-04")
            .Line(q: "09:00:00", a: "09:00:10", r: "09:00:12", e: "09:01:10")
            .Line(q: "10:00:00", a: "10:00:50", r: "10:00:55", e: "10:01:50", kind: "continuation")
            .Line(q: "10:10:00", b: "10:15:00", kind: "continuation")
            .Line(q: "10:20:00", kind: "continuation");
        var day = table.Figures("12:00:00");
        Assert.Equal((4, 2, 1, 1), (day.Queued, day.Answered, day.Abandoned, day.Waiting));
        Assert.Equal(
            (1.0, 1.0, 1.0, 1.0, 1.0),
            (day.ServiceLevelAnswered, day.ServiceLevelWithAbandoned, day.ServiceLevelStandard, day.LiveRisk, day.FirstReplyWithin));
        Near(1 / 4.0, day.AbandonmentRate);
        Near(30, day.AsaSeconds);
    }

    [Fact]
    public void One_that_was_reopened_waits_for_nobody_and_is_work_all_the_same()
    {
        var day = new Table("UTC", "2026-03-04").Line(q: null, a: "09:00:00", r: "09:01:00", e: "09:10:00", agent: "ana", completed: true, kind: "reopened").Figures("12:00:00");
        Assert.Equal((0, 0, 1, 600.0), (day.Queued, day.Answered, day.Ended, day.AhtSeconds));
        Assert.Null(day.FirstReplySeconds);
        Assert.Null(day.ServiceLevelAnswered);
    }

    [Fact]
    public void Where_nobody_came_there_is_no_figure_and_not_a_zero_or_everything()
    {
        var day = new Table("UTC", "2026-03-04").Figures("12:00:00");
        Assert.Equal((0, 0, 0, 0, 0, 0, 0), (day.Queued, day.Answered, day.Abandoned, day.EndedOtherwise, day.Waiting, day.Recovered, day.Ended));
        Assert.All(
            [
                day.ServiceLevelAnswered, day.ServiceLevelWithAbandoned, day.ServiceLevelStandard, day.LiveRisk, day.FirstReplyWithin, day.AbandonmentRate,
                day.AsaSeconds, day.FirstReplySeconds, day.AhtSeconds, day.LongestWaitSeconds,
            ],
            Assert.Null);
    }

    /// <summary>Only waiting and ended ones: of each figure exactly its own denominator is empty.</summary>
    [Fact]
    public void Each_figure_has_its_own_denominator()
    {
        var day = new Table("UTC", "2026-03-04").Line(q: "11:00:00", e: "11:00:05").Line(q: "11:59:00").Figures("12:00:00");
        Assert.Equal((0.0, 0.0, 60.0), (day.LiveRisk, day.AbandonmentRate, day.LongestWaitSeconds));
        Assert.All([day.ServiceLevelAnswered, day.ServiceLevelWithAbandoned, day.ServiceLevelStandard, day.FirstReplyWithin, day.AsaSeconds, day.AhtSeconds], Assert.Null);
    }

    /// <summary>Two silos stamped them, and one was behind.</summary>
    [Fact]
    public void No_wait_is_less_than_nothing()
    {
        var day = new Table("UTC", "2026-03-04").Line(q: "09:00:01", a: "09:00:00", r: "09:00:00", e: "09:00:00").Line(q: "12:00:01").Figures("12:00:00");
        Assert.Equal((0.0, 0.0, 0.0, 0.0, 1.0), (day.AsaSeconds, day.FirstReplySeconds, day.AhtSeconds, day.LongestWaitSeconds, day.ServiceLevelAnswered));
    }
}
