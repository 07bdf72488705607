using CsCheck;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>B5: what may be sent at an instant, and as what.</summary>
public sealed class WindowRulesTests
{
    private const double Hour = 3600;
    private const double Day7 = 7 * 24 * Hour;
    private const double Margin = 30;

    /// <param name="opened">Seconds before now; -1 = never.</param>
    /// <param name="wrote">Seconds before now; -1 = never.</param>
    [Theory]
    [InlineData(0, 0, Author.Person, true, MessagingType.Response)]
    [InlineData(0, 0, Author.Machine, false, MessagingType.Response)]
    [InlineData((24 * Hour) - Margin - 1, -1, Author.Machine, false, MessagingType.Response)]
    [InlineData((24 * Hour) - Margin, -1, Author.Machine, false, null)]
    [InlineData((24 * Hour) - Margin, -1, Author.Person, true, null)]
    [InlineData((24 * Hour) - Margin - 1, (24 * Hour) - Margin - 1, Author.Person, true, MessagingType.Response)]
    [InlineData((24 * Hour) - Margin, (24 * Hour) - Margin, Author.Person, true, MessagingType.HumanAgent)]
    [InlineData((24 * Hour) - Margin, (24 * Hour) - Margin, Author.Person, false, null)]
    [InlineData((24 * Hour) - Margin, (24 * Hour) - Margin, Author.Machine, true, null)]
    [InlineData(Day7 - Margin - 1, Day7 - Margin - 1, Author.Person, true, MessagingType.HumanAgent)]
    [InlineData(Day7 - Margin, Day7 - Margin, Author.Person, true, null)]
    [InlineData(Day7, Day7, Author.Person, true, null)]
    [InlineData(25 * Hour, Day7, Author.Person, true, null)]
    [InlineData(Hour, Day7, Author.Machine, false, MessagingType.Response)]
    [InlineData(-1, -1, Author.Person, true, null)]
    public void Each_instant_has_its_right(double opened, double wrote, Author author, bool granted, MessagingType? expected)
    {
        var now = Day.Start.AddDays(30);
        Assert.Equal(expected, WindowRules.At(now, new(Ago(opened), Ago(wrote)), author, granted).Type);

        DateTimeOffset? Ago(double seconds) => seconds < 0 ? null : now.AddSeconds(-seconds);
    }

    [Fact]
    public void A_right_says_when_it_ends_and_a_closed_one_when_it_ended()
    {
        var window = MessagingWindow.NeverOpened.After(Message(0));
        var (dayEnd, weekEnd) = (Day.Start.AddSeconds((24 * Hour) - Margin), Day.Start.AddSeconds(Day7 - Margin));
        Assert.Equal(dayEnd, WindowRules.At(Day.Start, window, Author.Person, true).Until);
        Assert.Equal(weekEnd, WindowRules.At(dayEnd, window, Author.Person, true).Until);
        Assert.Equal(weekEnd, WindowRules.At(weekEnd, window, Author.Person, true).Until);
        Assert.Equal(dayEnd, WindowRules.At(weekEnd, window, Author.Person, false).Until);
        Assert.Equal(dayEnd, WindowRules.At(weekEnd, window, Author.Machine, true).Until);
        Assert.Null(WindowRules.At(Day.Start, MessagingWindow.NeverOpened, Author.Person, true).Until);
    }

    [Theory]
    [InlineData(0, true, "standard")]
    [InlineData(25 * Hour, true, "humanAgent")]
    [InlineData(25 * Hour, false, "closed")]
    [InlineData(Day7, true, "closed")]
    public void The_screen_gets_its_word(double after, bool granted, string kind)
    {
        var view = WindowRules.View(Day.Start.AddSeconds(after), MessagingWindow.NeverOpened.After(Message(0)), granted);
        Assert.Equal(kind, view.Kind);
        Assert.NotNull(view.ClosesAt);
    }

