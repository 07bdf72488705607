using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Proof;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Proof;

/// <summary>B10: a clean journal proves clean, and each kind of violation that is planted in it is found and named.</summary>
public sealed class JournalProofTests
{
    private const string Campaign = "campaign/c1";
    private const string Agent = "agent/a1";
    private const string Conversation = "conversation/1:7";
    private const string Id = "1-7-1";
    private const string Other = "1-8-1";
    private static readonly AgentName Ana = new("a1", "ana", "Ana");
    private static readonly AgentHint Hint = new("a1", 1, 1);
    private static readonly Lease First = new("c1", 1);

    /// <summary>A customer wrote, was queued, offered, taken, answered and finished; another one waited behind him.</summary>
    private static List<(string Stream, object Fact)> Day() =>
    [
        (Conversation, new ConversationFact.InteractionOpened(Id, 1, "c1", "Soporte", "1", "7")),
        (Conversation, new ConversationFact.MessageReceived(1, Id, "m1", At(0), "Hola", null, null, null)),
        (Campaign, new CampaignFact.Queued(Id, 1, QueueClass.Normal, At(0))),
        (Campaign, new CampaignFact.Queued(Other, 1, QueueClass.Normal, At(1))),
        (Conversation, new ConversationFact.Placed(Id, 1, QueuePlace.Queued)),
        (Agent, new AgentFact.LimitSet("c1", 1, 2, true, 60)),
        (Agent, new AgentFact.CapSet(2)),
        (Campaign, new CampaignFact.Offered(1, Id, 1, "a1", 1, 1, At(10))),
        (Agent, new AgentFact.Reserved(First, Id, 1, "1:7", 0, 2, 0, 2)),
        (Conversation, new ConversationFact.Owned(Id, 1, First, Ana)),
        (Agent, new AgentFact.Activated(First, new InteractionCard(Id, "c1"))),
        (Campaign, new CampaignFact.Assigned(1, Hint)),
        (Conversation, new ConversationFact.Answered(Id, "a1")),
        (Conversation, new ConversationFact.MessageQueued(2, Id, "out1", Ana, false, "Buenas")),
        (Conversation, new ConversationFact.Ended(Id, 1, First, "a1", true, "closed", null, null)),
        (Agent, new AgentFact.Freed(First, true)),
        (Campaign, new CampaignFact.Removed(Id, 1)),
    ];

    private static DateTimeOffset At(double second) => Tests.Day.Start.AddSeconds(second);

    private static IReadOnlyList<Violation> Judge(List<(string Stream, object Fact)> facts) => Walked(facts).Judge();

    private static JournalProof Walked(List<(string Stream, object Fact)> facts)
    {
        var proof = new JournalProof();
        var versions = new Dictionary<string, long>();
        foreach (var (stream, fact) in facts)
        {
            versions[stream] = versions.GetValueOrDefault(stream) + 1;
            var at = new JournalPoint(stream, versions[stream], At(0));
            switch (fact)
            {
                case CampaignFact f:
                    proof.Walk(at, f);
                    break;
                case AgentFact f:
                    proof.Walk(at, f);
                    break;
                case ConversationFact f:
                    proof.Walk(at, f);
                    break;
            }
        }

        return proof;
    }

    [Fact]
    public void A_clean_day_has_no_violation() => Assert.Empty(Judge(Day()));

    private static readonly Domain.Auditing.Editor Sofia = new("s1", "sofia", "Sofía");

    private static List<(string Stream, object Fact)> Blocked(params object[] then) =>
    [
        .. Day(),
        (Conversation, new ConversationFact.Blocked(1, "Insultos", Sofia)),
        (Conversation, new ConversationFact.InteractionOpened("1-7-2", 2, "c1", "Soporte", "1", "7")),
        (Conversation, new ConversationFact.MessageReceived(3, "1-7-2", "m2", At(0), "Hola", null, null, null)),
        .. then.Select(fact => (fact is CampaignFact ? Campaign : Conversation, fact)),
    ];

    [Fact]
    public void What_a_blocked_customer_writes_is_recorded_and_that_is_no_violation()
    {
        var only = new ConversationFact.Ended("1-7-2", 1, null, null, false, EndReason.Blocked, null, null);
        Assert.Empty(Judge(Blocked(only)));
        Assert.Equal(1, Walked(Blocked(only)).Of(DateOnly.FromDateTime(At(0).Date)).Sums.Single(s => s.CampaignId == "c1").Answered);
    }

