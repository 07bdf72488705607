using Messenger.Domain.Agents;

namespace Messenger.Domain.Tests.Agents;

/// <summary>A second activation that is behind its journal must not say "done" where nobody asks again (protocol section 1).</summary>
public sealed class BehindTests
{
    public static TheoryData<AgentCommand> AlreadySo => new()
    {
        new AgentCommand.SetAvailable(),
        new AgentCommand.Connected("s1"),
        new AgentCommand.EndBreak(),
    };

    [Theory]
    [MemberData(nameof(AlreadySo))]
    public void What_he_is_told_of_himself_is_confirmed(AgentCommand command)
    {
        var story = Desk.Ready().Do(command);
        story.NothingHappened();
        Assert.True(story.Asserted);
    }

    [Fact]
    public void The_end_of_a_slot_it_never_saw_is_confirmed()
    {
        var story = Desk.Ready().Do(new AgentCommand.SlotEnded(Desk.L(1), true));
        story.NothingHappened();
        Assert.True(story.Asserted, "The slot would be taken for ever.");
    }

    [Fact]
    public void The_end_of_a_slot_that_ended_needs_no_confirmation()
    {
        var story = Desk.Busy().Do(new AgentCommand.SlotEnded(Desk.L(1), true), new AgentCommand.SlotEnded(Desk.L(1), true));
        story.NothingHappened();
        Assert.False(story.Asserted);
    }
}
