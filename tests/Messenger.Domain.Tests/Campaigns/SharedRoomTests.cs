using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>R9: of the room of an agent whom several campaigns want, one takes only for those who have waited longer than anybody elsewhere.</summary>
public sealed class SharedRoomTests
{
    /// <summary>Customers 1, 2, 3 wait since the seconds of their numbers times ten.</summary>
    private static CampaignStory Waiting() => Office.With(("a1", 0)).Do(Office.Enqueue(1, 10), Office.Enqueue(2, 20), Office.Enqueue(3, 30));

    private static CampaignCommand.Hint Hint(int free, double? olderThan, long version = 2, string agent = "a1") =>
        Office.Hint(agent, version, free) with { OlderThan = olderThan is { } second ? Day.Start.AddSeconds(second) : null };

    [Theory]
    [InlineData(null, 1, "1>a1")]
    [InlineData(null, 3, "1>a1 2>a1 3>a1")]
    [InlineData(5.0, 3, "")]
    [InlineData(10.0, 3, "1>a1")]
    [InlineData(25.0, 3, "1>a1 2>a1")]
    [InlineData(25.0, 1, "1>a1")]
    [InlineData(30.0, 5, "1>a1 2>a1 3>a1")]
    public void It_takes_for_those_who_waited_longer(double? olderThan, int free, string offers) =>
        Assert.Equal(offers, string.Join(' ', Waiting().Do(Hint(free, olderThan)).Offers()));

    [Theory]
    [InlineData(null, 1, 1, 20.0)]
    [InlineData(5.0, 3, 0, 10.0)]
    [InlineData(25.0, 3, 2, 30.0)]
    [InlineData(30.0, 5, 5, null)]
    public void It_answers_how_much_it_took_and_who_waits_next(double? olderThan, int free, int took, double? head)
    {
        var noted = Assert.IsType<Answer.Noted>(Waiting().Do(Hint(free, olderThan)).Answer);
        Assert.Equal((took, head is { } second ? Day.Start.AddSeconds(second) : null), (noted.Free, noted.Head));
        Assert.Equal(took == 0 ? 1 : 2, noted.Version);
        Assert.Equal(Math.Min(took, 3), noted.Offers.Count);
    }

    [Fact]
    public void What_it_took_nothing_of_is_not_journaled() => Waiting().Do(Hint(3, 5)).NothingHappened();

    [Fact]
    public void Its_offers_are_those_it_sends_itself()
    {
        var story = Waiting().Do(Hint(1, null));
        Assert.Equal(
            story.Owes.OfType<Obligation.ToAgent>().Select(o => o.Command).OfType<AgentCommand.Reserve>(),
            Assert.IsType<Answer.Noted>(story.Answer).Offers);
    }

    [Fact]
    public void Who_took_only_for_some_offers_him_nothing_more_by_himself()
    {
        var story = Waiting().Do(Hint(3, 10));
        Assert.Empty(story.Do(Office.Enqueue(4, 40)).Offers());
        Assert.Empty(story.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 3, 0)).Offers());
        Assert.Equal(["2>a1", "3>a1"], story.Do(Hint(2, null, version: 4)).Offers());
    }

    [Fact]
    public void Who_comes_back_goes_first_however_long_others_wait_elsewhere()
    {
        var story = Office.With(("a1", 0)).Do(Office.Enqueue(1, 10, epoch: 2, queueClass: QueueClass.Returned), Office.Enqueue(2, 20));
        Assert.Equal(["1>a1"], story.Do(Hint(3, 5)).Offers());
    }

    [Fact]
    public void Where_nobody_waits_all_of_it_is_noted_for_who_may_come()
    {
        var story = Office.With(("a1", 0)).Do(Hint(3, 5));
        var noted = Assert.IsType<Answer.Noted>(story.Answer);
        Assert.Equal((2, 3, null), (noted.Version, noted.Free, noted.Head));
        Assert.Equal(["1>a1"], story.Do(Office.Enqueue(1, 50)).Offers());
    }

    [Fact]
    public void Where_agents_take_for_themselves_the_others_wait_does_not_matter()
    {
        var story = Waiting().Do(new CampaignCommand.Save(CampaignSettings.Default with { Strategy = new(Eligibility.RingAllMultiple, Distribution.LeastRecent) }, 0));
        Assert.Equal(3, Assert.IsType<Answer.Noted>(story.Do(Hint(3, 5)).Answer).Free);
    }

    [Fact]
    public void Offers_that_are_on_their_way_count_in_what_it_may_use()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1, 10), Office.Enqueue(2, 20), Office.Enqueue(3, 30), Hint(3, 20));
        Assert.Equal(["2>a1"], story.Offers());
        Assert.Equal(2, story.State.Agents["a1"].Hint.Free);
    }

    [Fact]
    public void A_repeat_is_answered_with_what_is_known()
    {
        var story = Waiting().Do(Hint(3, 10)).Do(Hint(3, 10));
        story.NothingHappened();
        var noted = Assert.IsType<Answer.Noted>(story.Answer);
        Assert.Equal((2, 1), (noted.Version, noted.Free));
    }

    [Fact]
    public void A_stranger_is_not_made_to_ask_for_ever() =>
        Assert.Equal(3, Assert.IsType<Answer.Noted>(Waiting().Do(Hint(3, 5, agent: "z")).Answer).Free);

    [Fact]
    public void Another_priority_is_told_to_the_agents()
    {
        var story = Office.With(("a1", 1)).Do(new CampaignCommand.Save(CampaignSettings.Default with { Priority = 9 }, 0));
        var told = Assert.IsType<AgentCommand.LimitChanged>(story.Owes.OfType<Obligation.ToAgent>().Single().Command);
        Assert.Equal((9, 2), (told.Priority, told.SettingsVersion));
    }
}
