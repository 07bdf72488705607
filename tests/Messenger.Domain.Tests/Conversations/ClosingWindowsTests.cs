using CsCheck;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Reply windows that close while their campaign is closed (B5).</summary>
public sealed class ClosingWindowsTests
{
    private static readonly Schedule Office = new(TimeZoneInfo.Utc, OpenInterval.OfficeHours);

    // A Wednesday.
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static OpenWindow Wrote(DateTimeOffset at, bool waits = true, string id = "1", DateTimeOffset? reacted = null) =>
        new(id, "Paula", null, null, "queued", new MessagingWindow(reacted ?? at, at), waits);

    private static IReadOnlyList<ClosingWindow> Of(DateTimeOffset now, bool humanAgent, params OpenWindow[] open) => ClosingWindows.Of(Office, open, humanAgent, now);

    [Fact]
    public void Written_in_the_evening_it_closes_in_the_evening_and_the_last_hours_are_named()
    {
        var closing = Assert.Single(Of(Noon, false, Wrote(Noon.AddHours(-16))));
        Assert.Equal((Noon.AddHours(8).AddSeconds(-30), Noon.AddHours(6)), (closing.ClosesAt, closing.LastHours));
    }

    [Fact]
    public void Written_in_opening_hours_it_closes_in_opening_hours() => Assert.Empty(Of(Noon, false, Wrote(Noon.AddHours(-1))));

    [Fact]
    public void Over_the_weekend_nobody_comes_before_it_closes()
    {
        var saturday = Noon.AddDays(3);
        Assert.Null(Assert.Single(Of(saturday, false, Wrote(saturday.AddHours(-2)))).LastHours);
    }

    [Fact]
    public void With_human_agent_seven_days_count()
    {
        var evening = Noon.AddHours(-16);
        Assert.Equal(evening.AddDays(7).AddSeconds(-30), Assert.Single(Of(Noon, true, Wrote(evening))).ClosesAt);
        Assert.Empty(Of(Noon, true, Wrote(Noon.AddHours(-1))));
    }

    [Fact]
    public void A_reaction_after_the_message_keeps_the_day_open() =>
        Assert.Equal(Noon.AddHours(9).AddSeconds(-30), Assert.Single(Of(Noon, false, Wrote(Noon.AddDays(-2), reacted: Noon.AddHours(-15)))).ClosesAt);

    [Fact]
    public void What_is_closed_already_and_who_never_wrote_are_not_listed() =>
        Assert.Empty(Of(Noon, false, Wrote(Noon.AddDays(-2)), new OpenWindow("2", "Luis", null, null, null, MessagingWindow.NeverOpened, true)));

    [Fact]
    public void Who_waits_for_an_answer_comes_first_then_whose_window_closes_first() =>
        Assert.Equal(["c", "b", "a"], Of(
            Noon, false, Wrote(Noon.AddHours(-17), waits: false, id: "a"), Wrote(Noon.AddHours(-15), id: "b"), Wrote(Noon.AddHours(-16), id: "c")).Select(c => c.Of.InteractionId));

    [Fact]
    public void A_campaign_that_never_opens_has_all_of_them()
    {
        var never = new Schedule(TimeZoneInfo.Utc, []);
        Assert.Null(Assert.Single(ClosingWindows.Of(never, [Wrote(Noon)], false, Noon)).LastHours);
    }

    [Fact]
    public void Each_one_closes_later_than_now_and_outside_the_schedule_and_its_last_hours_end_before()
    {
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 20_000].Array[0, 30], Gen.Bool).Sample((minutesOn, wroteBefore, humanAgent) =>
        {
            var now = Noon.AddMinutes(minutesOn);
            var open = wroteBefore.Select((minutes, n) => Wrote(now.AddMinutes(-minutes), n % 2 == 0, $"{n}")).ToList();
            var closing = ClosingWindows.Of(Office, open, humanAgent, now);
            foreach (var one in closing)
            {
                Assert.True(one.ClosesAt > now && !Office.IsOpen(one.ClosesAt));
                Assert.True(one.LastHours is null || (one.LastHours > now && one.LastHours <= one.ClosesAt && !Office.IsOpen(one.LastHours.Value)));
                Assert.Equal(one.LastHours is not null, Office.IsOpen(now) || Office.NextOpening(now) < one.ClosesAt);
            }

            Assert.Equal(
                open.Count(o => WindowRules.LastsUntil(o.Window, humanAgent) is { } until && until > now && !Office.IsOpen(until)), closing.Count);
        });
    }
}
