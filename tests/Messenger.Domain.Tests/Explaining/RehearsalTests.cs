using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Explaining;
using Messenger.Domain.Tests.Campaigns;

namespace Messenger.Domain.Tests.Explaining;

/// <summary>"Test this campaign" (R27): what would happen to a customer now, without anything happening.</summary>
public sealed class RehearsalTests
{
    private static CampaignStory Open(Func<CampaignSettings, CampaignSettings>? change = null, params (string Agent, int Free)[] agents)
    {
        var story = Office.New().Do(new CampaignCommand.Save((change ?? (s => s))(CampaignSettings.Default with { Schedule = OpenInterval.AllWeek }), 0));
        story.Do(new CampaignCommand.SetMembers([.. agents.Select(a => new Member(a.Agent))]));
        foreach (var (agent, free) in agents)
        {
            story.Do(new CampaignCommand.LimitAcknowledged(agent, story.State.LimitVersion), Office.Hint(agent, 1, free));
        }

        return story;
    }

    private static Rehearsal Of(CampaignStory story) => Rehearsal.Of(story.State, story.Now);

    [Fact]
    public void Somebody_with_room_would_be_offered_it_and_the_others_are_told_why_not()
    {
        var story = Open(null, ("ana", 1), ("bruno", 0), ("carla", 1));
        var before = story.State;
        var rehearsal = Of(story);
        Assert.Equal(QueuePlace.Queued, rehearsal.Place);
        Assert.IsType<Explained.Placed>(rehearsal.Steps[0]);
        var offer = Assert.IsType<Explained.Offered>(rehearsal.Steps[1]);
        Assert.Equal(("ana", 2), (offer.AgentId, rehearsal.Steps.Count));
        Assert.Equal(["ana chosen", "bruno no-room", "carla not-in-turn"], offer.Members.Select(m => $"{m.AgentId} {m.Word}"));
        Assert.Same(before, story.State);
    }

    [Fact]
    public void What_it_says_is_what_happens_to_the_next_customer()
    {
        var story = Open(s => s with { Strategy = new Strategy(Eligibility.NoCall, Distribution.Random) }, ("ana", 5), ("bruno", 5), ("carla", 5), ("dario", 5));
        for (var customer = 1; customer <= 15; customer++)
        {
            var told = Of(story).Steps.OfType<Explained.Offered>().Single().AgentId;
            story.Do(Office.Enqueue(customer));
            Assert.Equal([$"{customer}>{told}"], story.Offers());
        }
    }

    [Fact]
    public void Nobody_with_room_would_make_it_wait_behind_the_others()
    {
        var story = Open(null, ("ana", 0));
        story.Do(Office.Enqueue(1), Office.Enqueue(2));
        var waits = Assert.IsType<Explained.Waits>(Of(story).Steps[^1]);
        Assert.Equal((3, 3), (waits.Line.Place, waits.Line.Waiting));
    }

    [Fact]
    public void Where_agents_take_for_themselves_it_would_wait()
    {
        var story = Open(s => s with { Strategy = new Strategy(Eligibility.RingAllMultiple, Distribution.Linear) }, ("ana", 1));
        Assert.Equal([VerdictWord.MayTake], Assert.IsType<Explained.Waits>(Of(story).Steps[^1]).Members.Select(m => m.Word));
    }

    [Theory]
    [InlineData(OutOfHoursPolicy.QueueAtOpening, QueuePlace.ClosedHours)]
    [InlineData(OutOfHoursPolicy.AnswerOnly, QueuePlace.OutOfHours)]
    public void While_closed_it_would_get_the_text_and_wait_or_not(OutOfHoursPolicy policy, QueuePlace place)
    {
        var rehearsal = Of(Open(s => s with { Schedule = [], OutOfHours = policy }, ("ana", 1)));
        Assert.Equal((place, CampaignSettings.Default.Texts.OutOfHours), (rehearsal.Place, rehearsal.Text));
        Assert.IsType<Explained.Placed>(Assert.Single(rehearsal.Steps));
    }

    [Fact]
    public void Switched_off_it_would_be_recorded_only()
    {
        var story = Open(null, ("ana", 1));
        story.Do(new CampaignCommand.Save(story.State.Settings with { Enabled = false }, story.State.Settings.Version));
        Assert.Equal((QueuePlace.Disabled, null), (Of(story).Place, Of(story).Text));
    }

    [Theory]
    [InlineData(QueueOverflow.Hold, QueuePlace.Held, 1)]
    [InlineData(QueueOverflow.Refuse, QueuePlace.Refused, 0)]
    public void A_full_queue_would_hold_or_refuse_it(QueueOverflow overflow, QueuePlace place, int steps)
    {
        var story = Open(s => s with { QueueLimit = 1, Overflow = overflow });
        story.Do(Office.Enqueue(1));
        var rehearsal = Of(story);
        Assert.Equal((place, steps, CampaignSettings.Default.Texts.QueueFull), (rehearsal.Place, rehearsal.Steps.Count, rehearsal.Text));
    }
}
