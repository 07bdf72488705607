using System.Text.Json;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>R14, "close instead": who is not answered in time is counted abandoned, and his interaction ends.</summary>
public sealed class AbandonmentTests
{
    private const int Patience = 300;

    private static ConversationCommand.EnqueueAnswered Answers(QueuePlace place, double since = 0, bool ends = true, int epoch = 1) =>
        new(Chat.Id, epoch, new Answer.Placed(place)
        {
            AbandonAfterSeconds = Patience,
            EndsAbandoned = ends,
            Since = place is QueuePlace.Queued or QueuePlace.Held ? Chat.At(since) : null,
        });

    private static ConversationCommand.PlaceChanged Moves(QueuePlace place, double? since = null) =>
        new(Chat.Id, 1, place, since is { } second ? Chat.At(second) : null) { Number = 1 };

    private static ConversationStory Placed(QueuePlace place, double since = 0, bool ends = true) =>
        Chat.New().Do(Chat.Says("Hola"), new ConversationCommand.ProfileFetched("Ana", null), Answers(place, since, ends));

    private static ConversationFact.Ended EndedAt(double second, Lease? lease = null, string? agent = null, int epoch = 1) =>
        new(Chat.Id, epoch, lease, agent, false, EndReason.Abandoned, null, null, Chat.At(second));

    private static IEnumerable<object> Told(ConversationStory story) => story.Owes.Select(o => o switch
    {
        Obligation.ToCampaign c => (object)c.Command,
        Obligation.ToAgent a => a.Command,
        _ => o,
    });

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    public void It_is_counted_and_ends_at_the_end_of_its_time_however_late_that_is_noticed(double late)
    {
        var story = Placed(QueuePlace.Queued);
        Assert.Equal(Chat.At(Patience), story.Due);
        story.After(Patience + late).Do(ConversationRules.Tick());
        Assert.Equal([new ConversationFact.Abandoned(Chat.Id, Chat.At(Patience)), EndedAt(Patience)], story.Last);
        Assert.Equal([new CampaignCommand.Remove(Chat.Id, 1)], Told(story));
        Assert.Null(story.Due);
    }

    [Fact]
    public void Where_it_is_only_counted_it_goes_on()
    {
        var story = Placed(QueuePlace.Queued, ends: false).WhenDue();
        Assert.IsType<ConversationFact.Abandoned>(Assert.Single(story.Last));
        Assert.NotNull(story.State.Open);
    }

    [Fact]
    public void An_agent_who_has_it_and_has_not_answered_loses_it()
    {
        var story = Placed(QueuePlace.Queued).Do(Chat.Take()).WhenDue();
        Assert.Equal(EndedAt(Patience, Chat.Lease, "a1"), story.Last[1]);
        Assert.Equal([new CampaignCommand.Remove(Chat.Id, 1), new AgentCommand.SlotEnded(Chat.Lease, false) { IsOver = true }], Told(story));
    }

    [Fact]
    public void What_an_agent_does_after_that_instant_comes_too_late_also_when_the_timer_does()
    {
        var story = Placed(QueuePlace.Queued).Do(Chat.Take()).After(Patience);
        story.Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        Assert.Equal((new Answer.Refused(RefusalCode.NotYours), InteractionPhase.Ended), (story.Answer, story.State.Interaction!.Phase));
        Assert.DoesNotContain(story.Facts, f => f is ConversationFact.Answered);
    }

    [Fact]
    public void Nobody_can_take_it_any_more()
    {
        var story = Placed(QueuePlace.Queued).After(Patience).Do(Chat.Take());
        Assert.Equal(new Answer.Gone(GoneReason.Ended), story.Answer);
        Assert.Equal(2, story.Last.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_customers_next_message_opens_a_new_interaction_also_when_it_is_quicker_than_the_timer(bool ticked)
    {
        var story = Placed(QueuePlace.Queued).After(Patience + 1);
        if (ticked)
        {
            story.Do(ConversationRules.Tick());
        }

        story.Do(Chat.Says("¿hola?", "in2", Patience + 1));
        Assert.Equal(("1-4242-2", InteractionPhase.Queueing), (story.State.Open!.Id, story.State.Open.Phase));
        Assert.Equal("1-4242-2", story.Last.OfType<ConversationFact.MessageReceived>().Single().InteractionId);
        Assert.Equal(EndedAt(Patience), story.Facts.OfType<ConversationFact.Ended>().Single());
    }

    [Fact]
    public void Answered_in_time_it_does_not_end()
    {
        var story = Placed(QueuePlace.Queued).Do(Chat.Take()).After(Patience - 1).Do(new ConversationCommand.MarkSeen(Chat.Id, "a1"));
        Assert.Null(story.Due);
        Assert.NotNull(story.After(9_999).Do(ConversationRules.Tick()).State.Open);
    }

    [Fact]
    public void Who_is_held_waits_since_he_came() => Assert.Equal(EndedAt(Patience), Placed(QueuePlace.Held).WhenDue().Last[1]);

    [Fact]
    public void Who_came_while_closed_waits_since_the_opening()
    {
        var story = Placed(QueuePlace.ClosedHours);
        Assert.Null(story.Due);
        story.After(3_600).Do(Moves(QueuePlace.Queued, 3_600)).WhenDue();
        Assert.Equal(EndedAt(3_600 + Patience), story.Last[1]);
    }

    [Theory]
    [InlineData(QueuePlace.ClosedHours)]
    [InlineData(QueuePlace.OutOfHours)]
    [InlineData(QueuePlace.Disabled)]
    [InlineData(QueuePlace.WindowClosed)]
    public void Who_is_not_in_the_queue_is_not_ended(QueuePlace place)
    {
        Assert.Null(Placed(place).Due);
        var left = Placed(QueuePlace.Queued).Do(Moves(place));
        Assert.NotNull(left.After(9_999).Do(ConversationRules.Tick()).State.Open);
    }

    [Fact]
    public void Given_back_it_ends_by_its_first_arrival_and_in_its_newest_round()
    {
        var story = Placed(QueuePlace.Queued).Do(Chat.Take()).After(100).Do(new ConversationCommand.Return(Chat.Lease, ReturnReason.Declined)).WhenDue();
        Assert.Equal(EndedAt(Patience, epoch: 2), story.Last[1]);
        Assert.Contains(new CampaignCommand.Remove(Chat.Id, 2), Told(story));
    }

    [Fact]
    public void The_switch_is_the_campaigns_and_holds_for_those_who_come_from_then_on()
    {
        var story = Campaigns.Office.New();
        story.Do(Campaigns.Office.Enqueue(1));
        Assert.False(Assert.IsType<Answer.Placed>(story.Answer).EndsAbandoned);
        story.Do(new CampaignCommand.Save(story.State.Settings with { Abandonment = Abandonment.Close }, 0), Campaigns.Office.Enqueue(2));
        Assert.True(Assert.IsType<Answer.Placed>(story.Answer).EndsAbandoned);
    }

    [Fact]
    public void The_wire_names_are_those_of_the_settings() =>
        Assert.Equal(["\"count\"", "\"close\""], Enum.GetValues<Abandonment>().Select(value => JsonSerializer.Serialize(value)));
}
