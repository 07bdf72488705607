using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>What arrives late or twice, or is noticed late, leaves nobody where he does not belong (R16, R18, R19). Found by the races.</summary>
public sealed class LateNewsTests
{
    private static CampaignStory With(Func<CampaignSettings, CampaignSettings> change, int free = 0)
    {
        var story = Office.With(("a1", free), ("a2", free));
        return Saved(story, change);
    }

    private static CampaignStory Saved(CampaignStory story, Func<CampaignSettings, CampaignSettings> change) =>
        story.Do(new CampaignCommand.Save(change(story.State.Settings), story.State.Settings.Version));

    private static CampaignCommand.Enqueue Comes(CampaignStory story, int customer, double windowHours = 24, int epoch = 1, QueueClass queueClass = QueueClass.Normal) =>
        Office.Enqueue(customer, (story.Now - Day.Start).TotalSeconds, epoch, queueClass) with { WindowUntil = story.Now + TimeSpan.FromHours(windowHours) };

    private static CampaignCommand.WindowMoved WindowMoves(CampaignStory story, int customer, int epoch = 1) => new($"1-{customer}-1", epoch, story.Now.AddHours(24));

    private static EntryStage StageOf(CampaignStory story, int customer) => story.State.Entries[$"1-{customer}-1"].Stage;

    private static Answer.Placed Answered(CampaignStory story) => Assert.IsType<Answer.Placed>(story.Answer);

    [Fact]
    public void A_repeat_brings_the_later_window_of_who_wrote_again_meanwhile()
    {
        var story = With(s => s);
        story.Do(Comes(story, 1, windowHours: 1));
        var again = Comes(story, 1, windowHours: 9);
        story.Do(again);
        Assert.Equal(again.WindowUntil, Assert.Single(story.State.Windows).Until);
        story.Do(again).NothingHappened();
    }

    [Fact]
    public void Whose_window_closes_while_he_is_under_offer_is_not_offered_again()
    {
        var story = With(s => s, free: 1);
        story.Do(Comes(story, 1, windowHours: 1.0 / 3_600));
        Assert.Equal(["1>a1"], story.Offers());
        story.After(2).Do(Office.Refuses(1, "expired", "a1", 1, 1));
        Assert.Empty(story.Offers());
        Assert.Equal(EntryStage.WindowClosed, StageOf(story, 1));
    }

    [Fact]
    public void Whose_window_closes_while_he_is_recorded_only_is_not_offered_when_it_is_on_again()
    {
        var story = With(s => s with { Enabled = false }, free: 1);
        story.Do(Comes(story, 1, windowHours: 1), Comes(story, 2, windowHours: 9)).After(TimeSpan.FromHours(2));
        Saved(story, s => s with { Enabled = true });
        Assert.Equal(["2"], story.Last.OfType<CampaignFact.Offered>().Select(o => o.InteractionId.Split('-')[1]));
        Assert.Equal(EntryStage.WindowClosed, StageOf(story, 1));

        // He was in the queue, however short: his conversation may hear of the last place only, and his day counts him.
        Assert.Equal((QueuePlace.WindowClosed, story.Now), (story.State.Untold["1-1-1"].Place, story.State.Untold["1-1-1"].Since));
    }

    [Fact]
    public void Who_was_never_in_the_queue_has_no_wait_that_could_be_told()
    {
        var story = With(s => s);
        Assert.Null(Answered(story.Do(Comes(story, 1, windowHours: 0))).Since);
        story.Do(WindowMoves(story, 1));
        Assert.NotNull(story.State.Untold["1-1-1"].Since);
    }

    [Fact]
    public void While_hundreds_of_windows_pass_in_portions_nobody_is_offered_or_taken()
    {
        var story = With(s => s);
        for (var n = 0; n < 150; n++)
        {
            story.Happen(new CampaignFact.Queued($"1-{n}-1", 1, QueueClass.Normal, story.Now, story.Now.AddHours(n < 149 ? 1 : 9)));
        }

        story.After(TimeSpan.FromHours(1)).Do(Office.Hint("a1", 9, 5));
        Assert.Empty(story.Offers());
        story.WhenDue();
        Assert.Equal(["149>a1"], story.Offers());
    }

    [Fact]
    public void Who_wrote_before_the_opening_and_is_heard_of_after_it_stands_behind_the_backlog()
    {
        var story = With(s => s).After(TimeSpan.FromHours(10));
        story.Do(Comes(story, 1)).After(60);
        var late = Comes(story, 2);
        story.WhenDue().Do(late);
        Assert.Equal(["1", "2"], story.Line());
        Assert.Equal(Day.Start.AddDays(1), Answered(story).Since);
    }

    [Fact]
    public void The_answer_to_who_is_in_the_queue_says_since_when_and_to_others_not()
    {
        var story = With(s => s with { QueueLimit = 1 });
        story.Do(Comes(story, 1));
        Assert.Equal(Day.Start, Answered(story).Since);
        story.After(1).Do(Comes(story, 2));
        Assert.Equal((QueuePlace.Held, Day.Start.AddSeconds(1)), (Answered(story).Place, Answered(story).Since));
        story.Do(Comes(story, 3, windowHours: 0));
        Assert.Null(Answered(story).Since);
    }

