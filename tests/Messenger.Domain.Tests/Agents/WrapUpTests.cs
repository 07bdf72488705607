using Messenger.Domain.Agents;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>Wrap-up: after the end his place stays taken while he notes what is to be noted, and no longer.</summary>
public sealed class WrapUpTests
{
    private static AgentStory Wrapping(bool completed = true)
    {
        var story = Desk.Busy();
        story.Do(Desk.Limit(2, 3) with { WrapUpSeconds = 20 }, new AgentCommand.SlotEnded(Desk.L(1), completed) { IsOver = true });
        return story;
    }

    [Fact]
    public void It_left_the_desk_and_counts_in_the_load_until_its_instant()
    {
        var story = Wrapping();
        var until = story.Now.AddSeconds(20);
        Assert.Contains(story.Seen, e => e.Data is InteractionRemoved { Reason: "ended" });
        Assert.Equal([new TimedInteraction(Desk.Chat(1), "c1", until)], story.View().WrapUps);
        Assert.Equal((1, 2), (story.View().Load, story.Free()));
        story.After(25).Do(new AgentCommand.Tick());
        Assert.Contains(new AgentFact.Freed(Desk.L(1), true, until), story.Last);
        Assert.Equal(3, story.Free());
    }

    [Fact]
    public void He_ends_it_before_its_time()
    {
        var story = Wrapping().Do(new AgentCommand.EndWrapUp(Desk.Chat(1)));
        Assert.Empty(story.State.Slots);
        story.Do(new AgentCommand.EndWrapUp(Desk.Chat(1))).NothingHappened();
    }

    [Fact]
    public void What_only_left_him_has_none()
    {
        var story = Desk.Busy();
        story.Do(Desk.Limit(2, 3) with { WrapUpSeconds = 20 }, new AgentCommand.SlotEnded(Desk.L(1), false));
        Assert.Empty(story.State.Slots);
    }

    [Fact]
    public void A_repeat_of_the_end_changes_nothing()
    {
        Wrapping().Do(new AgentCommand.SlotEnded(Desk.L(1), true) { IsOver = true }).NothingHappened();
        var story = Wrapping().WhenDue();
        story.Do(new AgentCommand.SlotEnded(Desk.L(1), true) { IsOver = true }).NothingHappened();
    }

    [Fact]
    public void A_break_after_chats_begins_when_it_is_over()
    {
        var story = Desk.Busy();
        story.Do(Desk.Limit(2, 3) with { WrapUpSeconds = 20 }, new AgentCommand.StartBreak(Desk.Coffee, true), new AgentCommand.SlotEnded(Desk.L(1), true) { IsOver = true });
        Assert.Null(story.State.Break);
        story.WhenDue();
        Assert.Equal(Desk.Coffee, story.State.Break);
    }

    [Fact]
    public void Going_offline_needs_no_question_and_ends_it()
    {
        var story = Wrapping().Do(new AgentCommand.SetOffline(false));
        Assert.Equal((AgentStatus.Offline, 0), (story.State.Status, story.State.Slots.Count));
    }

    [Fact]
    public void Ended_before_his_desk_heard_that_it_is_his_the_campaign_still_hears_that_it_was_taken()
    {
        var story = Desk.Ready();
        story.Do(Desk.Limit(2, 3) with { WrapUpSeconds = 20 }, Desk.Reserve(story, 1, settings: 2), new AgentCommand.SlotEnded(Desk.L(1), false) { IsOver = true });
        Assert.Equal(new UndeliveredOutcome(Desk.L(1), Domain.Campaigns.OfferOutcome.Taken), Assert.Single(story.State.Outcomes));
        story.Do(Desk.Taken(1)).NothingHappened();
    }
}