    private static readonly object[][] NotOnlyRecorded =
    [
        [],
        [new ConversationFact.Ended("1-7-2", 1, null, null, false, EndReason.QueueFull, null, null)],
        [new ConversationFact.Placed("1-7-2", 1, QueuePlace.Queued), new ConversationFact.Ended("1-7-2", 1, null, null, false, EndReason.Blocked, null, null)],
        [new CampaignFact.Queued("1-7-2", 1, QueueClass.Normal, At(5)), new ConversationFact.Ended("1-7-2", 1, null, null, false, EndReason.Blocked, null, null)],
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Served_or_kept_waiting_he_is_a_violation(int which) =>
        Assert.Equal([ViolationCode.Blocked], Judge(Blocked(NotOnlyRecorded[which])).Select(v => v.Code).Distinct());

    [Fact]
    public void Nobody_ends_as_blocked_who_is_not()
    {
        var day = Day();
        day[^3] = (Conversation, new ConversationFact.Ended(Id, 1, First, "a1", true, EndReason.Blocked, null, null));
        Assert.Equal([ViolationCode.Blocked], Judge(day).Select(v => v.Code));
    }

    [Fact]
    public void A_transfer_that_is_taken_is_no_violation_and_one_that_comes_back_is_none_either()
    {
        var second = new Lease("c1", 2);
        List<(string, object)> day =
        [
            .. Day().TakeWhile(x => x.Fact is not ConversationFact.MessageQueued),
            (Conversation, Handing(2)),
            (Conversation, new ConversationFact.HandingEnded(Id, 2, "not-taken")),
            (Conversation, Handing(3)),
            (Campaign, new CampaignFact.Directed(Id, 3, At(0), "a2")),
            (Campaign, new CampaignFact.Offered(2, Id, 3, "a2", 1, 2, At(20), Because: OfferReason.Directed)),
            ("agent/a2", new AgentFact.LimitSet("c1", 1, 2, true, 60)),
            ("agent/a2", new AgentFact.Reserved(second, Id, 3, "1:7", 0, 2, 0, 2)),
            (Conversation, new ConversationFact.Owned(Id, 3, second, new AgentName("a2", "bruno", "Bruno"))),
            (Conversation, new ConversationFact.LineWritten(2, Id, TranscriptLine.Note, "Ana: mire")),
            (Conversation, new ConversationFact.Ended(Id, 3, second, "a2", true, "closed", null, null)),
        ];
        Assert.Empty(Judge(day));
    }

    private static ConversationFact.Handing Handing(int epoch) =>
        new(Id, epoch, new TransferTarget("c1", "Soporte", new AgentName("a2", "bruno", "Bruno")), Ana, null);

    public static TheoryData<string, string, Action<List<(string Stream, object Fact)>>> Planted() => new()
    {
        { "an interaction begins while another runs", ViolationCode.Interaction, d => Insert<ConversationFact.Owned>(d, Conversation, new ConversationFact.InteractionOpened("1-7-2", 2, "c1", "Soporte", "1", "7")) },
        { "an interaction has a number out of turn", ViolationCode.Interaction, d => Replace<ConversationFact.InteractionOpened>(d, f => f with { Number = 2 }) },
        { "something happens after the end", ViolationCode.Interaction, d => d.Add((Conversation, new ConversationFact.Owned(Id, 1, First, Ana))) },
        { "it is taken in another epoch", ViolationCode.Epoch, d => Replace<ConversationFact.Owned>(d, f => f with { Epoch = 2 }) },
        { "a requeue jumps an epoch", ViolationCode.Epoch, d => Insert<ConversationFact.Answered>(d, Conversation, new ConversationFact.Requeued(Id, 3, First, "declined")) },
        { "it ends in another epoch", ViolationCode.Epoch, d => Replace<ConversationFact.Ended>(d, f => f with { Epoch = 2 }) },
        { "two own it", ViolationCode.Owner, d => Insert<ConversationFact.Answered>(d, Conversation, new ConversationFact.Owned(Id, 1, new Lease("c1", 2), Ana)) },
        { "somebody else ends it", ViolationCode.Owner, d => Replace<ConversationFact.Ended>(d, f => f with { Lease = new Lease("c1", 9) }) },
        { "somebody else gives it back", ViolationCode.Owner, d => Insert<ConversationFact.Answered>(d, Conversation, new ConversationFact.Requeued(Id, 2, new Lease("c1", 9), "declined")) },
        { "somebody else answers", ViolationCode.Owner, d => Replace<ConversationFact.Answered>(d, f => f with { AgentId = "a2" }) },
        { "a message is stored twice", ViolationCode.Message, d => Insert<ConversationFact.Owned>(d, Conversation, new ConversationFact.MessageReceived(2, Id, "m1", At(0), "Hola", null, null, null)) },
        { "a message is missing in the sequence", ViolationCode.Message, d => Replace<ConversationFact.MessageQueued>(d, f => f with { Seq = 3 }) },
        { "a message belongs to no running interaction", ViolationCode.Message, d => Replace<ConversationFact.MessageReceived>(d, f => f with { InteractionId = "1-7-9" }) },
        { "it ended without a place", ViolationCode.Place, d => d.RemoveAll(
            x => x.Fact is ConversationFact.Placed or ConversationFact.Owned or ConversationFact.Answered or CampaignFact.Queued { InteractionId: Id }) },
        { "a lease number is left out", ViolationCode.Lease, d => Replace<CampaignFact.Offered>(d, f => f with { Lease = 2 }) },
        { "a lease has two outcomes", ViolationCode.Lease, d => Insert<CampaignFact.Removed>(d, Campaign, new CampaignFact.OfferGone(1, Hint)) },
        { "a slot is granted twice", ViolationCode.Lease, d => Insert<ConversationFact.Owned>(d, Agent, new AgentFact.Reserved(First, Id, 1, "1:7", 1, 2, 1, 2)) },
        { "a slot is freed that was not taken", ViolationCode.Lease, d => d.Add((Agent, new AgentFact.Freed(First, true))) },
        { "the second in line is offered first", ViolationCode.Order, d => Replace<CampaignFact.Offered>(d, f => f with { InteractionId = Other }) },
        { "somebody is offered who does not wait", ViolationCode.Order, d => Replace<CampaignFact.Offered>(d, f => f with { InteractionId = "1-9-1" }) },
        { "more are admitted than are held", ViolationCode.Order, d => Insert<CampaignFact.Offered>(d, Campaign, new CampaignFact.Admitted(1)) },
        { "beyond the campaign's limit", ViolationCode.Limit, d => { Replace<AgentFact.LimitSet>(d, f => f with { Limit = 0 }); Replace<AgentFact.Reserved>(d, f => f with { CampaignLimit = 0 }); } },
        { "beyond his cap", ViolationCode.Limit, d => { Replace<AgentFact.CapSet>(d, f => f with { Cap = 0 }); Replace<AgentFact.Reserved>(d, f => f with { TotalLimit = 0 }); } },
        { "judged by another limit than was in force", ViolationCode.Limit, d => Replace<AgentFact.Reserved>(d, f => f with { CampaignLimit = 5 }) },
        { "the load was counted wrongly", ViolationCode.Limit, d => Replace<AgentFact.Reserved>(d, f => f with { TotalLoad = 1 }) },
        { "owned and never granted", ViolationCode.Grant, d => d.RemoveAll(x => x.Stream == Agent && x.Fact is AgentFact.Reserved or AgentFact.Activated or AgentFact.Freed) },
        { "owned and offered to somebody else", ViolationCode.Grant, d => Replace<CampaignFact.Offered>(d, f => f with { AgentId = "a2" }) },
        { "campaign and conversation count it on other instants", ViolationCode.Queued, d => Replace<ConversationFact.Placed>(d, f => f with { QueuedAt = At(99) }) },
        { "handed over by nobody", ViolationCode.Owner, d => Insert<ConversationFact.Owned>(d, Conversation, Handing(2)) },
        { "handed over in the same epoch", ViolationCode.Epoch, d => Insert<ConversationFact.Answered>(d, Conversation, Handing(1)) },
        { "handed over twice at once", ViolationCode.Transfer, d => { Insert<ConversationFact.Answered>(d, Conversation, Handing(2)); Insert<ConversationFact.Answered>(d, Conversation, Handing(3)); } },
        { "a transfer ends that was not under way", ViolationCode.Transfer, d => Insert<ConversationFact.Answered>(d, Conversation, new ConversationFact.HandingEnded(Id, 1, "not-taken")) },
        { "taken by another than it was handed to", ViolationCode.Transfer, d => { Insert<ConversationFact.Answered>(d, Conversation, Handing(2)); Insert<ConversationFact.Answered>(d, Conversation, new ConversationFact.Owned(Id, 2, new Lease("c1", 2), Ana)); } },
        { "offered to another than it was meant for", ViolationCode.Order, d => { Replace<CampaignFact.Offered>(d, f => f with { Because = OfferReason.Directed }); Insert<CampaignFact.Offered>(d, Campaign, new CampaignFact.Directed(Id, 1, At(0), "a2")); } },
        { "past the order for an agent it is not known to prefer", ViolationCode.Order, d => Replace<CampaignFact.Offered>(d, f => f with { Because = OfferReason.Sticky }) },
        { "assigned by nobody", ViolationCode.Order, d => Replace<CampaignFact.Offered>(d, f => f with { Because = OfferReason.Assigned }) },
        { "forced by nobody", ViolationCode.Limit, d => Replace<CampaignFact.Offered>(d, f => f with { Forced = true }) },
        { "what rang is freed once more", ViolationCode.Lease, d => Insert<AgentFact.Freed>(d, Agent, new AgentFact.Lapsed(First, "no-answer")) },
        { "answered twice", ViolationCode.Count, d => Insert<ConversationFact.Ended>(d, Conversation, new ConversationFact.Answered(Id, "a1")) },
        { "abandoned twice", ViolationCode.Count, d => { Insert<ConversationFact.Owned>(d, Conversation, new ConversationFact.Abandoned(Id, At(5))); Insert<ConversationFact.Owned>(d, Conversation, new ConversationFact.Abandoned(Id, At(5))); } },
        { "abandoned after the answer", ViolationCode.Count, d => Insert<ConversationFact.Ended>(d, Conversation, new ConversationFact.Abandoned(Id, At(5))) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Planted))]
    public void What_is_planted_is_found(string what, string code, Action<List<(string Stream, object Fact)>> plant)
    {
        var day = Day();
        plant(day);
        var found = Judge(day);
        Assert.True(found.Any(v => v.Code == code), $"{what}: found {string.Join(", ", found.Select(v => v.Code))}");
    }

