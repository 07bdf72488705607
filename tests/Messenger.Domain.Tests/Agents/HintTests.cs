using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>Protocol, hints: each campaign knows how much of his room it may use; less is told to each at once, more is offered to one after another.</summary>
public sealed class HintTests
{
    private static CampaignCommand.Hint? Owed(AgentStory story, string campaign = Desk.Campaign) => story.Owes.OfType<Obligation.ToCampaign>()
        .Where(o => o.CampaignId == campaign).Select(o => o.Command).OfType<CampaignCommand.Hint>().SingleOrDefault();

    /// <summary>A member of several, and ready, whom nobody knows yet.</summary>
    private static AgentStory SharedBy(params (string Campaign, int Priority)[] campaigns)
    {
        var story = Desk.New();
        foreach (var (campaign, priority) in campaigns)
        {
            story.Do(Desk.Limit(1, 3, campaign: campaign) with { Priority = priority });
        }

        return story.Do(new AgentCommand.Connected("s1"));
    }

    /// <summary>The campaign he offers room to answers.</summary>
    private static AgentStory Answers(AgentStory story, int took, DateTimeOffset? head, params AgentCommand.Reserve[] offers)
    {
        var given = story.State.Given!;
        return story.Do(new AgentCommand.HintAnswered(given.CampaignId, given.Version, new Answer.Noted(given.Version, took, head, offers)));
    }

    private static AgentStory TakesNothing(AgentStory story, DateTimeOffset head)
    {
        var given = story.State.Given!;
        return story.Do(new AgentCommand.HintAnswered(given.CampaignId, given.Version, new Answer.Noted(given.Version - 1, 0, head, [])));
    }

    private static (string, int, DateTimeOffset?) Offered(AgentStory story) =>
        story.State.Given is { } given ? (given.CampaignId, given.Free, given.OlderThan) : default;

    [Fact]
    public void Who_is_not_ready_offers_nothing() => Assert.Null(Owed(Desk.New().Do(Desk.Limit(1, 3))));

    [Fact]
    public void Who_becomes_ready_offers_all_his_room() => Assert.Equal(("c1", 3, null), Offered(SharedBy(("c1", 5))));

