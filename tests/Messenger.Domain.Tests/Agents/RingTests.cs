using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>Acceptance by hand (B3): it rings, and he takes it, declines it, or is not there.</summary>
public sealed class RingTests
{
    private static AgentCommand.Reserve Rings(AgentStory story, long number, int seconds = 30) => Desk.Reserve(story, number) with { RingSeconds = seconds };

    private static AgentStory Ringing(params long[] numbers)
    {
        var story = Desk.Ready();
        foreach (var number in numbers)
        {
            story.Do(Rings(story, number));
        }

        return story;
    }

    [Fact]
    public void It_rings_until_its_instant_and_is_nobodys_yet()
    {
        var story = Ringing(1);
        var until = story.Now.AddSeconds(30);
        Assert.Equal([new TimedInteraction(Desk.Chat(1), "c1", until)], story.View().Ringing);
        Assert.Equal(ViewEventType.InteractionRinging, story.Seen[0].Type);
        Assert.Equal(until, story.Due);
        Assert.DoesNotContain(story.Owes, o => o is Obligation.ToConversation);
        Assert.Empty(((AgentSnapshot)AgentRules.Snapshot(story.State, 1, story.Now)).Interactions);
    }

    [Fact]
    public void Accepted_it_is_taken_and_that_is_its_answer()
    {
        var story = Ringing(1).After(29.9).Do(new AgentCommand.Accept(Desk.Chat(1)));
        var take = Assert.IsType<Domain.Conversations.ConversationCommand.Take>(Assert.Single(story.Owes.OfType<Obligation.ToConversation>()).Command);
        Assert.True(take.IsAnswer);
        Assert.Empty(story.View().Ringing);
        story.Do(new AgentCommand.Accept(Desk.Chat(1))).NothingHappened();
        Assert.Equal(Answer.Done, story.Answer);
        story.Do(Desk.Taken(1));
        Assert.Equal(SlotPhase.Active, story.State.SlotOf(Desk.L(1))!.Phase);
    }

    [Fact]
    public void What_nobody_accepts_goes_back_and_he_is_on_the_system_break_since_then()
    {
        var story = Ringing(1, 2);
        var end = story.Now.AddSeconds(30);
        story.After(31).Do(new AgentCommand.Tick());
        Assert.Equal(
            [new AgentFact.Lapsed(Desk.L(1), LapseReason.NoAnswer, end), new AgentFact.BreakStarted(BreakKind.NoAnswer, end), new AgentFact.Lapsed(Desk.L(2), LapseReason.OnBreak)],
            story.Last);
        Assert.Equal(end, story.View().Break!.Since);
        Assert.Equal(2, story.Owes.OfType<Obligation.ToCampaign>().Count(o => o.Command is CampaignCommand.Outcome { Result: OfferOutcome.Lapsed }));
        Assert.Equal(0, story.Free());
        story.Do(new AgentCommand.EndBreak());
        Assert.Equal(3, story.Free());
    }

    [Fact]
    public void An_accept_after_the_time_comes_too_late_however_late_the_timer_is()
    {
        var story = Ringing(1).After(30).Do(new AgentCommand.Accept(Desk.Chat(1)));
        Assert.Equal(new Answer.Refused(RefusalCode.AlreadyTaken), story.Answer);
        Assert.Equal(BreakKind.NoAnswer, story.State.Break);
    }

    [Fact]
    public void Whose_connection_is_lost_cannot_hear_it_and_is_on_no_break()
    {
        var story = Ringing(1).Do(new AgentCommand.ConnectionLost()).After(30).Do(new AgentCommand.Tick());
        Assert.Equal([new AgentFact.Lapsed(Desk.L(1), LapseReason.NoAnswer, story.Now)], story.Last);
        Assert.Null(story.State.Break);
    }

