using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Explaining;
using Messenger.Domain.Tests.Campaigns;

namespace Messenger.Domain.Tests.Explaining;

/// <summary>Why one customer was offered to whom, at each offer and now, as the campaign's facts give it.</summary>
public sealed class CampaignExplanationTests
{
    private const string Asked = "1-1-1";

    private CampaignStory _story = Office.New();
    private CampaignExplanation _explanation = new(CampaignPast.Beginning("c1"), Asked);
    private long _version;

    /// <summary>Members who told so much room each, under this strategy.</summary>
    private void Begin(Strategy? strategy = null, params (string Agent, int Free)[] agents)
    {
        _story = Office.New();
        _explanation = new(CampaignPast.Beginning("c1"), Asked);
        Do(new CampaignCommand.Save(CampaignSettings.Default with { Schedule = OpenInterval.AllWeek, Strategy = strategy ?? Strategy.Default }, 0));
        Do(new CampaignCommand.SetMembers([.. agents.Select(a => new Member(a.Agent))]));
        foreach (var (agent, free) in agents)
        {
            Knows(agent);
            Do(Office.Hint(agent, 1, free));
        }
    }

    private void Do(params CampaignCommand[] commands)
    {
        foreach (var command in commands)
        {
            _story.Do(command);
            _explanation.Walk(++_version, _story.Now, _story.Last);
        }
    }

    private void Knows(string agent) => Do(new CampaignCommand.LimitAcknowledged(agent, _story.State.LimitVersion));

    private void Change(Func<CampaignSettings, CampaignSettings> change) => Do(new CampaignCommand.Save(change(_story.State.Settings), _story.State.Settings.Version));

    private static Strategy By(Distribution distribution, Eligibility eligibility = Eligibility.NoCall) => new(eligibility, distribution);

    private IEnumerable<string> Steps => _explanation.Steps.Select(step => step switch
    {
        Explained.Placed f => f.Returned ? f.Place + ", returned" : f.Place,
        Explained.Offered f => (f.Pulled ? "pulled by " : "offered to ") + f.AgentId,
        Explained.OfferEnded f => f.Result + (f.Reason is { } reason ? ": " + reason : ""),
        Explained.Left => "left",
        var other => other.GetType().Name,
    });

    private Explained.Offered Offer => _explanation.Steps.OfType<Explained.Offered>().Last();

    private static string[] Words(IReadOnlyList<MemberVerdict> members) => [.. members.Select(m => $"{m.AgentId} {m.Word}")];

    private string[] Waiting() => Words(_explanation.Now(_story.Now)!.Members);

    [Fact]
    public void The_whole_way_of_one_interaction_is_told_in_order()
    {
        Begin(null, ("ana", 1), ("bruno", 0));
        Do(Office.Enqueue(1));
        Do(Office.Refuses(1, RefusalReason.OnBreak, "ana", 2, 0));
        Do(Office.Hint("ana", 3, 1));
        Do(Office.Outcome(2, OfferOutcome.Taken, "ana", 4, 0));
        Do(Office.Enqueue(1, epoch: 2, queueClass: QueueClass.Returned));
        Do(new CampaignCommand.Remove(Asked, 2));
        Assert.Equal(
            ["queued", "offered to ana", "refused: on-break", "offered to ana", "assigned", "queued, returned", "left"], Steps);
        Assert.Null(_explanation.Now(_story.Now));
        Assert.True(_explanation.IsOver);
    }

    [Fact]
    public void What_ended_without_an_agent_is_told_too()
    {
        Begin(null, ("ana", 1));
        Do(Office.Enqueue(1));
        Do(Office.Outcome(1, OfferOutcome.Lapsed, "ana", 2, 0));
        Do(Office.Hint("ana", 3, 1));
        Do(Office.Outcome(2, OfferOutcome.Gone, "ana", 4, 1));
        Assert.Equal(["queued", "offered to ana", "returned", "offered to ana", "gone", "left"], Steps);
    }

    [Fact]
    public void Each_place_it_stood_in_is_told()
    {
        Begin(null, ("ana", 0));
        Change(s => s with { QueueLimit = 1 });
        Do(Office.Enqueue(2), Office.Enqueue(1) with { WindowUntil = Day.Start.AddHours(1) });
        Change(s => s with { QueueLimit = 2 });
        _story.After(TimeSpan.FromHours(2));
        Do(new CampaignCommand.Tick());
        Assert.Equal(["held", "queued", "window-closed"], Steps);
    }

    [Theory]
    [InlineData(false, OutOfHoursPolicy.QueueAtOpening, "disabled")]
    [InlineData(true, OutOfHoursPolicy.QueueAtOpening, "closed-hours")]
    [InlineData(true, OutOfHoursPolicy.AnswerOnly, "out-of-hours")]
    public void Where_it_was_recorded_only_is_told(bool enabled, OutOfHoursPolicy policy, string place)
    {
        Begin(null, ("ana", 1));
        Change(s => s with { Enabled = enabled, OutOfHours = policy, Schedule = enabled ? [] : OpenInterval.AllWeek });
        Knows("ana");
        Do(Office.Enqueue(1));
        Assert.Equal([place], Steps);
        Assert.Null(_explanation.Now(_story.Now));
    }

    [Fact]
    public void Its_place_in_line_and_its_wait_are_told()
    {
        Begin(null, ("ana", 0));
        Do(Office.Enqueue(2), Office.Enqueue(1, second: 5), Office.Enqueue(3, second: 9));
        Assert.Equal(new InLine(2, 3, false, Day.Start.AddSeconds(5), Day.Start.AddSeconds(5)), _explanation.Now(_story.Now)!.Line);
        _story.After(60);
        Do(Office.Hint("ana", 2, 2));
        Assert.Equal((1, 2), (Offer.Line.Place, Offer.Line.Waiting));
    }

