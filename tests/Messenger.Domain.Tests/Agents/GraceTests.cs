using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>R41, B3: a lost connection keeps the chats for the grace, then they go back to the front of the queue.</summary>
public sealed class GraceTests
{
    [Fact]
    public void Without_a_connection_nothing_new_arrives() => Assert.Equal(0, Desk.Ready().Do(new AgentCommand.ConnectionLost()).Free());

    [Fact]
    public void Who_returns_in_time_finds_everything()
    {
        var story = Desk.Busy(2).Do(new AgentCommand.ConnectionLost()).After(59.999).Do(new AgentCommand.Tick());
        story.NothingHappened();
        story.Do(new AgentCommand.Connected("s1"));
        Assert.All(story.State.Slots, s => Assert.Equal(SlotPhase.Active, s.Phase));
        Assert.Equal(1, story.Free());
        Assert.Null(story.Due);
    }

    [Fact]
    public void At_the_end_of_the_grace_every_chat_goes_back_and_he_is_offline()
    {
        var story = Desk.Busy(2).Do(new AgentCommand.ConnectionLost());
        Assert.Equal(story.Now + TimeSpan.FromSeconds(60), story.Due);
        story.WhenDue();
        Assert.Equal(
            [
                new AgentFact.Returning(Desk.L(1), ReturnReason.ConnectionLost),
                new AgentFact.Returning(Desk.L(2), ReturnReason.ConnectionLost),
                new AgentFact.StatusChanged(AgentStatus.Offline, BecauseLost: true),
            ],
            story.Last);
        Assert.Equal(
            ["return/c1#1", "return/c1#2"],
            story.Owes.OfType<Obligation.ToConversation>().Where(o => o.Command is ConversationCommand.Return).Select(o => o.Key));
        Assert.Null(story.Due);
    }

    [Fact]
    public void Coming_back_later_makes_available_again_but_cannot_withdraw_what_goes_back()
    {
        var story = Desk.Busy().Do(new AgentCommand.ConnectionLost()).WhenDue().Do(new AgentCommand.Connected("s1"));
        Assert.Equal(AgentStatus.Available, story.State.Status);
        Assert.Equal(SlotPhase.Returning, Assert.Single(story.State.Slots).Phase);
        Assert.Equal(2, story.Free());
        Assert.Equal(3, story.Do(new AgentCommand.ReturnAcknowledged(Desk.L(1))).Free());
    }

    [Fact]
    public void Who_wanted_to_leave_after_his_chats_is_not_made_available_by_coming_back()
    {
        var story = Desk.Busy().Do(new AgentCommand.SetOffline(true), new AgentCommand.ConnectionLost()).WhenDue().Do(new AgentCommand.Connected("s1"));
        Assert.Equal(AgentStatus.Offline, story.State.Status);
    }

    [Fact]
    public void A_grace_of_zero_keeps_the_chats_for_ever() => Assert.Null(Desk.Busy(grace: 0).Do(new AgentCommand.ConnectionLost()).Due);

    [Theory]
    [InlineData(30, 90, 90)]
    [InlineData(90, 30, 90)]
    [InlineData(30, 0, null)]
    [InlineData(0, 30, null)]
    public void The_longest_grace_of_his_campaigns_counts(int first, int second, int? seconds)
    {
        var story = Desk.Ready(grace: first).Do(Desk.Limit(1, 3, grace: second, campaign: "c2")).Heard().Do(new AgentCommand.ConnectionLost());
        Assert.Equal(seconds is { } s ? story.Now + TimeSpan.FromSeconds(s) : null, story.Due);
    }

    [Fact]
    public void A_campaign_he_left_has_no_say_in_the_grace()
    {
        var story = Desk.Ready(grace: 30).Do(Desk.Limit(1, 3, member: false, grace: 0, campaign: "c2"), new AgentCommand.ConnectionLost());
        Assert.Equal(story.Now + TimeSpan.FromSeconds(30), story.Due);
    }

    [Fact]
    public void After_a_restart_the_grace_counts_anew()
    {
        var story = Desk.Busy().Do(new AgentCommand.ConnectionLost()).After(50).Do(new AgentCommand.ConnectionLost());
        Assert.Equal(story.Now + TimeSpan.FromSeconds(60), story.Due);
    }

    [Fact]
    public void Nobody_loses_a_connection_he_never_had() => Desk.New().Do(new AgentCommand.ConnectionLost()).NothingHappened();

    [Fact]
    public void Who_left_by_himself_has_no_grace() => Assert.Null(Desk.Ready().Do(new AgentCommand.SetOffline(false), new AgentCommand.ConnectionLost()).Due);

    [Fact]
    public void What_becomes_his_after_the_grace_goes_back_at_once()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), new AgentCommand.ConnectionLost()).WhenDue();
        Assert.Equal(SlotPhase.Taking, Assert.Single(story.State.Slots).Phase);
        story.Do(Desk.Taken(1));
        Assert.Equal(SlotPhase.Returning, Assert.Single(story.State.Slots).Phase);
        Assert.Equal([ViewEventType.InteractionAdded, ViewEventType.AgentChanged, ViewEventType.InteractionRemoved, ViewEventType.AgentChanged], story.Seen.Select(e => e.Type));
    }
}
