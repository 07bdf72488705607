using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Metrics;
using Messenger.Domain.Shared;
using Messenger.Domain.Tests.Facts;

namespace Messenger.Domain.Tests.Metrics;

/// <summary>From facts to the instants that the formulas go by.</summary>
public sealed class InteractionFoldTests
{
    private const string Id = "1-7-1";
    private static readonly AgentName Ana = new("a1", "ana", "Ana");
    private static readonly AgentName Bruno = new("a2", "bruno", "Bruno");
    private static readonly DateTimeOffset Nine = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    private readonly InteractionFold _fold = new();

    private InteractionTimes Told(params (int Second, ConversationFact Fact)[] facts)
    {
        _fold.Walk(new ConversationFact.InteractionOpened(Id, 1, "c1", "Soporte", "1", "7"), Nine);
        foreach (var (second, fact) in facts)
        {
            _fold.Walk(fact, At(second));
        }

        return _fold.Interactions[^1];
    }

    private static DateTimeOffset At(int second) => Nine.AddSeconds(second);

    private static ConversationFact.Placed Place(QueuePlace place, int? queued = null) => new(Id, 1, place, queued is { } second ? At(second) : null);

    private static ConversationFact.Owned Owned(AgentName agent, int epoch = 1, string campaign = "c1") => new(Id, epoch, new Lease(campaign, epoch), agent);

    private static ConversationFact.MessageQueued Says(AgentName? author, bool automatic = false) => new(2, Id, "m1", author, automatic, "Buenas");

    private static ConversationFact.Ended Ended(AgentName? agent = null, DateTimeOffset? at = null, string reason = EndReason.Closed) =>
        new(Id, 1, null, agent?.Id, agent is not null, reason, null, null, at);

    [Fact]
    public void A_whole_service()
    {
        var i = Told(
            (1, Place(QueuePlace.Queued)), (2, Says(null, automatic: true)), (5, Owned(Ana)), (10, new ConversationFact.Answered(Id, "a1")), (15, Says(Ana)), (20, Says(Ana)),
            (60, Ended(Ana)));
        Assert.Equal(("c1", At(0), At(0), At(5), At(10)), (i.CampaignId, i.OpenedAt, i.QueuedAt, i.AssignedAt, i.AnsweredAt));
        Assert.Equal((At(15), At(60), EndReason.Closed, "a1", true), (i.RepliedAt, i.EndedAt, i.EndReason, i.AgentId, i.Completed));
        Assert.Equal((QueuedAs.Answered, 10, 15, 50), (i.As, i.AnswerWait!.Value.TotalSeconds, i.ReplyWait!.Value.TotalSeconds, i.HandleTime!.Value.TotalSeconds));
    }

    [Fact]
    public void A_text_of_the_product_or_of_the_Pages_inbox_is_no_reply()
    {
        var i = Told(
            (0, Place(QueuePlace.Queued)), (1, Says(null, automatic: true)), (2, Says(Ana, automatic: true)),
            (3, new ConversationFact.EchoReceived(3, Id, "m2", At(3), "Hola", null, null)));
        Assert.Null(i.RepliedAt);
        Assert.Equal(QueuedAs.Waiting, i.As);
    }

    [Theory]
    [InlineData(QueuePlace.Queued, true)]
    [InlineData(QueuePlace.Held, true)]
    [InlineData(QueuePlace.ClosedHours, false)]
    [InlineData(QueuePlace.OutOfHours, false)]
    [InlineData(QueuePlace.Disabled, false)]
    [InlineData(QueuePlace.WindowClosed, false)]
    [InlineData(QueuePlace.Refused, false)]
    public void Who_is_in_the_queue_or_held_waits_since_he_came_and_nobody_else(QueuePlace place, bool queued) =>
        Assert.Equal(queued ? At(0) : null, Told((3, Place(place))).QueuedAt);

    [Fact]
    public void Those_of_closed_hours_begin_to_wait_at_the_opening()
    {
        var i = Told((0, Place(QueuePlace.ClosedHours)), (7_200, Place(QueuePlace.Held, queued: 7_200)), (7_205, Place(QueuePlace.Queued)), (7_210, Owned(Ana)), (7_212, new ConversationFact.Answered(Id, "a1")));
        Assert.Equal((At(7_200), 12), (i.QueuedAt, i.AnswerWait!.Value.TotalSeconds));
    }

