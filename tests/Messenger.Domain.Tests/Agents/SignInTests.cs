using Messenger.Domain.Agents;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>R41: signed in or not, and what a reload, a new session and a plan to leave do to it.</summary>
public sealed class SignInTests
{
    [Fact]
    public void Nobody_is_ready_before_he_signed_in() => Assert.Equal(0, Desk.New().Do(Desk.Limit(1, 3)).Free());

    [Fact]
    public void Signing_in_to_the_desk_makes_available()
    {
        var story = Desk.Ready();
        Assert.Equal(AgentStatus.Available, story.State.Status);
        Assert.Equal(3, story.Free());
    }

    [Fact]
    public void A_reload_keeps_the_break()
    {
        var story = Desk.Ready().Do(new AgentCommand.StartBreak(Desk.Coffee, false), new AgentCommand.ConnectionLost(), new AgentCommand.Connected("s1"));
        Assert.Equal(Desk.Coffee, story.State.Break);
        Assert.Equal(0, story.Free());
    }

    [Fact]
    public void A_new_session_ends_the_break()
    {
        var story = Desk.Ready().Do(new AgentCommand.StartBreak(Desk.Coffee, false), new AgentCommand.Connected("s2"));
        Assert.Null(story.State.Break);
        Assert.Equal(3, story.Free());
    }

    [Fact]
    public void A_new_session_drops_the_break_that_was_planned()
    {
        var story = Desk.Busy().Do(new AgentCommand.StartBreak(Desk.Coffee, true), new AgentCommand.Connected("s2"));
        Assert.Null(story.State.PlannedBreak);
        Assert.Equal(2, story.Free());
    }

    [Fact]
    public void A_new_session_drops_the_plan_to_leave()
    {
        var story = Desk.Busy().Do(new AgentCommand.SetOffline(true), new AgentCommand.Connected("s2"));
        Assert.False(story.State.OfflineAfterChats);
        Assert.Equal(2, story.Free());
    }

    [Fact]
    public void A_reload_keeps_the_plan_to_leave()
    {
        var story = Desk.Busy().Do(new AgentCommand.SetOffline(true), new AgentCommand.ConnectionLost(), new AgentCommand.Connected("s1"));
        Assert.True(story.State.OfflineAfterChats);
        Assert.Equal(0, story.Free());
    }

    [Fact]
    public void A_reload_of_someone_offline_leaves_him_offline()
    {
        var story = Desk.Ready().Do(new AgentCommand.SetOffline(false), new AgentCommand.ConnectionLost(), new AgentCommand.Connected("s1"));
        Assert.Equal(AgentStatus.Offline, story.State.Status);
    }

    [Fact]
    public void A_second_window_of_the_same_session_changes_nothing()
    {
        var story = Desk.Ready().Do(new AgentCommand.Connected("s1"));
        story.NothingHappened();
    }

    [Fact]
    public void Sessions_long_ago_are_forgotten_but_the_newest_sixteen_are_not()
    {
        var story = Desk.New();
        for (var n = 1; n <= 17; n++)
        {
            story.Do(new AgentCommand.Connected($"s{n}"));
        }

        Assert.Equal(16, story.State.Sessions.Count);
        Assert.DoesNotContain("s1", story.State.Sessions);
    }

    [Fact]
    public void Leaving_without_chats_is_at_once()
    {
        var story = Desk.Ready().Do(new AgentCommand.SetOffline(false));
        Assert.Equal([new AgentFact.StatusChanged(AgentStatus.Offline)], story.Last);
        Assert.Equal(0, story.Free());
    }

    [Fact]
    public void Leaving_with_chats_asks_first() => Desk.Busy().Do(new AgentCommand.SetOffline(false)).WasRefused(RefusalCode.OpenInteractions);

    [Fact]
    public void Who_leaves_after_his_chats_gets_nothing_new_and_is_offline_when_the_last_one_ends()
    {
        var story = Desk.Busy(2).Do(new AgentCommand.SetOffline(true));
        Assert.Equal(0, story.Free());
        Assert.Equal(AgentStatus.Available, story.Do(new AgentCommand.SlotEnded(Desk.L(1), true)).State.Status);
        Assert.Equal(AgentStatus.Offline, story.Do(new AgentCommand.SlotEnded(Desk.L(2), true)).State.Status);
        Assert.False(story.State.OfflineAfterChats);
    }

    [Fact]
    public void Leaving_after_chats_without_any_is_at_once() =>
        Assert.Equal(AgentStatus.Offline, Desk.Ready().Do(new AgentCommand.SetOffline(true)).State.Status);

    [Fact]
    public void The_plan_to_leave_is_withdrawn_by_being_available()
    {
        var story = Desk.Busy().Do(new AgentCommand.SetOffline(true), new AgentCommand.SetAvailable());
        Assert.Equal(2, story.Free());
        story.Do(new AgentCommand.SlotEnded(Desk.L(1), true));
        Assert.Equal(AgentStatus.Available, story.State.Status);
    }

    [Fact]
    public void Available_twice_and_offline_twice_are_nothing_new()
    {
        Desk.Ready().Do(new AgentCommand.SetAvailable()).NothingHappened();
        Desk.Ready().Do(new AgentCommand.SetOffline(false), new AgentCommand.SetOffline(false)).NothingHappened();
        Desk.Busy().Do(new AgentCommand.SetOffline(true), new AgentCommand.SetOffline(true)).NothingHappened();
    }

    [Fact]
    public void A_name_is_taken_over_once()
    {
        var story = Desk.Ready().Do(new AgentCommand.Register("ana", "Ana María"));
        Assert.Equal("Ana María", story.State.Name.DisplayName);
        story.Do(new AgentCommand.Register("ana", "Ana María")).NothingHappened();
    }
}
