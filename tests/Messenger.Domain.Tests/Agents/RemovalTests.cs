using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>R32: what becomes of the chats of an agent who is removed from a campaign.</summary>
public sealed class RemovalTests
{
    private static AgentCommand.LimitChanged Removed(int version, bool requeue, string campaign = Desk.Campaign) =>
        Desk.Limit(version, 3, member: false, campaign: campaign) with { Requeue = requeue };

    private static IEnumerable<ConversationCommand.Return> GivenBack(AgentStory story) =>
        story.Owes.OfType<Obligation.ToConversation>().Select(o => o.Command).OfType<ConversationCommand.Return>();

    [Fact]
    public void To_finish_he_keeps_what_he_has_and_gets_no_new_one()
    {
        var story = Desk.Busy(2).Do(Removed(2, requeue: false));
        Assert.Equal((2, 0), (story.State.Slots.Count(s => s.Phase == SlotPhase.Active), story.Free()));
        Assert.Empty(GivenBack(story));
        story.Do(Desk.Reserve(story, 3, settings: 2)).NotGranted(RefusalReason.NotAMember);
    }

    [Fact]
    public void To_requeue_he_gives_back_what_he_has_of_that_campaign_and_nothing_else()
    {
        var story = Desk.Busy(2).Do(Desk.Limit(1, 3, campaign: "c2"));
        story.Do(Desk.Reserve(story, 1, campaign: "c2"), Desk.Taken(1, "c2"), Removed(2, requeue: true));
        Assert.Equal([ReturnReason.Removed, ReturnReason.Removed], story.Last.OfType<AgentFact.Returning>().Select(f => f.Reason));
        Assert.Equal([(Desk.L(1), ReturnReason.Removed), (Desk.L(2), ReturnReason.Removed)], GivenBack(story).Select(r => (r.Lease, r.Reason)));
        Assert.Equal(SlotPhase.Active, story.State.SlotOf(Desk.L(1, "c2"))!.Phase);
        story.Do(new AgentCommand.ReturnAcknowledged(Desk.L(1)), new AgentCommand.ReturnAcknowledged(Desk.L(2)));
        Assert.Equal(Desk.L(1, "c2"), Assert.Single(story.State.Slots).Lease);
    }

    [Fact]
    public void What_is_on_its_way_to_him_then_goes_back_as_soon_as_it_is_his()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), Removed(2, requeue: true));
        Assert.DoesNotContain(story.Last, f => f is AgentFact.Returning);
        story.Do(Desk.Taken(1));
        Assert.Equal([typeof(AgentFact.Activated), typeof(AgentFact.Returning)], story.Last.Select(f => f.GetType()));
    }

    [Fact]
    public void What_rings_stops_and_a_break_that_waited_for_it_begins()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1) with { RingSeconds = 30 }, Removed(2, requeue: true));
        Assert.Equal((Desk.L(1), LapseReason.Removed), story.Last.OfType<AgentFact.Lapsed>().Select(f => (f.Lease, f.Reason)).Single());
        Assert.Empty(story.State.Slots);
    }

    [Fact]
    public void What_he_has_put_off_until_his_last_chat_ends_waits_for_the_return()
    {
        var story = Desk.Busy().Do(new AgentCommand.SetOffline(AfterChats: true), Removed(2, requeue: true));
        Assert.Equal(AgentStatus.Available, story.State.Status);
        story.Do(new AgentCommand.ReturnAcknowledged(Desk.L(1)));
        Assert.Equal(AgentStatus.Offline, story.State.Status);
    }

    [Fact]
    public void Told_again_it_changes_nothing_and_back_in_the_campaign_he_keeps_what_he_gets()
    {
        var story = Desk.Busy().Do(Removed(2, requeue: true));
        story.Do(Removed(2, requeue: true)).NothingHappened();
        story.Do(new AgentCommand.ReturnAcknowledged(Desk.L(1)), Desk.Limit(3, 3)).Heard();
        story.Do(Desk.Reserve(story, 5, settings: 3), Desk.Taken(5));
        Assert.Equal(SlotPhase.Active, story.State.SlotOf(Desk.L(5))!.Phase);
    }
}