    [Theory]
    [InlineData("HUMAN_AGENT", MessagingType.HumanAgent, true)]
    [InlineData("HUMAN_AGENT", MessagingType.Response, false)]
    [InlineData("HUMAN_AGENT", null, false)]
    [InlineData("CONFIRMED_EVENT_UPDATE", MessagingType.HumanAgent, false)]
    [InlineData("ACCOUNT_UPDATE", MessagingType.HumanAgent, false)]
    [InlineData("POST_PURCHASE_UPDATE", MessagingType.HumanAgent, false)]
    [InlineData("CUSTOMER_FEEDBACK", MessagingType.HumanAgent, false)]
    [InlineData("SHIPPING_UPDATE", MessagingType.HumanAgent, false)]
    [InlineData("", MessagingType.HumanAgent, false)]
    public void No_tag_but_the_human_agents_is_ever_allowed(string tag, MessagingType? type, bool allowed) =>
        Assert.Equal(allowed, WindowRules.MayTag(tag, new(type, null)));

    public static TheoryData<string, Inbound, bool, bool> Actions() => new()
    {
        { "message", Message(5), true, true },
        { "postback", new Inbound.Postback("p", "Go", null, null, At(5)), true, true },
        { "reaction", new Inbound.Reaction("m", false, "love", null, At(5)), true, false },
        { "reaction taken back", new Inbound.Reaction("m", true, null, null, At(5)), false, false },
        { "link into the thread", new Inbound.Referred(new Referral("SHORTLINK", "OPEN_THREAD", null), At(5)), true, false },
        { "read", new Inbound.Read(At(5), At(5)), false, false },
        { "delivery", new Inbound.Delivered(At(5), At(5)), false, false },
        { "echo", new Inbound.Echo("e", "t", [], false, null, null, At(5)), false, false },
        { "edit", new Inbound.Edited("m", "t", 1, At(5)), false, false },
        { "unsend", new Inbound.Unsent("m", false, At(5)), false, false },
        { "opt-in", new Inbound.OptedIn(null, null, null, null, At(5)), false, false },
        { "thread control", new Inbound.ThreadControl(ThreadControlStep.Passed, null, null, false, null, At(5)), false, false },
        { "account linking", new Inbound.AccountLinked(true, At(5)), false, false },
        { "other", new Inbound.Other("x", At(5)), false, false },
        { "message on standby", new Inbound.Standby(Message(1), At(5)), true, true },
        { "echo on standby", new Inbound.Standby(new Inbound.Echo("e", "t", [], false, null, null, At(5)), At(5)), false, false },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Actions))]
    public void Each_action_opens_what_it_opens(string name, Inbound inbound, bool opens, bool writes)
    {
        var window = MessagingWindow.NeverOpened.After(inbound);
        Assert.True((opens ? At(5) : null, writes ? At(5) : null) == (window.Opened, window.Wrote), name);
    }

    [Fact]
    public void Every_kind_of_event_is_in_the_table() => Assert.Equal(
        typeof(Inbound).GetNestedTypes().Select(kind => kind.Name).Order(),
        Actions().Select(row => row.Data.Item2.GetType().Name).Distinct().Order());

    [Fact]
    public void Order_does_not_matter_and_nothing_old_closes_it() => Gen.Select(Gen.Shuffle(Actions().Select(row => row.Data.Item2).ToArray()), Gen.Long[-1_000_000, 1_000_000].Array[16]).Sample((events, shifts) =>
    {
        var moved = events.Select((e, i) => e with { At = e.At.AddSeconds(shifts[i]) }).ToList();
        var forward = moved.Aggregate(MessagingWindow.NeverOpened, (w, e) => w.After(e));
        moved.Reverse();
        return forward == moved.Aggregate(MessagingWindow.NeverOpened, (w, e) => w.After(e)) && forward.Opened >= forward.Wrote;
    });

    private static DateTimeOffset At(double second) => Day.Start.AddSeconds(second);

    private static Inbound.CustomerMessage Message(double second) => new("m", "Hola", [], null, null, At(second));
}
