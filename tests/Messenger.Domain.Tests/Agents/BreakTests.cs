using Messenger.Domain.Agents;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>R41: a break is at once, or begins when the last chat ends.</summary>
public sealed class BreakTests
{
    [Fact]
    public void A_break_takes_effect_at_once_and_chats_stay()
    {
        var story = Desk.Busy().Do(new AgentCommand.StartBreak(Desk.Coffee, false));
        Assert.Equal(Desk.Coffee, story.State.Break);
        Assert.Equal(0, story.Free());
        Assert.Single(story.State.Slots);
    }

    [Fact]
    public void A_break_after_chats_waits_for_the_last_one_and_lets_nothing_new_in()
    {
        var story = Desk.Busy(2).Do(new AgentCommand.StartBreak(Desk.Coffee, true));
        Assert.Equal(0, story.Free());
        Assert.Null(story.Do(new AgentCommand.SlotEnded(Desk.L(1), true)).State.Break);
        story.After(30).Do(new AgentCommand.SlotEnded(Desk.L(2), true));
        Assert.Equal(Desk.Coffee, story.State.Break);
        Assert.Equal(story.Now, story.State.BreakSince);
    }

    [Fact]
    public void A_break_after_chats_without_any_is_at_once() =>
        Assert.Equal(Desk.Coffee, Desk.Ready().Do(new AgentCommand.StartBreak(Desk.Coffee, true)).State.Break);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_break_twice_is_nothing_new(bool afterChats) =>
        Desk.Busy().Do(new AgentCommand.StartBreak(Desk.Coffee, afterChats), new AgentCommand.StartBreak(Desk.Coffee, afterChats)).NothingHappened();

    [Fact]
    public void Another_break_replaces_the_one_that_runs() =>
        Assert.Equal(Desk.Lunch, Desk.Ready().Do(new AgentCommand.StartBreak(Desk.Coffee, false), new AgentCommand.StartBreak(Desk.Lunch, false)).State.Break);

    [Fact]
    public void A_break_at_once_replaces_the_plan()
    {
        var story = Desk.Busy().Do(new AgentCommand.StartBreak(Desk.Coffee, true), new AgentCommand.StartBreak(Desk.Coffee, false));
        Assert.Equal(Desk.Coffee, story.State.Break);
        Assert.Null(story.State.PlannedBreak);
    }

    [Fact]
    public void Ending_a_break_makes_ready_again() =>
        Assert.Equal(3, Desk.Ready().Do(new AgentCommand.StartBreak(Desk.Coffee, false), new AgentCommand.EndBreak()).Free());

    [Fact]
    public void Ending_a_plan_withdraws_it()
    {
        var story = Desk.Busy().Do(new AgentCommand.StartBreak(Desk.Coffee, true), new AgentCommand.EndBreak());
        Assert.Equal(2, story.Free());
        Assert.Null(story.Do(new AgentCommand.SlotEnded(Desk.L(1), true)).State.Break);
    }

    [Fact]
    public void Ending_no_break_is_nothing() => Desk.Ready().Do(new AgentCommand.EndBreak()).NothingHappened();

    [Fact]
    public void Who_is_offline_takes_no_break() => Desk.New().Do(new AgentCommand.StartBreak(Desk.Coffee, false)).WasRefused(RefusalCode.Unknown);

    [Fact]
    public void Time_in_state_counts_from_the_change_of_state_only()
    {
        var story = Desk.Ready();
        var ready = story.State.Since;
        story.After(10).Do(Desk.Reserve(story, 1));
        Assert.Equal(ready + TimeSpan.FromSeconds(10), story.State.Since);
        story.After(10).Do(Desk.Reserve(story, 2));
        Assert.Equal(ready + TimeSpan.FromSeconds(10), story.State.Since);
        story.After(10).Do(new AgentCommand.StartBreak(Desk.Coffee, false));
        Assert.Equal(ready + TimeSpan.FromSeconds(30), story.State.Since);
    }

    [Fact]
    public void The_desk_shows_the_break_and_since_when()
    {
        var story = Desk.Ready().After(5).Do(new AgentCommand.StartBreak(Desk.Coffee, false));
        var view = Assert.IsType<AgentView>(Assert.Single(story.Seen).Data);
        Assert.Equal(new BreakView("coffee", "Coffee", "coffee", story.Now), view.Break);
    }
}
