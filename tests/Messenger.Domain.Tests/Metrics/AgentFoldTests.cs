using Messenger.Domain.Agents;
using Messenger.Domain.Metrics;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Metrics;

/// <summary>Occupancy and concurrency, added up by hand.</summary>
public sealed class AgentFoldTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);
    private static readonly BreakKind Lunch = new("b1", "Almuerzo", "restaurant");
    private static readonly AgentFact SignsIn = new AgentFact.StatusChanged(AgentStatus.Available);
    private static readonly AgentFact Leaves = new AgentFact.StatusChanged(AgentStatus.Offline);

    private static AgentFact.Activated Gets(long lease) => new(new Lease("c1", lease), new InteractionCard("1-7-" + lease, "c1"));

    private static AgentFact.Freed IsRidOf(long lease) => new(new Lease("c1", lease), true);

    /// <param name="facts">By the minute of the day; negative ones are of the day before.</param>
    private static AgentTimes Day(int now, params (int Minute, AgentFact Fact)[] facts)
    {
        var fold = new AgentFold(Midnight, Midnight.AddDays(1));
        foreach (var (minute, fact) in facts)
        {
            fold.Walk(fact, Midnight.AddMinutes(minute));
        }

        return fold.At(Midnight.AddMinutes(now));
    }

    private static AgentTimes Minutes(double signedIn, double working, double occupied, double withChat, double chatTime) => new(
        TimeSpan.FromMinutes(signedIn), TimeSpan.FromMinutes(working), TimeSpan.FromMinutes(occupied), TimeSpan.FromMinutes(withChat), TimeSpan.FromMinutes(chatTime));

    [Fact]
    public void A_working_day()
    {
        // 540 - 1020 on the desk, 720 - 780 lunch; chats 550-560, 555-575, 600-610, and 715-725, which goes on into the break.
        var day = Day(
            1_440, (540, SignsIn), (550, Gets(1)), (555, Gets(2)), (560, IsRidOf(1)), (575, IsRidOf(2)), (600, Gets(3)), (610, IsRidOf(3)), (715, Gets(4)),
            (720, new AgentFact.BreakStarted(Lunch)), (725, IsRidOf(4)), (780, new AgentFact.BreakEnded()), (1_020, Leaves));
        Assert.Equal(Minutes(480, 420, 40, 45, 50), day);
        Assert.Equal(40 / 420.0, Formulas.Occupancy(day)!.Value, 1e-9);
        Assert.Equal(50 / 45.0, Formulas.Concurrency(day)!.Value, 1e-9);
    }

    [Fact]
    public void What_he_had_at_midnight_he_brings_along()
    {
        var day = Day(60, (-30, SignsIn), (-20, Gets(1)), (-10, Gets(2)), (10, IsRidOf(1)), (20, IsRidOf(2)));
        Assert.Equal(Minutes(60, 60, 20, 20, 30), day);
    }

    [Fact]
    public void What_is_after_the_day_is_not_in_it() =>
        Assert.Equal(Minutes(60, 60, 30, 30, 30), Day(3_000, (1_380, SignsIn), (1_410, Gets(1)), (1_500, IsRidOf(1)), (1_600, Leaves)));

    [Fact]
    public void Who_leaves_in_his_break_comes_back_without_it() =>
        Assert.Equal(Minutes(20, 10, 0, 0, 0), Day(60, (0, SignsIn), (0, new AgentFact.BreakStarted(Lunch)), (10, Leaves), (50, SignsIn)));

    [Fact]
    public void A_place_that_came_to_nothing_is_no_chat() =>
        Assert.Equal(
            Minutes(60, 60, 0, 0, 0),
            Day(60, (0, SignsIn), (5, new AgentFact.Reserved(new Lease("c1", 1), "1-7-1", 1, "1:7", 0, 3, 0, 3)), (50, new AgentFact.Released(new Lease("c1", 1)))));

    [Fact]
    public void Who_was_not_there_has_no_figure()
    {
        var day = Day(1_440);
        Assert.Equal(AgentTimes.None, day);
        Assert.Null(Formulas.Occupancy(day));
        Assert.Null(Formulas.Concurrency(day));
    }

    [Fact]
    public void On_a_break_all_day_he_was_never_to_be_occupied()
    {
        var day = Day(60, (0, SignsIn), (0, new AgentFact.BreakStarted(Lunch)), (10, Gets(1)), (30, IsRidOf(1)));
        Assert.Null(Formulas.Occupancy(day));
        Assert.Equal(1.0, Formulas.Concurrency(day));
    }

    [Fact]
    public void No_kind_of_fact_is_too_much_for_it()
    {
        var fold = new AgentFold(Midnight, Midnight.AddDays(1));
        foreach (var type in typeof(AgentFact).GetNestedTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(AgentFact))))
        {
            fold.Walk((AgentFact)Facts.Sample.Of(type), Midnight);
        }

        Assert.True(fold.At(Midnight.AddHours(1)).SignedIn <= TimeSpan.FromHours(1));
    }
}