    [Fact]
    public void Declined_it_goes_back_and_for_a_moment_he_is_offered_none_of_that_campaign()
    {
        var story = Ringing(1).Do(new AgentCommand.Decline(Desk.Chat(1), "no es de mi área"));
        Assert.Contains(new AgentFact.Lapsed(Desk.L(1), LapseReason.Declined, null, "no es de mi área"), story.Last);
        Assert.Null(story.State.Break);
        story.Do(Rings(story, 2));
        story.NotGranted(RefusalReason.Paused);
        story.After(10).Do(new AgentCommand.Tick(), Rings(story, 3));
        Assert.IsType<Answer.Granted>(story.Answer);
    }

    [Theory]
    [InlineData("break")]
    [InlineData("break later")]
    [InlineData("offline")]
    public void Whoever_leaves_lets_go_of_what_rings(string how)
    {
        var story = Ringing(1).Do(how switch
        {
            "break" => new AgentCommand.StartBreak(Desk.Coffee, false),
            "break later" => new AgentCommand.StartBreak(Desk.Coffee, true),
            _ => new AgentCommand.SetOffline(false),
        });
        Assert.Empty(story.State.Slots);
        Assert.Equal(how == "offline", story.State.Status == AgentStatus.Offline);
        Assert.Equal(how != "offline", story.State.Break == Desk.Coffee);
        Assert.Equal(OfferOutcome.Lapsed, Assert.Single(story.State.Outcomes).Result);
    }

    [Fact]
    public void What_is_gone_meanwhile_rings_no_more_and_puts_nobody_on_a_break()
    {
        var story = Ringing(1).Do(new AgentCommand.Cancel(Desk.L(1)));
        Assert.Equal([new AgentFact.Lapsed(Desk.L(1), LapseReason.Cancelled)], story.Last.Where(f => f is not AgentFact.HintGiven));
        Assert.Equal((null, 0), (story.State.Break, story.View().Ringing.Count));
        story.Do(new AgentCommand.Cancel(Desk.L(1))).NothingHappened();
        Desk.Busy().Do(new AgentCommand.Cancel(Desk.L(1))).NothingHappened();
    }

    [Fact]
    public void A_reservation_that_comes_after_its_cancellation_is_in_vain()
    {
        var story = Desk.Ready().Do(new AgentCommand.Cancel(Desk.L(1)));
        story.NotGranted(RefusalReason.Gone);
        story.Do(Rings(story, 1));
        story.NotGranted(RefusalReason.Gone);
        story.Do(Rings(story, 2));
        Assert.IsType<Answer.Granted>(story.Answer);
    }

    [Fact]
    public void A_break_of_his_own_is_not_turned_into_the_system_break()
    {
        var story = Desk.Busy().Do(new AgentCommand.StartBreak(Desk.Lunch, false), new AgentCommand.SlotEnded(Desk.L(1), false) { NoAnswer = true });
        Assert.Equal(Desk.Lunch, story.State.Break);
    }

    [Fact]
    public void Without_a_first_reply_he_is_on_the_system_break()
    {
        var story = Desk.Busy().Do(new AgentCommand.SlotEnded(Desk.L(1), false) { NoAnswer = true });
        Assert.Equal((BreakKind.NoAnswer, 0), (story.State.Break, story.State.Slots.Count));
    }

    [Fact]
    public void A_supervisor_gives_it_over_limit_and_break_but_not_to_who_is_not_there()
    {
        var sofia = new AgentName("s1", "sofia", "Sofía");
        var story = Desk.Busy(3).Do(new AgentCommand.StartBreak(Desk.Coffee, false));
        story.Do(Desk.Reserve(story, 4) with { ForcedBy = sofia });
        var reserved = Assert.IsType<AgentFact.Reserved>(story.Last[0]);
        Assert.Equal((sofia, 3, 3, 4), (reserved.ForcedBy, reserved.CampaignLoad, reserved.CampaignLimit, story.State.Slots.Count));
        story.Do(new AgentCommand.ConnectionLost(), Desk.Reserve(story, 5) with { ForcedBy = sofia });
        story.NotGranted(RefusalReason.Offline);
    }
}