    [Fact]
    public void A_violation_says_where_it_is()
    {
        var day = Day();
        Replace<ConversationFact.Ended>(day, f => f with { Epoch = 2 });
        Assert.Equal((ViolationCode.Epoch, Conversation, 7L, Id), Judge(day).Select(v => (v.Code, v.Stream, v.Version, v.InteractionId!)).Single());
    }

    [Fact]
    public void Who_came_while_closed_is_served_after_who_was_held_and_in_the_order_of_coming()
    {
        List<(string, object)> facts =
        [
            (Campaign, new CampaignFact.ScheduleTurned(false, At(0), At(100))),
            (Campaign, new CampaignFact.NotQueued("b", 1, QueuePlace.ClosedHours, At(20))),
            (Campaign, new CampaignFact.NotQueued("a", 1, QueuePlace.ClosedHours, At(10))),
            (Campaign, new CampaignFact.NotQueued("h", 1, QueuePlace.Held, At(5))),
            (Campaign, new CampaignFact.ScheduleTurned(true, At(100), null)),
            (Campaign, new CampaignFact.Admitted(3)),
            (Campaign, new CampaignFact.Offered(1, "h", 1, "a1", 1, 1, At(110))),
            (Campaign, new CampaignFact.Offered(2, "a", 1, "a1", 1, 1, At(110))),
            (Campaign, new CampaignFact.Offered(3, "b", 1, "a1", 1, 1, At(110))),
        ];
        Assert.Empty(Judge(facts));
        (facts[7], facts[8]) = ((Campaign, new CampaignFact.Offered(2, "b", 1, "a1", 1, 1, At(110))), (Campaign, new CampaignFact.Offered(3, "a", 1, "a1", 1, 1, At(110))));
        Assert.Equal([ViolationCode.Order], Judge(facts).Select(v => v.Code));
    }

