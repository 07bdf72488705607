using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>Protocol steps 5 to 13 on the agent's side; R17: only he grants, and never beyond a limit.</summary>
public sealed class SlotTests
{
    [Fact]
    public void A_grant_holds_a_slot_and_takes_the_interaction_at_once()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1));
        Assert.Equal(new AgentFact.Reserved(Desk.L(1), "1-1-1", 1, "1:1", 0, 3, 0, 3), Assert.Single(story.Last));
        Assert.Equal(new AgentHint("a1", story.State.HintVersion, 2), Assert.IsType<Answer.Granted>(story.Answer).Hint);
        var take = Assert.Single(story.Owes.OfType<Obligation.ToConversation>());
        Assert.Equal(("take/c1#1", "1:1"), (take.Key, take.ConversationKey));
        Assert.Equal(new ConversationCommand.Take(Desk.L(1), "1-1-1", 1, new AgentName("a1", "ana", "Ana")), take.Command);
    }

    public static TheoryData<string, Func<AgentStory>> Refusals() => new()
    {
        { RefusalReason.Offline, () => Desk.Ready().Do(new AgentCommand.SetOffline(false)) },
        { RefusalReason.Offline, () => Desk.Ready().Do(new AgentCommand.ConnectionLost()) },
        { RefusalReason.Offline, () => Desk.Busy().Do(new AgentCommand.SetOffline(true)) },
        { RefusalReason.OnBreak, () => Desk.Ready().Do(new AgentCommand.StartBreak(Desk.Coffee, false)) },
        { RefusalReason.OnBreak, () => Desk.Busy().Do(new AgentCommand.StartBreak(Desk.Coffee, true)) },
        { RefusalReason.Full, () => Desk.Busy(3) },
        { RefusalReason.NotAMember, () => Desk.New().Do(Desk.Limit(1, 3, member: false), new AgentCommand.Connected("s1")) },
        { RefusalReason.StaleSettings, () => Desk.Ready().Do(Desk.Limit(2, 3)) },
        { RefusalReason.StaleSettings, () => Desk.New().Do(new AgentCommand.Connected("s1")) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Refusals))]
    public void What_he_cannot_take_is_refused_with_the_reason_and_the_newest_hint(string reason, Func<AgentStory> begin)
    {
        var story = begin();
        story.Do(Desk.Reserve(story, 9));
        story.NotGranted(reason);
        Assert.Equal(story.State.HintFor(Desk.Campaign), ((Answer.NotGranted)story.Answer).Hint);
    }

    [Fact]
    public void A_reservation_is_good_until_its_last_instant_and_not_after()
    {
        var story = Desk.Ready();
        var late = Desk.Reserve(story, 1);
        var later = Desk.Reserve(story, 2);
        Assert.IsType<Answer.Granted>(story.After(10).Do(late).Answer);
        story.After(TimeSpan.FromTicks(1)).Do(later);
        story.NotGranted(RefusalReason.Expired);
    }

    [Fact]
    public void A_repeat_of_a_known_lease_gets_the_same_answer_even_when_he_is_full_away_or_late()
    {
        var story = Desk.Ready(limit: 1);
        var reserve = Desk.Reserve(story, 1);
        story.Do(reserve, new AgentCommand.StartBreak(Desk.Coffee, false)).After(60).Do(reserve);
        Assert.IsType<Answer.Granted>(story.Answer);
        story.NothingHappened();
    }

    [Fact]
    public void A_repeat_of_a_refused_lease_is_refused_with_the_same_words_although_he_is_back()
    {
        // Else the interaction would be offered elsewhere and be his at the same time.
        var story = Desk.Ready().Do(new AgentCommand.StartBreak(Desk.Coffee, false));
        var reserve = Desk.Reserve(story, 1);
        var refusal = story.Do(reserve).Answer;
        story.Do(new AgentCommand.EndBreak(), reserve);
        Assert.Equal(refusal, story.Answer);
        Assert.True(story.Asserted);
        story.NothingHappened();
        Assert.IsType<Answer.Granted>(story.Do(Desk.Reserve(story, 2)).Answer);
    }

    [Fact]
    public void A_repeat_of_a_lease_that_ended_takes_no_second_slot()
    {
        var story = Desk.Ready();
        var reserve = Desk.Reserve(story, 1);
        story.Do(reserve, Desk.Gone(1), reserve);
        Assert.IsType<Answer.Granted>(story.Answer);
        Assert.Empty(story.State.Slots);
    }

    [Fact]
    public void Declining_what_came_back_to_him_means_the_one_on_his_desk()
    {
        var story = Desk.Busy().Do(new AgentCommand.Decline(Desk.Chat(1)));
        var again = Desk.Reserve(story, 2) with { InteractionId = Desk.Chat(1), ConversationKey = "1:1", Epoch = 2 };
        story.Do(again, Desk.Taken(2), new AgentCommand.Decline(Desk.Chat(1)));
        Assert.All(story.State.Slots, s => Assert.Equal(SlotPhase.Returning, s.Phase));
        story.Do(new AgentCommand.Decline(Desk.Chat(1))).NothingHappened();
    }

    [Fact]
    public void Two_campaigns_share_his_total_limit_which_is_the_larger_one()
    {
        var story = Desk.Ready(limit: 1).Do(Desk.Limit(1, 2, campaign: "c2"));
        Assert.Equal((1, 2), (story.Free(), story.Free("c2")));
        story.Do(Desk.Reserve(story, 1));
        Assert.Equal((0, 1), (story.Free(), story.Free("c2")));
        story.Do(Desk.Reserve(story, 1, campaign: "c2"));
        Assert.Equal((0, 0), (story.Free(), story.Free("c2")));
        story.Do(Desk.Reserve(story, 2, campaign: "c2"));
        story.NotGranted(RefusalReason.Full);
    }

    [Fact]
    public void Lowering_a_limit_evicts_nobody_and_lets_nobody_in_until_there_is_room()
    {
        var story = Desk.Busy(3).Do(Desk.Limit(2, 1));
        Assert.Equal(3, story.State.Slots.Count);
        Assert.Equal(0, story.Do(new AgentCommand.SlotEnded(Desk.L(1), true), new AgentCommand.SlotEnded(Desk.L(2), true)).Free());
        Assert.Equal(1, story.Do(new AgentCommand.SlotEnded(Desk.L(3), true)).Free());
    }

    [Fact]
    public void The_newest_settings_win_whatever_the_order_of_arrival()
    {
        var story = Desk.New().Do(Desk.Limit(2, 5), Desk.Limit(1, 3));
        story.NothingHappened();
        Assert.Equal(5, story.State.TotalLimit);
        Desk.New().Do(Desk.Limit(2, 5), Desk.Limit(2, 5)).NothingHappened();
    }

    [Fact]
    public void What_a_reservation_records_is_the_limit_that_was_judged_by()
    {
        // The campaign has saved a lower limit, and sends an older offer along with it; the agent does not know of it yet.
        var story = Desk.Busy(2);
        story.Do(Desk.Reserve(story, 3, limit: 1));
        Assert.Equal((2, 3), story.Last.OfType<AgentFact.Reserved>().Select(r => (r.CampaignLoad, r.CampaignLimit)).Single());
    }

    [Fact]
    public void Taken_puts_it_on_the_desk_and_tells_the_campaign()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), Desk.Taken(1));
        Assert.Equal(SlotPhase.Active, Assert.Single(story.State.Slots).Phase);
        Assert.Equal(new HeldInteraction("1-1-1", "1:1"), Assert.Single(story.Seen, e => e.Type == ViewEventType.InteractionAdded).Data);
        var told = Assert.IsType<CampaignCommand.Outcome>(Assert.Single(story.Owes.OfType<Obligation.ToCampaign>(), o => o.Key == "outcome/c1#1").Command);
        Assert.Equal((OfferOutcome.Taken, 2), (told.Result, told.Latest.Free));
    }

    [Fact]
    public void Gone_frees_the_slot_and_tells_the_campaign()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), Desk.Gone(1));
        Assert.Equal(3, story.Free());
        Assert.Equal([new UndeliveredOutcome(Desk.L(1), OfferOutcome.Gone)], story.State.Outcomes);
    }

    [Fact]
    public void An_outcome_is_told_until_the_campaign_knows_it()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), Desk.Taken(1), new AgentCommand.OutcomeAcknowledged(Desk.L(1)));
        Assert.Empty(story.State.Outcomes);
        story.Do(new AgentCommand.OutcomeAcknowledged(Desk.L(1))).NothingHappened();
    }

    [Fact]
    public void A_repeated_answer_to_Take_is_nothing_new()
    {
        Desk.Busy().Do(Desk.Taken(1)).NothingHappened();
        Desk.Busy().Do(Desk.Gone(1)).NothingHappened();
        Desk.Ready().Do(Desk.Taken(7)).NothingHappened();
    }

    [Fact]
    public void It_can_end_before_the_answer_to_Take_came_home_and_the_campaign_still_hears_that_it_was_taken()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), new AgentCommand.SlotEnded(Desk.L(1), true));
        Assert.Equal([new UndeliveredOutcome(Desk.L(1), OfferOutcome.Taken)], story.State.Outcomes);
        story.Do(Desk.Taken(1)).NothingHappened();
    }

    [Fact]
    public void An_end_frees_the_slot_once_and_takes_it_off_the_desk()
    {
        var story = Desk.Busy().Do(new AgentCommand.SlotEnded(Desk.L(1), true));
        Assert.Equal(new InteractionRemoved("1-1-1", "conversation/1:1", "ended"), Assert.Single(story.Seen, e => e.Type == ViewEventType.InteractionRemoved).Data);
        Assert.Equal(3, story.Free());
        story.Do(new AgentCommand.SlotEnded(Desk.L(1), true)).NothingHappened();
    }

    [Fact]
    public void Decline_gives_back_and_the_slot_counts_until_the_conversation_confirmed()
    {
        var story = Desk.Busy().Do(new AgentCommand.Decline(Desk.Chat(1)));
        Assert.Equal([new AgentFact.Returning(Desk.L(1), ReturnReason.Declined), new AgentFact.Paused("c1", story.Now.AddSeconds(10))], story.Last);
        Assert.Equal("returned", ((InteractionRemoved)story.Seen[0].Data).Reason);
        Assert.Equal((0, 1), (story.Free(), story.State.Slots.Count));
        story.Do(new AgentCommand.Decline(Desk.Chat(1))).NothingHappened();
        story.WhenDue();
        Assert.Equal(2, story.Free());
        story.Do(new AgentCommand.ReturnAcknowledged(Desk.L(1)));
        Assert.Equal(3, story.Free());
        story.Do(new AgentCommand.ReturnAcknowledged(Desk.L(1))).NothingHappened();
    }

    [Fact]
    public void With_automatic_acceptance_what_is_his_is_accepted_already_and_nothing_else_can_be()
    {
        var story = Desk.Ready();
        story.Do(Desk.Reserve(story, 1), new AgentCommand.Accept("1-1-1")).NothingHappened();
        Assert.Equal(Answer.Done, story.Answer);
        Assert.Equal(Answer.Done, story.Do(Desk.Taken(1), new AgentCommand.Accept("1-1-1")).Answer);
        story.Do(new AgentCommand.Accept("1-2-1")).WasRefused(RefusalCode.AlreadyTaken);
        story.Do(new AgentCommand.Decline("1-1-1"), new AgentCommand.Accept("1-1-1")).WasRefused(RefusalCode.AlreadyTaken);
    }

    [Fact]
    public void Nobody_declines_what_is_not_on_his_desk()
    {
        var story = Desk.Ready();
        story.Do(new AgentCommand.Decline("1-9-1")).WasRefused(RefusalCode.NotYours);
        story.Do(Desk.Reserve(story, 1)).Do(new AgentCommand.Decline("1-1-1")).WasRefused(RefusalCode.NotYours);
    }

    [Fact]
    public void It_ended_while_it_was_on_its_way_back()
    {
        var story = Desk.Busy().Do(new AgentCommand.Decline(Desk.Chat(1)), new AgentCommand.SlotEnded(Desk.L(1), true));
        Assert.Empty(story.State.Slots);
        story.Do(new AgentCommand.ReturnAcknowledged(Desk.L(1))).NothingHappened();
    }
}
