using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>Protocol, hints: each campaign is told the free slots it may use, newer ones with a higher version.</summary>
public sealed class HintTests
{
    private static AgentHint HintOf(AgentStory story, string campaign = Desk.Campaign) => story.Owes.OfType<Obligation.ToCampaign>()
        .Where(o => o.CampaignId == campaign).Select(o => o.Command).OfType<CampaignCommand.Hint>().Single().Value;

    [Fact]
    public void A_campaign_is_told_as_soon_as_it_made_him_a_member() => Assert.Equal(new AgentHint("a1", 1, 0), HintOf(Desk.New().Do(Desk.Limit(1, 3))));

    public static TheoryData<string, Func<AgentStory, AgentStory>, int> Changes() => new()
    {
        { "a break", s => s.Do(new AgentCommand.StartBreak(Desk.Coffee, false)), 0 },
        { "a planned break", s => s.Do(new AgentCommand.StartBreak(Desk.Coffee, true)), 0 },
        { "a lost connection", s => s.Do(new AgentCommand.ConnectionLost()), 0 },
        { "a plan to leave", s => s.Do(new AgentCommand.SetOffline(true)), 0 },
        { "a reservation", s => s.Do(Desk.Reserve(s, 2)), 1 },
        { "an end", s => s.Do(new AgentCommand.SlotEnded(Desk.L(1), true)), 3 },
        { "a higher limit", s => s.Do(Desk.Limit(2, 5)), 4 },
        { "leaving the campaign", s => s.Do(Desk.Limit(2, 5, member: false)), 0 },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Changes))]
    public void What_changes_his_room_is_told_with_a_higher_version(string what, Func<AgentStory, AgentStory> change, int free)
    {
        var story = Desk.Busy();
        var before = HintOf(story);
        var after = HintOf(change(story));
        Assert.True(after.Version > before.Version, what);
        Assert.Equal(free, after.Free);
    }

    [Fact]
    public void What_does_not_change_his_room_is_not_told()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1));
        var before = HintOf(story);
        story.Do(Desk.Taken(1), new AgentCommand.OutcomeAcknowledged(Desk.L(1)), new AgentCommand.Decline(Desk.Chat(1)));
        Assert.Equal(before, HintOf(story));
    }

    [Fact]
    public void A_slot_taken_for_one_campaign_is_told_to_the_other_when_it_takes_its_room()
    {
        var story = Desk.Ready(limit: 2).Do(Desk.Limit(1, 2, campaign: "c2"));
        story.Do(Desk.Reserve(story, 1));
        Assert.Equal(1, HintOf(story, "c2").Free);
        Assert.True(HintOf(story).Version != HintOf(story, "c2").Version, "One counter numbers all hints of an agent.");
    }

    [Fact]
    public void A_hint_needs_no_answer_home_so_the_newest_stays_owed()
    {
        var story = Desk.Ready();
        var owed = story.Owes.Single(o => o.Key == "hint/c1");
        Assert.Null(AgentRules.Answered(owed, Answer.Done));
        Assert.Contains(owed, story.Owes);
    }

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
        var story = Desk.Busy(2).Do(new AgentCommand.Decline(Desk.Chat(1)));
        story.Do(Desk.Reserve(story, 3));
        var snapshot = Assert.IsType<AgentSnapshot>(AgentRules.Snapshot(story.State, 7, story.Now));
        Assert.Equal([new HeldInteraction("1-2-1", "1:2")], snapshot.Interactions);
        Assert.Equal((7, 3, 3), (snapshot.Agent.Version, snapshot.Agent.Load, snapshot.Agent.Limit));
        Assert.Equal(["c1"], snapshot.Agent.Campaigns);
    }
}
