using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>
/// A second activation that is behind its journal must not acknowledge what it does not know: the sender never asks again. Without
/// a fact, the head version has to be confirmed (protocol section 1).
/// </summary>
public sealed class BehindTests
{
    public static TheoryData<string, CampaignCommand> NotKnown => new()
    {
        { "the outcome of an offer it never made", Office.Outcome(1, OfferOutcome.Taken, "a1", 1, 1) },
        { "the hint of somebody it takes for a stranger", Office.Hint("z", 2, 1) },
        { "the later window of somebody it never saw", new CampaignCommand.WindowMoved("1-1-1", 1, Day.Start.AddHours(24)) },
    };

    [Theory]
    [MemberData(nameof(NotKnown))]
    public void What_it_does_not_know_is_not_acknowledged_from_memory(string what, CampaignCommand command)
    {
        var story = Office.With(("a1", 1)).Do(command);
        story.NothingHappened();
        Assert.True(story.Asserted, what);
    }

    [Fact]
    public void The_later_window_of_a_round_it_does_not_know_is_not_acknowledged_from_memory()
    {
        var story = Office.With(("a1", 0)).Do(Office.Enqueue(1), new CampaignCommand.WindowMoved("1-1-1", 2, Day.Start.AddHours(24)));
        story.NothingHappened();
        Assert.True(story.Asserted);
    }

    [Fact]
    public void A_hint_that_is_older_than_the_journaled_one_needs_no_confirmation() =>
        Assert.False(Office.With(("a1", 1)).Do(Office.Hint("a1", 1, 0)).Asserted);

    [Fact]
    public void What_was_offered_by_the_way_is_committed_with_the_acknowledgement()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), Office.Enqueue(2), Office.Outcome(1, OfferOutcome.Gone, "a1", 2, 1));
        Assert.Equal(["2>a1"], story.Offers());
        Assert.True(story.Asserted);
    }
}
