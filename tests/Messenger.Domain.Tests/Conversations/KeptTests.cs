using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>While a Page is red nothing is lost: what was not sent is kept, and goes out when it is well again (R29, R31).</summary>
public sealed class KeptTests
{
    private const string Dead = RefusalCode.TokenInvalid;

    [Fact]
    public void What_meta_refuses_for_the_tokens_sake_is_kept_and_says_why()
    {
        var story = Chat.Sending().Do(Chat.Refused("m1", Dead));
        Assert.Equal((MessageWord.Queued, Dead, null), (story.StateOf("m1"), ReasonOf(story), story.OnTheWay()));
        Assert.Contains(story.Seen, e => e.Type == ViewEventType.MessageChanged);
    }

    [Fact]
    public void Well_again_it_goes_out_and_those_behind_it_follow_in_their_order()
    {
        var story = Chat.Sending().Do(Chat.Sends("m2", "Sigo"), Chat.Refused("m1", Dead)).Do(new ConversationCommand.PageRestored());
        Assert.Equal("m1/2", story.OnTheWay());
        story.Do(Chat.Accepted("m1", "out1", attempt: 2));
        Assert.Equal((MessageWord.Sent, null, "m2/1"), (story.StateOf("m1"), ReasonOf(story), story.OnTheWay()));
    }

    [Fact]
    public void Told_twice_or_with_nothing_kept_nothing_happens()
    {
        Chat.Sending().Do(new ConversationCommand.PageRestored()).NothingHappened();
        Chat.Sending().Do(Chat.Refused("m1", Dead), new ConversationCommand.PageRestored()).Do(new ConversationCommand.PageRestored()).NothingHappened();
    }

    [Fact]
    public void A_wait_for_metas_pace_is_not_cut_short() =>
        Chat.Sending().Do(Chat.Later("m1", 60)).Do(new ConversationCommand.PageRestored()).NothingHappened();

    [Fact]
    public void It_may_be_refused_as_often_as_it_takes()
    {
        var story = Chat.Sending();
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            story.Do(Chat.Refused("m1", Dead, attempt)).Do(new ConversationCommand.PageRestored());
        }

        Assert.Equal("m1/21", story.OnTheWay());
    }

    [Fact]
    public void Should_nobody_say_that_it_is_well_it_is_tried_again_after_an_hour()
    {
        var story = Chat.Sending().Do(Chat.Refused("m1", Dead)).WhenDue();
        Assert.Equal((TimeSpan.FromHours(1), "m1/2"), (story.Now - Day.Start, story.OnTheWay()));
    }

    [Fact]
    public void Its_window_closes_meanwhile_and_it_fails_for_that()
    {
        var story = Chat.Sending().Do(Chat.Refused("m1", Dead)).After(TimeSpan.FromHours(24)).Do(new ConversationCommand.PageRestored());
        Assert.Equal((MessageWord.Failed, RefusalCode.WindowClosed), (story.StateOf("m1"), ReasonOf(story)));
    }

    [Fact]
    public void An_agent_is_told_that_nothing_can_be_sent_now()
    {
        var story = Chat.Owned();
        story.Do(Chat.Sends("m1", "Buenas") with { IsPageInvalid = true }).WasRefused(Dead);
        story.Do(Chat.SendsFile("m2", Chat.Picture()) with { IsPageInvalid = true }).WasRefused(Dead);
    }

    private static string? ReasonOf(ConversationStory story) => story.View().Messages.Single(m => m.ClientMessageId == "m1").FailureReason;
}