    [Theory]
    [InlineData("UTC", 2, 1)]
    [InlineData("Pacific/Kiritimati", 2, 1)]
    [InlineData("Pacific/Honolulu", 1, 1)]
    public void A_day_is_the_campaigns_own_and_adds_up(string zone, int day, int waiting)
    {
        var facts = Day();
        facts.Insert(0, (Campaign, new CampaignFact.SettingsChanged(CampaignSettings.Default with { TimeZone = zone })));
        facts.Add(("conversation/1:8", new ConversationFact.InteractionOpened(Other, 1, "c1", "Soporte", "1", "8")));
        var proof = Walked(facts);
        var report = proof.Of(new DateOnly(2026, 3, day));
        Assert.Equal(new ProvenSum("c1", 2, 1, 0, 0, waiting), Assert.Single(report.Sums));
        Assert.Equal((2, 0), (report.Checked, report.ViolationCount));
        Assert.Empty(proof.Of(new DateOnly(2026, 3, 3 - day)).Sums);
    }

    [Fact]
    public void Each_queued_one_is_counted_as_one_thing_and_the_recovered_one_stays_abandoned()
    {
        var facts = Day();
        Insert<ConversationFact.Owned>(facts, Conversation, new ConversationFact.Abandoned(Id, At(5)));
        facts.Add(("conversation/1:8", new ConversationFact.InteractionOpened(Other, 1, "c1", "Soporte", "1", "8")));
        facts.Add(("conversation/1:8", new ConversationFact.Placed(Other, 1, QueuePlace.Queued)));
        facts.Add(("conversation/1:8", new ConversationFact.Ended(Other, 1, null, null, false, "closed", null, null)));
        Assert.Equal(new ProvenSum("c1", 2, 0, 1, 1, 0), Assert.Single(Walked(facts).Of(new DateOnly(2026, 3, 2)).Sums));
    }

