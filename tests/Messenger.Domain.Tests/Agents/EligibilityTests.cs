using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Agents;

/// <summary>R9, first axis: whom a campaign's rule lets have one more. The agent judges; the campaign only believes.</summary>
public sealed class EligibilityTests
{
    private static AgentCommand.LimitChanged Under(Eligibility rule, int limit = 3, int version = 2, string campaign = Desk.Campaign) =>
        Desk.Limit(version, limit, campaign: campaign) with { Eligibility = rule };

    private static AgentStory ReadyUnder(Eligibility rule, int limit = 3) => Desk.Ready(limit).Do(Under(rule, limit));

    /// <summary>A chat of the campaign "other", of the given rule.</summary>
    private static AgentStory WithChat(AgentStory story, Eligibility rule = Eligibility.NoPause) =>
        story.Do(Under(rule, campaign: "other"), Desk.Reserve(story, 90, settings: 2, campaign: "other"), Desk.Taken(90, "other"));

    [Theory]
    [InlineData(Eligibility.NoCall, 3, 2, 3, 2, 0)]
    [InlineData(Eligibility.NoPause, 3, 2, 3, 2, 2)]
    [InlineData(Eligibility.InCall, 1, 0, 0, 0, 0)]
    [InlineData(Eligibility.Interaction, 1, 0, 1, 0, 0)]
    [InlineData(Eligibility.Omni, 3, 2, 3, 2, 0)]
    [InlineData(Eligibility.RingAll, 1, 0, 1, 0, 0)]
    [InlineData(Eligibility.RingAllMultiple, 3, 2, 3, 2, 0)]
    public void Room_by_rule(Eligibility rule, int idle, int chatting, int calling, int both, int withExclusive)
    {
        Assert.Equal(idle, ReadyUnder(rule).Free());
        Assert.Equal(chatting, WithChat(ReadyUnder(rule)).Free());
        Assert.Equal(calling, ReadyUnder(rule).Do(new AgentCommand.SetCall(true)).Free());
        Assert.Equal(both, WithChat(ReadyUnder(rule)).Do(new AgentCommand.SetCall(true)).Free());
        Assert.Equal(withExclusive, WithChat(ReadyUnder(rule), Eligibility.InCall).Free());
    }

    [Theory]
    [InlineData(Eligibility.NoCall)]
    [InlineData(Eligibility.InCall)]
    [InlineData(Eligibility.Omni)]
    [InlineData(Eligibility.RingAllMultiple)]
    public void No_rule_goes_over_a_limit_or_reaches_who_is_away(Eligibility rule)
    {
        var story = ReadyUnder(rule, limit: 1);
        Assert.Equal(1, story.Free());
        story.Do(new AgentCommand.SetCap(0));
        Assert.Equal(0, story.Free());
        story.Do(new AgentCommand.SetCap(null), new AgentCommand.StartBreak(Desk.Coffee, false));
        Assert.Equal(0, story.Free());
        story.Do(new AgentCommand.EndBreak(), new AgentCommand.ConnectionLost());
        Assert.Equal(0, story.Free());
    }

    [Fact]
    public void His_own_cap_counts_over_all_campaigns_and_evicts_nobody()
    {
        var story = Desk.Busy(2).Do(new AgentCommand.SetCap(2));
        Assert.Equal((0, 2, 2), (story.Free(), story.State.Slots.Count, story.State.TotalLimit));
        story.Do(new AgentCommand.SetCap(1));
        Assert.Equal((0, 2), (story.Free(), story.State.Slots.Count));
        story.Do(Desk.Reserve(story, 9)).NotGranted(RefusalReason.Full);
        story.Do(new AgentCommand.SetCap(50));
        Assert.Equal(1, story.Free());
    }

    [Fact]
    public void A_higher_cap_lifts_the_sum_over_campaigns_but_no_campaigns_own_limit()
    {
        var story = Desk.Ready(limit: 1).Do(Desk.Limit(1, 1, campaign: "other"));
        Assert.Equal(1, story.State.TotalLimit);
        story.Do(Desk.Reserve(story, 1), Desk.Taken(1));
        Assert.Equal(0, story.Free("other"));
        story.Do(new AgentCommand.SetCap(2));
        Assert.Equal((0, 1), (story.Free(), story.Free("other")));
    }

    [Fact]
    public void Why_he_does_not_grant_it_is_said()
    {
        var calling = ReadyUnder(Eligibility.InCall).Do(new AgentCommand.SetCall(true));
        calling.Do(Desk.Reserve(calling, 1, settings: 2)).NotGranted(RefusalReason.InCall);
        var exclusive = WithChat(ReadyUnder(Eligibility.NoCall), Eligibility.InCall);
        exclusive.Do(Desk.Reserve(exclusive, 1, settings: 2)).NotGranted(RefusalReason.Exclusive);
        var single = WithChat(ReadyUnder(Eligibility.Interaction));
        single.Do(Desk.Reserve(single, 1, settings: 2)).NotGranted(RefusalReason.Full);
    }

    [Fact]
    public void What_was_given_exclusively_stays_exclusive_when_the_rule_changes()
    {
        var story = ReadyUnder(Eligibility.InCall);
        story.Do(Desk.Reserve(story, 1, settings: 2), Desk.Taken(1), Under(Eligibility.NoCall, version: 3), Desk.Limit(1, 3, campaign: "other"));
        Assert.Equal((0, 0), (story.Free(), story.Free("other")));
        story.Do(new AgentCommand.SlotEnded(Desk.L(1), true));
        Assert.Equal((3, 3), (story.Free(), story.Free("other")));
    }

    [Fact]
    public void A_voice_campaign_gives_nothing_and_lets_the_others_give()
    {
        var story = Desk.Ready().Do(Desk.Limit(2, 3) with { NeedsVoice = true });
        Assert.Equal(0, story.Free());
        story.Do(Desk.Reserve(story, 1, settings: 2)).NotGranted(RefusalReason.NotInVoice);
        story.Do(Desk.Limit(1, 50, campaign: "voice") with { IsVoice = true });
        Assert.Equal((3, 0, 3), (story.Free(), story.Free("voice"), story.State.TotalLimit));
        Assert.Equal(["c1"], story.View().Campaigns);
        story.Do(Desk.Limit(2, 50, member: false, campaign: "voice") with { IsVoice = true });
        Assert.Equal(0, story.Free());
    }

    [Fact]
    public void Only_a_campaign_that_prefers_the_idle_hears_of_idleness()
    {
        var story = Desk.Ready().Do(Under(Eligibility.Omni, campaign: "omni")).Heard();
        AgentHint Of(string campaign) => story.State.HintFor(campaign);
        Assert.Equal((false, true), (Of(Desk.Campaign).Idle, Of("omni").Idle));
        var (plain, version) = (Of(Desk.Campaign).Version, Of("omni").Version);
        story.Do(new AgentCommand.SetCall(true));
        Assert.Equal((false, 3), (Of("omni").Idle, Of("omni").Free));
        Assert.True(Of("omni").Version > version);
        Assert.Equal(plain, Of(Desk.Campaign).Version);
    }

    [Fact]
    public void A_call_is_shown_at_once_and_begins_a_new_state()
    {
        var story = Desk.Ready().After(5).Do(new AgentCommand.SetCall(true));
        Assert.Equal((true, story.Now), (story.View().InCall, story.View().Since));
        story.After(5).Do(new AgentCommand.SetCall(true)).NothingHappened();
        story.Do(new AgentCommand.SetCall(false));
        Assert.Equal((false, story.Now), (story.View().InCall, story.View().Since));
    }
}
