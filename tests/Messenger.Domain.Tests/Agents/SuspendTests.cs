using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>Who was disabled, or is no agent any more, is gone from the desk with all he had.</summary>
public sealed class SuspendTests
{
    private static readonly AgentCommand Suspend = new AgentCommand.Suspend();

    [Fact]
    public void His_chats_go_back_and_he_is_offline()
    {
        var story = Desk.Busy(2).Do(Suspend);
        Assert.Equal(
            [
                new AgentFact.Returning(Desk.L(1), ReturnReason.Suspended), new AgentFact.Returning(Desk.L(2), ReturnReason.Suspended),
                new AgentFact.StatusChanged(AgentStatus.Offline),
            ],
            story.Last);
        Assert.Equal(
            ["return/c1#1", "return/c1#2"],
            story.Owes.OfType<Obligation.ToConversation>().Where(o => o.Command is ConversationCommand.Return).Select(o => o.Key));
        Assert.Equal(0, story.Free());
    }

    [Fact]
    public void Telling_it_again_changes_nothing()
    {
        Assert.Empty(Desk.Busy(2).Do(Suspend).Do(Suspend).Last);
        Assert.Empty(Desk.New().Do(Suspend).Last);
    }

    [Fact]
    public void Neither_a_reload_nor_a_connection_that_was_lost_brings_him_back()
    {
        Assert.Equal(AgentStatus.Offline, Desk.Busy().Do(Suspend, new AgentCommand.Connected("s1")).State.Status);
        Assert.Equal(AgentStatus.Offline, Desk.Busy().Do(new AgentCommand.ConnectionLost()).WhenDue().Do(Suspend, new AgentCommand.Connected("s1")).State.Status);
    }

    [Fact]
    public void What_rings_stops_and_a_wrap_up_is_over()
    {
        var ringing = Desk.Ready();
        ringing.Do(Desk.Reserve(ringing, 1) with { RingSeconds = 20 }).Do(Suspend);
        Assert.Equal(LapseReason.Offline, Assert.Single(ringing.Last.OfType<AgentFact.Lapsed>()).Reason);
        Assert.Empty(ringing.State.Slots);

        var noting = Desk.New().Do(
            new AgentCommand.Register("ana", "Ana"), Desk.Limit(1, 3) with { WrapUpSeconds = 60 }, new AgentCommand.Connected("s1")).Heard();
        noting.Do(Desk.Reserve(noting, 1), Desk.Taken(1), new AgentCommand.SlotEnded(Desk.L(1), true) { IsOver = true });
        Assert.Equal(SlotPhase.WrapUp, Assert.Single(noting.State.Slots).Phase);
        noting.Do(Suspend);
        Assert.Empty(noting.State.Slots);
    }

    [Fact]
    public void What_he_is_just_taking_goes_back_when_it_is_his()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), Suspend, Desk.Taken(1));
        Assert.Equal(SlotPhase.Returning, Assert.Single(story.State.Slots).Phase);
    }
}