    [Theory]
    [InlineData(Distribution.LeastRecent, "ana chosen|bruno not-in-turn")]
    [InlineData(Distribution.RoundRobin, "ana chosen|bruno not-in-turn")]
    [InlineData(Distribution.FewestToday, "ana chosen|bruno not-in-turn")]
    [InlineData(Distribution.Linear, "ana chosen|bruno not-in-turn")]
    public void Who_could_have_got_it_was_not_in_turn(Distribution distribution, string told)
    {
        Begin(By(distribution), ("ana", 2), ("bruno", 2));
        Do(Office.Enqueue(1));
        Assert.Equal(told.Split('|'), Words(Offer.Members));
        Assert.Equal(By(distribution), Offer.Strategy);
    }

    [Fact]
    public void What_the_turn_was_counted_by_is_told()
    {
        Begin(By(Distribution.LeastRecent), ("ana", 2), ("bruno", 2));
        Do(Office.Enqueue(2));
        _story.After(30);
        Do(Office.Enqueue(1));
        Assert.Equal("bruno", Offer.AgentId);
        Assert.Equal([Day.Start, null], Offer.Members.Select(m => m.LastAt));

        Begin(By(Distribution.FewestToday), ("ana", 2), ("bruno", 2));
        Do(Office.Enqueue(2));
        Do(Office.Enqueue(1));
        Assert.Equal([1L, 0L], Offer.Members.Select(m => m.Count!.Value));

        Begin(By(Distribution.Linear), ("ana", 2), ("bruno", 2));
        Do(Office.Enqueue(1));
        Assert.Equal([1L, 2L], Offer.Members.Select(m => m.Count!.Value));

        Begin(By(Distribution.WeightedRandom), ("ana", 2));
        Do(new CampaignCommand.SetMembers([new Member("ana", 40)]));
        Knows("ana");
        Do(Office.Enqueue(1));
        Assert.Equal(61, Assert.Single(Offer.Members).Count);
    }

    [Fact]
    public void By_lot_it_is_the_one_who_was_drawn()
    {
        Begin(By(Distribution.Random), ("ana", 2), ("bruno", 2), ("carla", 2));
        Do(Office.Enqueue(1));
        Assert.Equal(Offer.AgentId, Offer.Members.Single(m => m.Word == VerdictWord.Chosen).AgentId);
        Assert.Equal(2, Offer.Members.Count(m => m.Word == VerdictWord.NotInTurn));
    }

    [Fact]
    public void Who_is_busy_comes_second_where_the_idle_go_first()
    {
        Begin(By(Distribution.Linear, Eligibility.Omni), ("ana", 2), ("bruno", 2));
        Do(new CampaignCommand.Hint(new AgentHint("bruno", 2, 2) { Idle = true }));
        Do(Office.Enqueue(1));
        Assert.Equal(["ana second-choice", "bruno chosen"], Words(Offer.Members));
    }

    [Fact]
    public void Why_nobody_can_be_given_it_is_told_of_each()
    {
        Begin(null, ("ana", 0), ("bruno", 1), ("carla", 1), ("dario", 1));
        Do(new CampaignCommand.SetMembers([.. new[] { "ana", "bruno", "carla", "dario", "elena", "fede" }.Select(a => new Member(a))]));
        foreach (var agent in new[] { "ana", "bruno", "carla", "elena" })
        {
            Knows(agent);
        }

        Do(Office.Enqueue(2), Office.Enqueue(3), Office.Enqueue(1, second: 9));
        Do(Office.Refuses(2, RefusalReason.Full, "carla", 1, 1));
        Assert.Equal(
            ["ana no-room", "bruno room-promised", "carla refused-before", "dario terms-unknown", "elena unheard", "fede terms-unknown"],
            Waiting());
    }

    [Fact]
    public void Who_left_while_an_offer_to_him_is_open_is_no_member_any_more()
    {
        Begin(null, ("ana", 1), ("bruno", 0));
        Do(Office.Enqueue(2));
        Do(new CampaignCommand.SetMembers([new Member("bruno")]));
        Knows("bruno");
        Do(Office.Enqueue(1));
        Assert.Equal(["bruno no-room", "ana no-member"], Waiting());
    }

    [Fact]
    public void Where_agents_take_for_themselves_it_is_told_who_can_and_who_did()
    {
        Begin(By(Distribution.Linear, Eligibility.RingAllMultiple), ("ana", 1), ("bruno", 0));
        Do(Office.Enqueue(2), Office.Enqueue(1, second: 1));
        Assert.Equal(["ana may-take", "bruno no-room"], Waiting());
        Do(new CampaignCommand.Pull("ana", Asked));
        Assert.Equal("pulled by ana", Steps.Last());
        Assert.Equal((2, 2), (Offer.Line.Place, Offer.Line.Waiting));
    }

    [Fact]
    public void It_can_begin_at_any_moment_before_the_interaction()
    {
        Begin(null, ("ana", 2), ("bruno", 2));
        Do(Office.Enqueue(2));
        var late = new CampaignExplanation(_explanation.Past, Asked);
        _story.After(30);
        Do(Office.Enqueue(1));
        late.Walk(_version, _story.Now, _story.Last);
        Assert.Equivalent(_explanation.Steps, late.Steps, strict: true);
    }
}
