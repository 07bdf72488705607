using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>A name that Meta did not give at first.</summary>
public sealed class LateNameTests
{
    private static readonly ConversationCommand.ProfileFetched Nothing = new(null, null);

    [Fact]
    public void It_replaces_the_placeholder_when_a_later_message_brings_it()
    {
        var story = Chat.Waiting().Do(Nothing).After(3_600).Do(Chat.Says("otra vez", "in2"));
        Assert.Equal("Cliente 4242", story.View().CustomerName);
        story.Do(new ConversationCommand.ProfileFetched("Ñandú", "es_UY"));
        Assert.Equal(("Ñandú", "es_UY"), (story.View().CustomerName, story.View().Locale));
        Assert.DoesNotContain(story.Owes, o => o is Obligation.ToProfile);
    }

    [Fact]
    public void Each_failed_look_up_begins_a_cool_down_of_its_own()
    {
        var story = Chat.Waiting().Do(Nothing).After(3_600).Do(Chat.Says("a", "in2"), Nothing);
        story.After(3_599).Do(Chat.Says("b", "in3"));
        Assert.DoesNotContain(story.Owes, o => o is Obligation.ToProfile);
        story.After(1).Do(Chat.Says("c", "in4"));
        Assert.Contains(story.Owes, o => o is Obligation.ToProfile);
    }

    [Fact]
    public void Marks_and_echoes_of_the_Page_do_not_ask()
    {
        var story = Chat.Waiting().Do(Nothing).After(7_200).Do(Chat.Read(7_200), Chat.Delivered(7_200), Chat.Echo("out1", fromUs: false));
        Assert.DoesNotContain(story.Owes, o => o is Obligation.ToProfile);
    }
}
