using System.Text.Json;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>R16, R18, R19: the limit of the queue, closed hours, switched off, and how each finds its way into the queue.</summary>
public sealed class QueuePlaceTests
{
    /// <summary>Open on weekdays from 9 to 18, UTC; now it is Monday, 9 o'clock.</summary>
    private static CampaignStory With(Func<CampaignSettings, CampaignSettings> change, int free = 0)
    {
        var story = Office.With(("a1", free));
        return Saved(story, change);
    }

    private static CampaignStory Saved(CampaignStory story, Func<CampaignSettings, CampaignSettings> change, bool queueRecorded = true) =>
        story.Do(new CampaignCommand.Save(change(story.State.Settings), story.State.Settings.Version) { QueueRecorded = queueRecorded });

    private static CampaignStory Limited(int limit, QueueOverflow overflow = QueueOverflow.Hold, int free = 0) =>
        With(s => s with { QueueLimit = limit, Overflow = overflow }, free);

    private static CampaignStory Closed(OutOfHoursPolicy policy = OutOfHoursPolicy.QueueAtOpening) =>
        With(s => s with { OutOfHours = policy }).After(TimeSpan.FromHours(10));

    private static CampaignCommand.Enqueue Comes(CampaignStory story, int customer, double windowHours = 24) =>
        Office.Enqueue(customer, (story.Now - Day.Start).TotalSeconds) with { WindowUntil = story.Now + TimeSpan.FromHours(windowHours) };

    private static QueuePlace PlaceAfter(CampaignStory story, int customer) => story.Do(Comes(story, customer)).Place();

    private static IEnumerable<string> Held(CampaignStory story) => story.State.Held.Select(p => p.InteractionId.Split('-')[1]);

    private static IEnumerable<string> Notices(CampaignStory story) => story.State.Untold.Select(n => $"{n.Key.Split('-')[1]}:{n.Value.Place}").Order(StringComparer.Ordinal);

    [Fact]
    public void Beyond_the_limit_they_are_held_and_told_so()
    {
        var story = Limited(2);
        Assert.Equal([QueuePlace.Queued, QueuePlace.Queued, QueuePlace.Held, QueuePlace.Held], new[] { 1, 2, 3, 4 }.Select(n => PlaceAfter(story, n)));
        Assert.Equal(["1", "2"], story.Line());
        Assert.Equal(["3", "4"], Held(story));
        var placed = Assert.IsType<Answer.Placed>(story.Answer);
        Assert.Equal((AutomaticTexts.Default.QueueFull, "full/1-4-1"), (placed.Text, placed.Occasion));
    }

    [Fact]
    public void Who_is_queued_as_he_comes_is_welcomed_and_who_returns_carries_the_same_texts()
    {
        var welcome = new LocalizedText("Bienvenido", "", "");
        var story = With(s => s with { Texts = s.Texts with { Welcome = welcome, Goodbye = new("Adiós", "", "") } });
        Assert.Equal(QueuePlace.Queued, PlaceAfter(story, 1));
        var placed = Assert.IsType<Answer.Placed>(story.Answer);
        Assert.Equal((welcome, "welcome/1-1-1"), (placed.Text, placed.Occasion));
        Assert.Equal(new InteractionTexts(null, null, new("Adiós", "", ""), "es"), placed.Terms!.Texts);
    }