    [Fact]
    public void One_that_was_queued_and_that_no_conversation_has_is_a_violation() =>
        Assert.Equal([ViolationCode.Queued], Walked(Day()).Of(new DateOnly(2026, 3, 2)).Violations.Select(v => v.Code));

    /// <summary>Both are messages that were overtaken: of a place that it never heard of, and of a question that was answered long ago.</summary>
    [Fact]
    public void One_that_was_dropped_before_it_heard_of_its_place_or_asked_again_after_it_was_refused_is_none()
    {
        List<(string, object)> facts =
        [
            (Campaign, new CampaignFact.NotQueued(Id, 1, QueuePlace.Disabled, At(0))),
            (Conversation, new ConversationFact.InteractionOpened(Id, 1, "c1", "Soporte", "1", "7")),
            (Conversation, new ConversationFact.Ended(Id, 1, null, null, false, EndReason.Disabled, null, null)),
            ("conversation/1:8", new ConversationFact.InteractionOpened(Other, 1, "c1", "Soporte", "1", "8")),
            ("conversation/1:8", new ConversationFact.Placed(Other, 1, QueuePlace.Refused)),
            ("conversation/1:8", new ConversationFact.Ended(Other, 1, null, null, false, EndReason.QueueFull, null, null)),
            (Campaign, new CampaignFact.Queued(Other, 1, QueueClass.Normal, At(1))),
            (Campaign, new CampaignFact.Removed(Other, 1)),
        ];
        var report = Walked(facts).Of(new DateOnly(2026, 3, 2), []);
        Assert.Empty(report.Violations);
        Assert.Empty(report.Sums);
    }

    /// <summary>An opening begins the wait anew, also of one that was in the queue before; a return does not.</summary>
    [Fact]
    public void The_wait_counts_from_the_last_opening()
    {
        List<(string, object)> facts =
        [
            (Campaign, new CampaignFact.Queued(Id, 1, QueueClass.Normal, At(0))), (Campaign, new CampaignFact.WindowPassed(Id)),
            (Campaign, new CampaignFact.NotQueued(Id, 1, QueuePlace.ClosedHours, At(0))), (Campaign, new CampaignFact.ScheduleTurned(false, At(0), null)),
            (Campaign, new CampaignFact.ScheduleTurned(true, At(100), null)), (Campaign, new CampaignFact.Admitted(1)),
            (Campaign, new CampaignFact.Queued(Id, 2, QueueClass.Returned, At(100))),
        ];
        Assert.Equal(At(100), Walked(facts).Campaigns["c1"].QueuedAt[Id]);
    }

    [Fact]
    public void What_boards_show_is_compared_with_the_facts_of_the_conversations()
    {
        var facts = Day();
        facts.Add(("conversation/1:8", new ConversationFact.InteractionOpened(Other, 1, "c1", "Soporte", "1", "8")));
        var proof = Walked(facts);

        // The other one's conversation has not heard yet that it is queued: no row can know.
        Assert.Empty(proof.Of(new DateOnly(2026, 3, 2), [new ProvenSum("c1", 1, 1, 0, 0, 0)]).Violations);
        foreach (var wrong in (ProvenSum[][])[[], [new ProvenSum("c1", 1, 0, 1, 0, 0)], [new ProvenSum("c1", 1, 1, 0, 0, 0), new ProvenSum("c2", 1, 0, 0, 0, 1)]])
        {
            var violation = Assert.Single(proof.Of(new DateOnly(2026, 3, 2), wrong).Violations);
            Assert.Equal((ViolationCode.Sum, wrong.Length == 2 ? "campaign/c2" : Campaign), (violation.Code, violation.Stream));
        }
    }

    private static void Insert<TBefore>(List<(string Stream, object Fact)> day, string stream, object fact) => day.Insert(day.FindIndex(x => x.Fact is TBefore), (stream, fact));

    private static void Replace<T>(List<(string Stream, object Fact)> day, Func<T, object> change)
    {
        var index = day.FindIndex(x => x.Fact is T);
        day[index] = (day[index].Stream, change((T)day[index].Fact));
    }
}
