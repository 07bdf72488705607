using Messenger.Domain.Agents;

namespace Messenger.Domain.Tests.Agents;

/// <summary>R33: a member who is in no voice campaign receives nothing, and his desk says so.</summary>
public sealed class WithheldTests
{
    private const string NoVoice = "not-in-voice-campaign";

    private static AgentCommand.LimitChanged Needing(int version, string campaign = Desk.Campaign, bool needs = true) =>
        Desk.Limit(version, 3, campaign: campaign) with { NeedsVoice = needs };

    private static AgentCommand.LimitChanged Voice(int version, bool member = true) => Desk.Limit(version, 1, member, campaign: "v1") with { IsVoice = true };

    [Fact]
    public void Without_a_voice_campaign_it_is_said_until_he_is_in_one()
    {
        var story = Desk.Ready();
        Assert.Null(story.View().Withheld);
        story.Do(Needing(2));
        Assert.Equal((NoVoice, 0), (story.View().Withheld, story.Free()));
        story.Do(Voice(1));
        Assert.Equal((null, 3), (story.View().Withheld, story.Free()));
        story.Do(Voice(2, member: false));
        Assert.Equal(NoVoice, story.View().Withheld);
        story.Do(Needing(3, needs: false));
        Assert.Null(story.View().Withheld);
    }

    [Fact]
    public void It_is_not_said_while_one_campaign_still_gives_him_something()
    {
        var story = Desk.Ready().Do(Needing(2), Needing(1, "c2", needs: false));
        Assert.Null(story.View().Withheld);
        story.Do(Needing(2, "c2"));
        Assert.Equal(NoVoice, story.View().Withheld);
    }

    [Fact]
    public void Who_serves_no_messenger_campaign_misses_nothing()
    {
        Assert.Null(Desk.New().View().Withheld);
        Assert.Null(Desk.New().Do(Voice(1, member: false)).View().Withheld);
        Assert.Null(Desk.Ready().Do(Needing(2) with { IsMember = false }).View().Withheld);
    }

    [Fact]
    public void Neither_a_break_nor_being_offline_hides_it()
    {
        var story = Desk.Ready().Do(Needing(2), new AgentCommand.StartBreak(Desk.Lunch, false));
        Assert.Equal(NoVoice, story.View().Withheld);
        story.Do(new AgentCommand.SetOffline(false));
        Assert.Equal(NoVoice, story.View().Withheld);
    }
}