    [Fact]
    public void Whoever_is_under_offer_still_counts_as_waiting()
    {
        var story = Limited(1, free: 1);
        Assert.Equal(QueuePlace.Queued, PlaceAfter(story, 1));
        Assert.Equal(["1>a1"], story.Offers());
        Assert.Equal(QueuePlace.Held, PlaceAfter(story, 2));
        story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 0));
        Assert.Equal(["2"], story.Line());
        Assert.Equal(["2:Queued"], Notices(story));
    }

    [Fact]
    public void They_are_admitted_first_in_first_out_and_nobody_overtakes_them()
    {
        var story = Limited(1);
        foreach (var n in new[] { 1, 2, 3 })
        {
            PlaceAfter(story, n);
            story.After(1);
        }

        story.Do(new CampaignCommand.Remove("1-1-1", 1));
        Assert.Equal(["2"], story.Line());
        // There would be room again if 3 did not wait for it.
        story.Do(new CampaignCommand.Remove("1-2-1", 1));
        Assert.Equal((QueuePlace.Held, "3"), (PlaceAfter(story, 4), Assert.Single(story.Line())));
        Assert.Equal(["4"], Held(story));
    }

    [Fact]
    public void A_queue_that_refuses_keeps_nothing_and_says_so_for_good()
    {
        var story = Limited(1, QueueOverflow.Refuse);
        PlaceAfter(story, 1);
        Assert.Equal(QueuePlace.Refused, PlaceAfter(story, 2));
        Assert.True(story.Asserted);
        story.NothingHappened();
        Assert.Equal(AutomaticTexts.Default.QueueFull, Assert.IsType<Answer.Placed>(story.Answer).Text);
    }

    [Fact]
    public void Who_returns_was_let_in_before_and_passes_every_limit()
    {
        var story = Limited(1);
        PlaceAfter(story, 1);
        story.Do(Office.Enqueue(2, 0, epoch: 2, QueueClass.Returned));
        Assert.Equal(["2", "1"], story.Line());
    }

    [Fact]
    public void Raising_or_lifting_the_limit_admits_them_at_once()
    {
        var story = Limited(1);
        foreach (var n in Enumerable.Range(1, 6))
        {
            PlaceAfter(story, n);
            story.After(1);
        }

        Saved(story, s => s with { QueueLimit = 3 });
        Assert.Equal(["1", "2", "3"], story.Line());
        Saved(story, s => s with { QueueLimit = 0 });
        Assert.Equal(["1", "2", "3", "4", "5", "6"], story.Line());
        Assert.Empty(Held(story));
    }

    [Fact]
    public void Lowering_the_limit_sends_nobody_away()
    {
        var story = Limited(3);
        foreach (var n in new[] { 1, 2, 3 })
        {
            PlaceAfter(story, n);
        }

        Saved(story, s => s with { QueueLimit = 1 });
        Assert.Equal(["1", "2", "3"], story.Line());
        Assert.Equal(QueuePlace.Held, PlaceAfter(story, 4));
    }

    [Fact]
    public void Who_comes_while_closed_waits_for_the_opening_and_is_told_once_per_closed_period()
    {
        var story = Closed();
        Assert.Equal(QueuePlace.ClosedHours, PlaceAfter(story, 1));
        var placed = Assert.IsType<Answer.Placed>(story.Answer);
        Assert.Equal((AutomaticTexts.Default.OutOfHours, "closed/c1/2026-03-02T18:00:00.0000000+00:00"), (placed.Text, placed.Occasion));
        story.After(TimeSpan.FromHours(1)).Do(Comes(story, 2));
        Assert.Equal(placed.Occasion, Assert.IsType<Answer.Placed>(story.Answer).Occasion);
        Assert.Empty(story.Line());
    }

    [Fact]
    public void At_the_opening_their_wait_begins_anew_in_the_order_in_which_they_came()
    {
        var story = Closed();
        // Ids do not tell the order of arrival.
        foreach (var n in new[] { 3, 1, 2 })
        {
            PlaceAfter(story, n);
            story.After(60);
        }

        var opening = Day.Start.AddDays(1);
        Assert.Equal(opening, story.Due);
        story.WhenDue();
        Assert.Equal(["3", "1", "2"], story.Line());
        Assert.All(story.State.Line, place => Assert.Equal(opening, place.Since));
        Assert.All(story.State.Untold.Values, notice => Assert.Equal((QueuePlace.Queued, opening), (notice.Place, notice.Since)));
        Assert.Equal(QueuePlace.Queued, PlaceAfter(story.After(1), 4));
        Assert.Equal(["3", "1", "2", "4"], story.Line());
    }

    [Fact]
    public void The_opening_is_the_schedules_instant_however_late_it_is_noticed()
    {
        var story = Closed();
        story.Do(Comes(story, 1, windowHours: 24 * 7));
        // The silo was away from Monday night to Thursday noon; three openings and three closings have passed.
        story.After(TimeSpan.FromHours(65)).Do(CampaignRules.Tick());
        var turned = Assert.Single(story.Last.OfType<CampaignFact.ScheduleTurned>());
        Assert.Equal((true, Day.Start.AddDays(3), Day.Start.AddDays(3).AddHours(9)), (turned.Open, turned.At, turned.Next));
        Assert.Equal(["1"], story.Line());
    }

    [Fact]
    public void An_arrival_that_is_quicker_than_the_timer_finds_the_backlog_before_it()
    {
        var story = Closed();
        PlaceAfter(story, 1);
        story.After(TimeSpan.FromHours(14) + TimeSpan.FromMilliseconds(3));
        Assert.Equal(QueuePlace.Queued, PlaceAfter(story, 2));
        Assert.Equal(["1", "2"], story.Line());
    }

    [Fact]
    public void The_backlog_is_admitted_within_the_limit_behind_those_held_before()
    {
        var story = Limited(1);
        story.Do(Comes(story, 1, windowHours: 48), Comes(story, 2, windowHours: 48)).After(TimeSpan.FromHours(10));
        PlaceAfter(story, 3);
        PlaceAfter(story, 4);
        story.WhenDue();
        Assert.Equal(["1"], story.Line());
        Assert.Equal(["2", "3", "4"], Held(story));
    }

    [Fact]
    public void Ten_thousand_of_a_closed_period_open_in_one_small_decision()
    {
        var story = Closed();
        for (var n = 0; n < 10_000; n++)
        {
            story.Happen(new CampaignFact.NotQueued($"1-{n}-1", 1, QueuePlace.ClosedHours, story.Now, story.Now.AddHours(24)));
        }

        story.Do(Office.Hint("a1", 9, 1)).WhenDue();
        Assert.Equal(
            [nameof(CampaignFact.ScheduleTurned), nameof(CampaignFact.Admitted), nameof(CampaignFact.DayBegan), nameof(CampaignFact.Offered)],
            story.Last.Select(f => f.GetType().Name));
        Assert.Equal(["0>a1"], story.Offers());
        Assert.Equal(9_999, story.State.Line.Count);
    }

    [Fact]
    public void Closing_sends_nobody_away()
    {
        var story = With(s => s);
        PlaceAfter(story, 1);
        story.WhenDue();
        Assert.False(story.State.Open);
        Assert.Equal(["1"], story.Line());
        story.Do(Office.Hint("a1", 9, 1));
        Assert.Equal(["1>a1"], story.Offers());
    }

    [Fact]
    public void Who_is_answered_only_is_dropped_at_the_opening()
    {
        var story = Closed(OutOfHoursPolicy.AnswerOnly);
        Assert.Equal(QueuePlace.OutOfHours, PlaceAfter(story, 1));
        Assert.NotNull(Assert.IsType<Answer.Placed>(story.Answer).Text);
        story.WhenDue();
        Assert.Equal(["1:Dropped"], Notices(story));
        Assert.Empty(story.State.Entries);
        story.Do(new CampaignCommand.PlaceAcknowledged("1-1-1", 1, QueuePlace.Dropped, 1));
        Assert.Empty(story.State.Untold);
    }

    [Fact]
    public void Other_hours_count_at_once()
    {
        var story = Closed();
        PlaceAfter(story, 1);
        Saved(story, s => s with { Schedule = OpenInterval.AllWeek });
        Assert.Equal(["1"], story.Line());
        Assert.Null(story.Due is { } due && due < Day.Start.AddHours(20) ? due : null);
    }

    [Fact]
    public void A_holiday_is_closed_as_soon_as_it_is_known()
    {
        var story = With(s => s).Do(new CampaignCommand.SetGlobals(new GlobalRules(1, true, [new DateOnly(2026, 3, 2)])));
        Assert.Equal(QueuePlace.ClosedHours, PlaceAfter(story, 1));
        Assert.Equal(Day.Start.AddDays(1), story.Due);
        story.Do(new CampaignCommand.SetGlobals(new GlobalRules(1, true, []))).NothingHappened();
        story.Do(new CampaignCommand.SetGlobals(new GlobalRules(2, true, [])));
        Assert.Equal(["1"], story.Line());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_wrote_while_it_was_off_is_queued_or_left_when_it_is_on_again(bool queue)
    {
        var story = With(s => s with { Enabled = false });
        Assert.Equal(QueuePlace.Disabled, PlaceAfter(story, 2));
        Assert.Equal(QueuePlace.Disabled, PlaceAfter(story.After(1), 1));
        Saved(story.After(60), s => s with { Enabled = true }, queue);
        Assert.Equal(queue ? ["2", "1"] : [], story.Line());
        Assert.Equal(queue ? ["1:Queued", "2:Queued"] : ["1:Dropped", "2:Dropped"], Notices(story));
        Assert.All(story.State.Line, place => Assert.Equal(story.Now, place.Since));
    }

    [Fact]
    public void Nobody_whose_window_has_closed_is_ever_offered()
    {
        var story = With(s => s);
        story.Do(Comes(story, 1, windowHours: 1), Comes(story, 2, windowHours: 5));
        Assert.Equal(Day.Start.AddHours(1), story.Due);
        story.After(TimeSpan.FromHours(1)).Do(Office.Hint("a1", 9, 2));
        Assert.Equal(["2>a1"], story.Offers());
        Assert.Equal(["1:WindowClosed"], Notices(story));
        Assert.Equal(QueuePlace.WindowClosed, story.Do(Comes(story, 3, windowHours: 0)).Place());
    }

    [Fact]
    public void Writing_again_opens_the_window_and_gives_the_place_back()
    {
        var story = With(s => s);
        story.Do(Comes(story, 1, windowHours: 1)).After(60).Do(Comes(story, 2, windowHours: 9));
        story.WhenDue().Do(new CampaignCommand.WindowMoved("1-1-1", 1, story.Now.AddHours(24)));
        Assert.Equal(["1", "2"], story.Line());
        Assert.Equal(["1:Queued"], Notices(story));
        story.Do(new CampaignCommand.WindowMoved("1-1-1", 1, story.Now.AddHours(2))).NothingHappened();
        story.Do(new CampaignCommand.WindowMoved("1-9-1", 1, story.Now.AddHours(2))).NothingHappened();
    }

    [Fact]
    public void A_backlog_whose_windows_close_over_the_weekend_is_not_queued_on_Monday()
    {
        var story = With(s => s).After(TimeSpan.FromDays(4) + TimeSpan.FromHours(10));
        story.Do(Comes(story, 1, windowHours: 24), Comes(story, 2, windowHours: 24 * 7));
        story.WhenDue();
        Assert.Equal(EntryStage.WindowClosed, story.State.Entries["1-1-1"].Stage);
        story.WhenDue();
        Assert.Equal(["2"], story.Line());
        Assert.Equal(DayOfWeek.Monday, story.Now.DayOfWeek);
    }

    [Fact]
    public void Hundreds_of_windows_that_close_at_once_pass_in_portions_without_pause()
    {
        var story = With(s => s);
        for (var n = 0; n < 250; n++)
        {
            story.Happen(new CampaignFact.Queued($"1-{n}-1", 1, QueueClass.Normal, story.Now, story.Now.AddHours(1)));
        }

        story.WhenDue();
        Assert.Equal(150, story.State.Line.Count);
        Assert.True(story.Due <= story.Now);
        story.WhenDue().WhenDue();
        Assert.Empty(story.Line());
    }

    [Fact]
    public void A_repeat_gets_the_same_place_and_a_newer_round_a_new_one()
    {
        var story = Limited(1);
        PlaceAfter(story, 1);
        var held = Comes(story, 2);
        Assert.Equal(QueuePlace.Held, story.Do(held).Place());
        Assert.Equal(QueuePlace.Held, story.Do(held).Place());
        story.NothingHappened();
        story.Do(new CampaignCommand.Remove("1-2-1", 1), held);
        Assert.Equal(QueuePlace.Queued, story.Place());
        Assert.Empty(Held(story));
    }

    [Fact]
    public void A_state_read_from_a_snapshot_goes_on_as_the_one_that_was_written()
    {
        var story = Limited(2);
        foreach (var n in new[] { 5, 3, 4, 1 })
        {
            PlaceAfter(story, n);
            story.After(1);
        }

        story.After(TimeSpan.FromHours(10));
        PlaceAfter(story, 2);
        var read = JsonSerializer.Deserialize<CampaignState>(JsonSerializer.Serialize(story.State))!;
        Assert.Equal(
            (story.State.Line.Count, story.State.Held.Count, story.State.Backlog.Count, story.State.Windows.Count), (read.Line.Count, read.Held.Count, read.Backlog.Count, read.Windows.Count));
        var opening = story.Due!.Value;
        CampaignCommand[] commands = [CampaignRules.Tick(), Office.Hint("a1", 9, 9), new CampaignCommand.Remove("1-5-1", 1)];
        var (one, other) = (story.State, read);
        foreach (var command in commands)
        {
            var (facts, again) = (CampaignRules.Decide(one, command, opening).Facts, CampaignRules.Decide(other, command, opening).Facts);
            Assert.NotEmpty(facts);
            Assert.Equal(facts, again);
            one = facts.Aggregate(one, (s, f) => CampaignRules.Apply(s, f, opening));
            other = again.Aggregate(other, (s, f) => CampaignRules.Apply(s, f, opening));
        }
    }
}
