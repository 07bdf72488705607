using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>Protocol steps 4, 6 and 10; R9: the one longest without an assignment is next, ties by member order.</summary>
public sealed class OfferTests
{
    [Fact]
    public void An_offer_is_a_reservation_at_the_agent_until_its_outcome()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1));
        var owed = Assert.IsType<Obligation.ToAgent>(Assert.Single(story.Owes));
        Assert.Equal(("reserve/c1#1", "a1"), (owed.Key, owed.AgentId));
        Assert.Equal(
            new AgentCommand.Reserve(new Lease("c1", 1), "1-1-1", 1, "1:1", 3, 1, story.Now + TimeSpan.FromSeconds(10)), owed.Command);
        Assert.Null(CampaignRules.Answered(owed, new Answer.Granted(new AgentHint("a1", 2, 0))));
        Assert.Empty(story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 0)).Owes);
    }

    [Fact]
    public void Lease_numbers_have_no_gap()
    {
        var story = Office.With(("a1", 1), ("a2", 1)).Do(Office.Enqueue(1), Office.Refuses(1, RefusalReason.OnBreak, "a1", 2, 0), Office.Enqueue(2), Office.Hint("a1", 3, 2));
        Assert.Equal([1, 2, 3], story.Facts.OfType<CampaignFact.Offered>().Select(o => o.Lease));
    }

    [Fact]
    public void The_next_is_who_is_longest_without_one()
    {
        var story = Office.With(("a1", 2), ("a2", 2), ("a3", 2));
        story.Do(Office.Enqueue(1), Office.Enqueue(2), Office.Enqueue(3), Office.Enqueue(4));
        Assert.Equal(["a1", "a2", "a3", "a1"], story.Facts.OfType<CampaignFact.Offered>().Select(o => o.AgentId));
    }

    [Fact]
    public void Who_never_had_one_comes_before_who_had_and_ties_follow_the_list()
    {
        var story = Office.With(("b", 3), ("a", 0)).Do(Office.Enqueue(1), Office.Hint("a", 2, 1), Office.Enqueue(2));
        Assert.Equal(["2>a"], story.Offers());
    }

    [Fact]
    public void Open_offers_count_against_what_he_hinted()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Enqueue(2));
        Assert.Empty(story.Offers());
        Assert.Equal(["2"], story.Line());
    }

    [Fact]
    public void A_refused_offer_goes_back_to_its_place_and_to_the_next_agent()
    {
        var story = Office.With(("a1", 1), ("a2", 1)).Do(Office.Enqueue(1, 1), Office.Enqueue(2, 2), Office.Enqueue(3, 3));
        story.Do(Office.Refuses(2, RefusalReason.OnBreak, "a2", 2, 0));
        Assert.Equal(["2", "3"], story.Line());
        Assert.Equal(["2>a1"], story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 1)).Offers());
    }

    [Fact]
    public void After_a_refusal_he_is_asked_again_only_when_he_hinted_anew()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Refuses(1, RefusalReason.OnBreak, "a1", 2, 0));
        Assert.Empty(story.Offers());
        Assert.Empty(story.Do(Office.Hint("a1", 1, 1)).Offers());
        Assert.Equal(["1>a1"], story.Do(Office.Hint("a1", 3, 1)).Offers());
    }

    [Theory]
    [InlineData(RefusalReason.Expired)]
    [InlineData(RefusalReason.StaleSettings)]
    public void A_reservation_that_came_too_late_says_nothing_about_his_room(string reason) =>
        Assert.Equal(["1>a1"], Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Refuses(1, reason, "a1", 1, 1)).Offers());

    [Fact]
    public void Who_refuses_keeps_his_turn()
    {
        var story = Office.With(("a1", 1), ("a2", 1)).Do(Office.Enqueue(1), Office.Refuses(1, RefusalReason.OnBreak, "a1", 2, 0), Office.Hint("a1", 3, 1));
        story.Do(Office.Outcome(2, OfferOutcome.Taken, "a2", 2, 1), Office.Enqueue(2));
        Assert.Equal(["2>a1"], story.Offers());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void Who_refuses_two_keeps_his_turn_in_whatever_order_the_refusals_come(int first, int second)
    {
        var story = Office.With(("a1", 2), ("a2", 0)).Do(Office.Enqueue(1), Office.Enqueue(2));
        story.Do(Office.Refuses(first, RefusalReason.OnBreak, "a1", 2, 0), Office.Refuses(second, RefusalReason.OnBreak, "a1", 2, 0));
        Assert.Equal(0, story.State.Agents["a1"].LastTurn);
    }

    [Fact]
    public void Taken_assigns_and_a_repeat_is_acknowledged_without_a_fact()
    {
        var story = Office.With(("a1", 2)).Do(Office.Enqueue(1), Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 1));
        Assert.Equal(EntryStage.Assigned, story.State.Entries["1-1-1"].Stage);
        story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 1)).NothingHappened();
        Assert.Equal(Answer.Done, story.Answer);
    }

    [Fact]
    public void Lapsed_goes_to_the_front_and_gone_leaves()
    {
        var story = Office.With(("a1", 2)).Do(Office.Enqueue(1, 1), Office.Enqueue(2, 2), Office.Enqueue(3, 3));
        story.Do(Office.Outcome(2, OfferOutcome.Lapsed, "a1", 2, 0));
        Assert.Equal((QueueClass.Returned, "2"), (story.State.Line.Min.Class, story.Line().First()));
        story.Do(Office.Outcome(1, OfferOutcome.Gone, "a1", 3, 0));
        Assert.DoesNotContain("1-1-1", story.State.Entries.Keys);
        Assert.True(story.State.HasLeft("1-1-1", 1));
    }

    [Fact]
    public void A_newer_epoch_survives_the_outcome_of_the_old_offer()
    {
        foreach (var outcome in Enum.GetValues<OfferOutcome>())
        {
            var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Enqueue(1, epoch: 2, queueClass: QueueClass.Returned), Office.Outcome(1, outcome, "a1", 2, 0));
            Assert.Equal((2, EntryStage.Waiting), (story.State.Entries["1-1-1"].Epoch, story.State.Entries["1-1-1"].Stage));
            Assert.Empty(story.State.Offers);
        }
    }

    [Fact]
    public void Removed_while_offered_the_open_offer_ends_by_itself()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), new CampaignCommand.Remove("1-1-1", 1));
        Assert.Single(story.State.Offers);
        story.Do(Office.Outcome(1, OfferOutcome.Gone, "a1", 2, 1));
        Assert.Empty(story.State.Offers);
        Assert.Equal(0, story.State.Agents["a1"].OpenOffers);
    }

    [Fact]
    public void Late_answers_about_offers_that_are_closed_are_nothing()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 0));
        story.Do(Office.Refuses(1, RefusalReason.Full, "a1", 2, 0)).NothingHappened();
        story.Do(Office.Outcome(99, OfferOutcome.Taken, "a1", 2, 1)).NothingHappened();
    }

    [Fact]
    public void A_repeated_outcome_with_a_newer_hint_is_not_repeated_for_nothing()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 0), Office.Enqueue(2));
        Assert.Equal(["2>a1"], story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 3, 1)).Offers());
    }

    [Fact]
    public void An_older_hint_never_replaces_a_newer_one() => Office.With(("a1", 0)).Do(Office.Hint("a1", 5, 1), Office.Hint("a1", 4, 3)).NothingHappened();

    [Fact]
    public void A_hint_that_is_known_is_not_journaled_again() => Office.With(("a1", 1)).Do(Office.Hint("a1", 1, 1)).NothingHappened();

    [Fact]
    public void A_hint_that_changes_nothing_still_wins_over_one_between_that_comes_late()
    {
        var story = Office.With(("a1", 1)).Do(Office.Hint("a1", 3, 1), Office.Hint("a1", 2, 0));
        story.NothingHappened();
        Assert.Equal(["1>a1"], story.Do(Office.Enqueue(1)).Offers());
    }

    [Fact]
    public void A_hint_of_a_stranger_is_nothing() => Office.With(("a1", 1)).Do(Office.Hint("z", 2, 1)).NothingHappened();

    [Fact]
    public void A_hint_that_overtakes_a_refusal_made_before_it_is_not_forgotten()
    {
        // He went on a break (hint 2), refused, and came back (hint 3) before the refusal was heard of.
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Hint("a1", 3, 1), Office.Refuses(1, RefusalReason.OnBreak, "a1", 2, 0));
        Assert.Equal(["1>a1"], story.Offers());
    }
}