    [Fact]
    public void Whoever_hears_only_of_his_last_move_hears_since_when_he_waits()
    {
        var story = With(s => s with { QueueLimit = 1 });
        story.Do(Comes(story, 1), Comes(story, 2)).After(5).Do(new CampaignCommand.Remove("1-1-1", 1));
        Assert.Equal((QueuePlace.Queued, Day.Start), story.State.Untold["1-2-1"] is var notice ? (notice.Place, notice.Since) : default);
    }

    [Fact]
    public void Who_returned_is_served_first_also_when_his_window_had_closed_in_between()
    {
        var story = With(s => s with { QueueLimit = 1 });
        story.Do(Comes(story, 1), Comes(story, 2, windowHours: 0, epoch: 2, queueClass: QueueClass.Returned));
        Assert.Equal(EntryStage.WindowClosed, StageOf(story, 2));
        story.Do(WindowMoves(story, 2, epoch: 2));
        Assert.Equal(["2", "1"], story.Line());
    }

    [Fact]
    public void Whose_window_opens_again_is_held_by_a_full_queue_that_refuses_those_who_come()
    {
        var story = With(s => s with { QueueLimit = 1, Overflow = QueueOverflow.Refuse });
        story.Do(Comes(story, 1), Comes(story, 2, windowHours: 0), WindowMoves(story, 2));
        Assert.Equal(EntryStage.Held, StageOf(story, 2));
        story.Do(new CampaignCommand.Remove("1-1-1", 1));
        Assert.Equal(["2"], story.Line());
    }

    [Fact]
    public void An_opening_that_was_over_before_anybody_looked_has_let_the_backlog_in_and_began_a_new_closed_period()
    {
        var story = With(s => s).After(TimeSpan.FromHours(10));
        story.Do(Comes(story, 1, windowHours: 99));
        var told = Answered(story).Occasion;
        // From Monday evening to Tuesday evening.
        story.After(TimeSpan.FromHours(24)).Do(Comes(story, 2));
        Assert.Equal(["1"], story.Line());
        Assert.Equal(Day.Start.AddDays(1), Assert.Single(story.State.Line).Since);
        Assert.Equal(QueuePlace.ClosedHours, story.Place());
        Assert.Equal("closed/c1/2026-03-03T18:00:00.0000000+00:00", Answered(story).Occasion);
        Assert.NotEqual(told, Answered(story).Occasion);
    }

    [Fact]
    public void Who_was_refused_and_is_gone_is_not_let_in_by_a_late_copy_of_his_arrival()
    {
        var story = With(s => s with { QueueLimit = 1, Overflow = QueueOverflow.Refuse });
        story.Do(Comes(story, 1), Comes(story, 2), new CampaignCommand.Remove("1-2-1", 1));
        Assert.Equal(new CampaignFact.Removed("1-2-1", 1), Assert.Single(story.Last));
        story.Do(new CampaignCommand.Remove("1-2-1", 1)).NothingHappened();
        story.Do(new CampaignCommand.Remove("1-1-1", 1), Comes(story, 2));
        Assert.Empty(story.Line());
    }

    [Theory]
    [InlineData(true, QueuePlace.OutOfHours)]
    [InlineData(false, QueuePlace.Disabled)]
    public void Who_is_dropped_hears_where_he_stood(bool enabled, QueuePlace from)
    {
        var story = With(s => s with { Enabled = enabled, OutOfHours = OutOfHoursPolicy.AnswerOnly }).After(TimeSpan.FromHours(10));
        story.Do(Comes(story, 1)).After(TimeSpan.FromHours(14)).Do(CampaignRules.Tick());
        if (!enabled)
        {
            story.Do(new CampaignCommand.Save(story.State.Settings with { Enabled = true }, story.State.Settings.Version) { QueueRecorded = false });
        }

        // A copy of his arrival that is later still is not answered as if he were in the queue.
        var repeat = Office.Enqueue(1, TimeSpan.FromHours(10).TotalSeconds);
        Assert.Equal(new Answer.Placed(from), Answered(story.Do(repeat)));
        Assert.Equal((QueuePlace.Dropped, from), Assert.Single(story.State.Untold.Values) is var notice ? (notice.Place, notice.From) : default);
    }

    [Fact]
    public void News_of_a_place_are_numbered_and_only_the_newest_is_settled_by_its_acknowledgement()
    {
        var story = With(s => s with { QueueLimit = 1 });
        story.Do(Comes(story, 1), Comes(story, 2, windowHours: 1)).WhenDue();
        Assert.Equal(1, story.State.Untold["1-2-1"].Number);
        story.Do(WindowMoves(story, 2)).After(TimeSpan.FromHours(24)).Do(CampaignRules.Tick());
        Assert.Equal((QueuePlace.WindowClosed, 3), (story.State.Untold["1-2-1"].Place, story.State.Untold["1-2-1"].Number));
        story.Do(new CampaignCommand.PlaceAcknowledged("1-2-1", 1, QueuePlace.WindowClosed, 1)).NothingHappened();
        story.Do(new CampaignCommand.PlaceAcknowledged("1-2-1", 1, QueuePlace.WindowClosed, 3));
        Assert.DoesNotContain("1-2-1", story.State.Untold.Keys);
    }
}
