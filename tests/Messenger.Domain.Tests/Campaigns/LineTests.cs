using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>B2: who waits, in which order, and that every command which frees a way drains the line.</summary>
public sealed class LineTests
{
    [Fact]
    public void With_nobody_ready_everybody_waits_in_order_of_arrival()
    {
        var story = Office.New().Do(Office.Enqueue(3, 3), Office.Enqueue(1, 1), Office.Enqueue(2, 2));
        Assert.Equal(["1", "2", "3"], story.Line());
    }

    [Fact]
    public void Those_who_were_given_back_come_before_the_rest_whatever_their_time() =>
        Assert.Equal(["2", "1"], Office.New().Do(Office.Enqueue(1, 1), Office.Enqueue(2, 9, 2, QueueClass.Returned)).Line());

    [Fact]
    public void Among_the_same_instant_the_id_decides_everywhere_alike() =>
        Assert.Equal(["10", "2", "9"], Office.New().Do(Office.Enqueue(9), Office.Enqueue(2), Office.Enqueue(10)).Line());

    [Fact]
    public void One_who_arrives_while_somebody_is_ready_is_offered_in_the_same_commit()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1));
        Assert.IsType<CampaignFact.Queued>(story.Last[0]);
        Assert.Equal(["1>a1"], story.Offers());
        Assert.Equal(QueuePlace.Queued, story.Place());
    }

    public static TheoryData<string, Func<CampaignStory, CampaignStory>> Ways() => new()
    {
        { "an agent who becomes ready", s => s.Do(Office.Hint("a1", 2, 2)) },
        { "an offer that ended with a newer hint", s => s.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 1)) },
        { "an offer that was gone", s => s.Do(Office.Outcome(1, OfferOutcome.Gone, "a1", 2, 1)) },
        { "a confirmed limit", s => s.Do(new CampaignCommand.SetMembers([new Member("a1"), new Member("a2")]), new CampaignCommand.LimitAcknowledged("a1", 2), Office.Hint("a2", 1, 1), new CampaignCommand.LimitAcknowledged("a2", 2)) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Ways))]
    public void Whatever_frees_a_way_serves_the_first_in_line(string way, Func<CampaignStory, CampaignStory> free)
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1, 1), Office.Enqueue(2, 2), Office.Enqueue(3, 3));
        Assert.Equal(["2", "3"], story.Line());
        Assert.True(free(story).Offers().Any(o => o.StartsWith("2>", StringComparison.Ordinal)), way);
    }

    [Fact]
    public void Many_slots_free_at_once_take_as_many_from_the_front() =>
        Assert.Equal(
            ["1>a1", "2>a1"],
            Office.With(("a1", 0)).Do(Office.Enqueue(1, 1), Office.Enqueue(2, 2), Office.Enqueue(3, 3), Office.Hint("a1", 2, 2)).Offers());

    [Fact]
    public void Repeats_of_an_arrival_get_the_same_answer_and_no_second_place()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Enqueue(1));
        Assert.Equal(QueuePlace.Queued, story.Place());
        story.NothingHappened();
        story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 0), Office.Enqueue(1)).NothingHappened();
        story.Do(new CampaignCommand.Remove("1-1-1", 1), Office.Enqueue(1));
        Assert.Equal(QueuePlace.Queued, story.Place());
        story.NothingHappened();
    }

    [Fact]
    public void A_newer_epoch_queues_again_even_after_the_old_one_left()
    {
        var story = Office.New().Do(Office.Enqueue(1), new CampaignCommand.Remove("1-1-1", 1), Office.Enqueue(1, epoch: 2, queueClass: QueueClass.Returned));
        Assert.Equal(["1"], story.Line());
        Assert.Equal(2, story.State.Entries["1-1-1"].Epoch);
    }

    [Fact]
    public void A_late_repeat_of_an_older_epoch_does_not_put_it_back_in_time()
    {
        var story = Office.New().Do(Office.Enqueue(1, epoch: 2, queueClass: QueueClass.Returned), Office.Enqueue(1));
        story.NothingHappened();
        Assert.Equal(QueueClass.Returned, story.State.Entries["1-1-1"].Class);
    }

    [Fact]
    public void Who_left_is_remembered_for_two_minutes()
    {
        var story = Office.New().Do(Office.Enqueue(1), Office.Enqueue(2), new CampaignCommand.Remove("1-1-1", 1)).After(120.001).Do(new CampaignCommand.Remove("1-2-1", 1));
        Assert.False(story.State.HasLeft("1-1-1", 1));
        Assert.True(story.State.HasLeft("1-2-1", 1));
        Assert.False(story.State.HasLeft("1-2-1", 2));
    }

    [Fact]
    public void An_end_takes_it_out_of_the_line_once()
    {
        var story = Office.New().Do(Office.Enqueue(1), new CampaignCommand.Remove("1-1-1", 1));
        Assert.Empty(story.Line());
        story.Do(new CampaignCommand.Remove("1-1-1", 1)).NothingHappened();
    }

    [Fact]
    public void An_end_in_an_older_epoch_does_not_touch_the_newer_one() =>
        Office.New().Do(Office.Enqueue(1, epoch: 2), new CampaignCommand.Remove("1-1-1", 1)).NothingHappened();

    [Fact]
    public void Switched_off_nothing_new_is_queued_but_what_comes_back_is()
    {
        var story = Office.New().Do(new CampaignCommand.Save(CampaignSettings.Default with { Enabled = false }, 0), Office.Enqueue(1));
        Assert.Equal(QueuePlace.Disabled, story.Place());
        Assert.Equal(QueuePlace.Disabled, story.Do(Office.Enqueue(1)).Place());
        story.NothingHappened();
        Assert.Equal(QueuePlace.Queued, story.Do(Office.Enqueue(2, epoch: 2, queueClass: QueueClass.Returned)).Place());
        Assert.Equal(["2"], story.Line());
    }

    [Fact]
    public void Switched_off_those_who_wait_are_still_served()
    {
        var story = Office.With(("a1", 0)).Do(Office.Enqueue(1), new CampaignCommand.Save(CampaignSettings.Default with { Enabled = false }, 0));
        Assert.Equal(["1>a1"], story.Do(Office.Hint("a1", 2, 1)).Offers());
    }

    [Fact]
    public void Nothing_is_due_in_a_campaign_and_its_tick_does_nothing()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1));
        Assert.Null(story.Due);
        story.Do(new CampaignCommand.Tick()).NothingHappened();
    }
}