    public static TheoryData<string, Func<AgentStory, AgentStory>, int> Changes() => new()
    {
        { "a break", s => s.Do(new AgentCommand.StartBreak(Desk.Coffee, false)), 0 },
        { "a planned break", s => s.Do(new AgentCommand.StartBreak(Desk.Coffee, true)), 0 },
        { "a lost connection", s => s.Do(new AgentCommand.ConnectionLost()), 0 },
        { "a plan to leave", s => s.Do(new AgentCommand.SetOffline(true)), 0 },
        { "an end", s => s.Do(new AgentCommand.SlotEnded(Desk.L(1), true)), 3 },
        { "a higher limit", s => s.Do(Desk.Limit(2, 5)), 4 },
        { "leaving the campaign", s => s.Do(Desk.Limit(2, 5, member: false)), 0 },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Changes))]
    public void What_changes_his_room_is_told_with_a_higher_version(string what, Func<AgentStory, AgentStory> change, int free)
    {
        var story = Desk.Busy();
        var before = story.State.HintFor(Desk.Campaign);
        Assert.Null(Owed(story));
        var told = Owed(change(story))!;
        Assert.True(told.Value.Version > before.Version, what);
        Assert.Equal((free, null), (told.Value.Free, told.OlderThan));
    }

    [Fact]
    public void What_became_of_an_offer_carries_the_hint()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1));
        Assert.Null(Owed(story));
        story.Do(Desk.Taken(1));
        Assert.Null(Owed(story));
        var outcome = Assert.IsType<CampaignCommand.Outcome>(story.Owes.OfType<Obligation.ToCampaign>().Single().Command);
        Assert.Equal(2, outcome.Latest.Free);
        story.Do(new AgentCommand.OutcomeAcknowledged(Desk.L(1)) { HintVersion = outcome.Latest.Version });
        Assert.Null(Owed(story));
    }

    [Fact]
    public void A_hint_that_changed_while_its_outcome_was_on_the_way_is_told_after_it()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), Desk.Taken(1));
        var sent = story.State.HintFor(Desk.Campaign).Version;
        story.Do(new AgentCommand.StartBreak(Desk.Coffee, false), new AgentCommand.OutcomeAcknowledged(Desk.L(1)) { HintVersion = sent });
        Assert.Equal(0, Owed(story)!.Value.Free);
    }

    [Fact]
    public void What_does_not_change_his_room_is_not_told()
    {
        var story = Desk.Busy();
        story.Do(new AgentCommand.Register("ana", "Ana María"));
        Assert.Null(Owed(story));
    }

    [Fact]
    public void A_slot_taken_for_one_campaign_is_told_to_the_other_when_it_takes_its_room()
    {
        var story = Desk.Ready(limit: 2).Do(Desk.Limit(1, 2, campaign: "c2")).Heard();
        story.Do(Desk.Reserve(story, 1));
        Assert.Equal(1, Owed(story, "c2")!.Value.Free);
        Assert.True(story.State.HintFor("c1").Version != story.State.HintFor("c2").Version, "One counter numbers all hints of an agent.");
    }

    [Fact]
    public void More_room_is_offered_to_one_campaign_after_another()
    {
        var story = SharedBy(("c1", 5), ("c2", 5));
        Assert.Equal("c1", story.State.Given!.CampaignId);
        Assert.Null(Owed(story, "c2"));
        Answers(story, 3, null);
        Assert.Equal("c2", story.State.Given!.CampaignId);
        Answers(story, 3, null);
        Assert.Null(story.State.Given);
        Assert.Equal((3, 3), (story.State.HintFor("c1").Free, story.State.HintFor("c2").Free));
    }

    [Fact]
    public void The_higher_priority_is_offered_all_before_the_lower_one_anything()
    {
        var story = SharedBy(("c1", 4), ("c2", 6));
        Assert.Equal(("c2", 3, null), Offered(story));
    }

    [Fact]
    public void Among_equals_the_longest_wait_is_first_and_takes_only_who_waited_longer_than_the_next()
    {
        var story = SharedBy(("c1", 5), ("c2", 5), ("c3", 5)).After(100);
        // Each has somebody who waits, and nothing is known of the others' yet.
        TakesNothing(TakesNothing(TakesNothing(story, Day.Start.AddSeconds(30)), Day.Start.AddSeconds(10)), Day.Start.AddSeconds(20));
        Assert.Equal(("c2", 3, Day.Start.AddSeconds(20)), Offered(story));
        Answers(story, 1, Day.Start.AddSeconds(40), Desk.Reserve(story, 1, campaign: "c2"));
        Assert.Equal(("c3", 2, Day.Start.AddSeconds(30)), Offered(story));
        Answers(story, 1, null, Desk.Reserve(story, 2, campaign: "c3"));
        Assert.Equal(("c1", 1, Day.Start.AddSeconds(40)), Offered(story));
    }

    [Fact]
    public void Who_waits_nowhere_cannot_have_waited_longer_than_since_he_was_heard_of()
    {
        var story = SharedBy(("c1", 5), ("c2", 5)).After(60);
        Answers(Answers(story, 3, null).After(60), 3, null);
        story.Do(new AgentCommand.StartBreak(Desk.Coffee, false)).After(60);
        foreach (var campaign in new[] { "c2", "c1" })
        {
            story.Do(new AgentCommand.HintAnswered(campaign, Owed(story, campaign)!.Value.Version, new Answer.Noted(0, 0, null, []))).After(1);
        }

        Assert.Equal("c2", story.Do(new AgentCommand.EndBreak()).State.Given!.CampaignId);
    }

    [Fact]
    public void What_is_offered_with_the_answer_is_his_at_once_and_only_the_rest_goes_on()
    {
        var story = SharedBy(("c1", 5), ("c2", 4));
        Answers(story, 2, Day.Start, Desk.Reserve(story, 1), Desk.Reserve(story, 2));
        Assert.Equal(2, story.State.Slots.Count);
        Assert.Equal(0, story.State.HintFor("c1").Free);
        Assert.Equal("c1", story.State.Given!.CampaignId);
        Assert.Equal(1, story.State.Given.Free);
    }

    [Fact]
    public void A_reservation_that_overtakes_the_answer_counts_as_used()
    {
        var story = SharedBy(("c1", 5));
        story.Do(Desk.Reserve(story, 1));
        Answers(story, 3, null, Desk.Reserve(story, 1));
        Assert.Equal(2, story.State.HintFor("c1").Free);
        Assert.Single(story.State.Slots);
    }

    [Fact]
    public void One_that_does_not_answer_keeps_nobody_from_the_others()
    {
        var story = SharedBy(("c1", 5), ("c2", 5)).WhenDue();
        Assert.Equal(Day.Start.AddSeconds(1), story.Now);
        Assert.Equal("c2", story.State.Given!.CampaignId);
        Assert.Equal((3, null), (Owed(story)!.Value.Free, Owed(story)!.OlderThan));
        Answers(story, 3, null);
        story.Do(new AgentCommand.StartBreak(Desk.Coffee, false), new AgentCommand.EndBreak());
        Assert.Equal("c2", story.Do(new AgentCommand.HintAnswered("c2", Owed(story, "c2")!.Value.Version, new Answer.Noted(0, 0, null, []))).State.Given!.CampaignId);
    }

    [Fact]
    public void An_answer_to_an_older_hint_changes_nothing()
    {
        var story = SharedBy(("c1", 5), ("c2", 5));
        var first = story.State.Given!;
        story.WhenDue().Do(new AgentCommand.HintAnswered("c1", first.Version, new Answer.Noted(first.Version, 3, null, []))).NothingHappened();
    }

    [Fact]
    public void Versions_are_above_those_of_any_journal_of_earlier_rules() =>
        Assert.True(SharedBy(("c1", 5)).State.HintVersion >= Day.Start.ToUnixTimeMilliseconds());

    [Fact]
    public void Every_visible_fact_carries_its_own_version()
    {
        var story = Desk.Busy(2).Do(new AgentCommand.ConnectionLost()).WhenDue();
        Assert.All(
            story.Seen.Select((e, index) => (e, version: index + 1)).Where(x => x.e.Data is AgentView),
            x => Assert.Equal(x.version, ((AgentView)x.e.Data).Version));
    }

    [Fact]
    public void The_snapshot_lists_what_is_on_the_desk_only()
    {
        var story = Desk.Busy(2);
        story.Do(Desk.Reserve(story, 3), new AgentCommand.Decline(Desk.Chat(1)));
        var snapshot = Assert.IsType<AgentSnapshot>(AgentRules.Snapshot(story.State, 7, story.Now));
        Assert.Equal([new HeldInteraction("1-2-1", "1:2")], snapshot.Interactions);
        Assert.Equal((7, 3, 3), (snapshot.Agent.Version, snapshot.Agent.Load, snapshot.Agent.Limit));
        Assert.Equal(["c1"], snapshot.Agent.Campaigns);
    }
}