    [Fact]
    public void A_window_that_closes_leaves_him_among_those_unanswered()
    {
        var i = Told((0, Place(QueuePlace.Queued)), (86_000, Place(QueuePlace.WindowClosed)));
        Assert.Equal((At(0), QueuedAs.Waiting), (i.QueuedAt, i.As));
    }

    [Fact]
    public void Given_back_and_taken_again_it_was_assigned_and_answered_the_first_time()
    {
        var i = Told(
            (0, Place(QueuePlace.Queued)), (5, Owned(Ana)), (9, new ConversationFact.Answered(Id, "a1")), (30, new ConversationFact.Requeued(Id, 2, new Lease("c1", 1), "lost")),
            (31, Place(QueuePlace.Queued)), (40, Owned(Bruno, 2)), (41, new ConversationFact.Answered(Id, "a2")), (90, Ended(Bruno)));
        Assert.Equal((At(0), At(5), At(9), "a2"), (i.QueuedAt, i.AssignedAt, i.AnsweredAt, i.AgentId));
        Assert.Equal(1, DayFigures.Completed([i], LocalDay.Of(Nine, TimeZoneInfo.Utc))["a2"]);
    }

    [Fact]
    public void Given_back_it_is_nobodys()
    {
        var i = Told((0, Place(QueuePlace.Queued)), (5, Owned(Ana)), (30, new ConversationFact.Requeued(Id, 2, new Lease("c1", 1), "lost")), (60, Ended()));
        Assert.Null(i.AgentId);
        Assert.Equal(QueuedAs.EndedOtherwise, i.As);
    }

    [Fact]
    public void Transferred_it_counts_where_it_was_opened_and_for_who_ended_it()
    {
        var i = Told(
            (0, Place(QueuePlace.Queued)), (5, Owned(Ana)), (9, new ConversationFact.Answered(Id, "a1")), (40, Owned(Bruno, 2, "c2")), (90, Ended(Bruno)));
        Assert.Equal(("c1", At(5), At(9), "a2", true), (i.CampaignId, i.AssignedAt, i.AnsweredAt, i.AgentId, i.Completed));
    }

    [Fact]
    public void Counted_as_abandoned_it_stays_so_when_it_is_answered_later()
    {
        var i = Told((0, Place(QueuePlace.Queued)), (400, new ConversationFact.Abandoned(Id, At(300))), (410, Owned(Ana)), (411, new ConversationFact.Answered(Id, "a1")));
        Assert.Equal((At(300), QueuedAs.Abandoned, 300), (i.AbandonedAt, i.As, i.Patience!.Value.TotalSeconds));
    }

    [Fact]
    public void An_end_that_was_noticed_late_counts_when_it_was() =>
        Assert.Equal(At(300), Told((0, Place(QueuePlace.Queued)), (900, Ended(at: At(300), reason: EndReason.Abandoned))).EndedAt);

    [Fact]
    public void Each_interaction_has_its_own_times_and_nothing_about_another_one_changes_them()
    {
        var first = Told((0, Place(QueuePlace.Queued)), (5, Ended()));
        _fold.Walk(new ConversationFact.InteractionOpened("1-7-2", 2, "c2", "Ventas", "1", "7"), At(100));
        _fold.Walk(new ConversationFact.Answered(Id, "a1"), At(101));
        _fold.Walk(new ConversationFact.Placed("1-7-2", 1, QueuePlace.Queued), At(102));
        Assert.Equal(first, _fold.Interactions[0]);
        Assert.Equal(new InteractionTimes("1-7-2", "c2", At(100)) { QueuedAt = At(100) }, _fold.Interactions[1]);
    }

    /// <summary>Facts of tomorrow are among them as soon as somebody writes them.</summary>
    [Fact]
    public void No_kind_of_fact_is_too_much_for_it()
    {
        foreach (var type in typeof(ConversationFact).GetNestedTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(ConversationFact))))
        {
            _fold.Walk((ConversationFact)Sample.Of(type), At(0));
            new InteractionTimes(Id, "c1", Nine).After((ConversationFact)Sample.Of(type), At(1));
        }

        Assert.Equal("1-4242-1", Assert.Single(_fold.Interactions).Id);
    }
}
