using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Rehearsed;

/// <summary>
/// At whichever decision a process stops, before its commit or just after it: recovered, the story comes to the same facts, up to their
/// instants. The story goes through everything that happens to an interaction.
/// </summary>
public sealed class CrashPointTests
{
    private const string First = "1-7-1";

    [Fact]
    public void Stopped_at_any_decision_it_comes_to_the_same_facts()
    {
        var whole = Told(0, Fate.Lives);
        Assert.True(whole.Points > 100, $"A story of {whole.Points} decisions is too short.");
        var met = new HashSet<string>(whole.Left.Select(f => f.Split(' ')[1]));
        Assert.Superset(
            new HashSet<string>
            {
                nameof(AgentFact.Accepted), nameof(AgentFact.Lapsed), nameof(AgentFact.WrapUpStarted), nameof(AgentFact.Returning), nameof(AgentFact.BreakStarted),
                nameof(ConversationFact.Handing), nameof(ConversationFact.HandingEnded), nameof(ConversationFact.Requeued), nameof(CampaignFact.Directed),
                nameof(ConversationFact.Answered), nameof(ConversationFact.Ended), nameof(CampaignFact.OfferReturned),
                nameof(ConversationFact.Blocked), nameof(ConversationFact.Unblocked), nameof(CampaignFact.MembersChanged),
            },
            met);
        foreach (var fate in new[] { Fate.StopsBeforeCommit, Fate.StopsAfterCommit })
        {
            for (var point = 1; point <= whole.Points; point++)
            {
                var stopped = Told(point, fate);
                Assert.True(
                    whole.Left.SequenceEqual(stopped.Left),
                    $"{fate} at decision {point}:\n{string.Join('\n', stopped.Left.Except(whole.Left))}\ninstead of\n{string.Join('\n', whole.Left.Except(stopped.Left))}");
            }
        }
    }

    private static Rehearsal Told(int stopAt, Fate fate)
    {
        var story = new Rehearsal(stopAt, fate);
        Opens(story);

        // It rings, is accepted, answered, handed over with a note, accepted there, and finished with a wrap-up.
        Writes(story, "in1");
        Accepts(story);
        Says(story, "out1");
        HandsOver(story, "Conoce el caso");
        Accepts(story);
        Says(story, "out2");
        story.Do(story.Chat, new ConversationCommand.Close(First, Owner(story).Key, null, null));
        story.Pass(15);

        // Written again, kept after a transfer that nobody took, returned, let ring in vain, and taken after the break.
        var again = Names.InteractionId("1:7", 2);
        story.Do(story.Chat, new ConversationCommand.Reopen(First, story.Ana.State.Name));
        Says(story, "out3");
        HandsOver(story, null);
        story.Pass(61);
        story.Do(Owner(story), new AgentCommand.EndBreak());
        EndBreaks(story);
        story.Do(Owner(story), new AgentCommand.Decline(again));
        story.Pass(31);
        EndBreaks(story);
        Accepts(story);

        // Lost with its agent's connection, and no first reply from who has it then.
        var owner = Owner(story);
        story.Do(owner, new AgentCommand.ConnectionLost());
        story.Pass(70);
        story.Do(owner, new AgentCommand.Connected("s1"));
        EndBreaks(story);
        Accepts(story);
        story.Do(story.Chat, new ConversationCommand.Requeue(again, new AgentName("s1", "sofia", "Sofía")));
        Accepts(story);
        story.Do(story.Chat, new ConversationCommand.Close(again, "s1", null, null) { By = new AgentName("s1", "sofia", "Sofía") });
        story.Pass(120);
        Assert.Null(story.Chat.State.Open);

        // Removed from the campaign while he has it, taken by whoever is left, and blocked; what is written then is only recorded.
        Writes(story, "in2");
        Accepts(story);
        var removed = Owner(story);
        var left = removed == story.Ana ? story.Bruno : story.Ana;
        story.Do(story.Campaign, new CampaignCommand.SetMembers([new Member(left.Key)]) { OnRemoval = Removal.Requeue });
        story.Pass(5);
        Accepts(story);
        var sofia = new Editor("s1", "sofia", "Sofía");
        story.Do(story.Chat, new ConversationCommand.Block("Insultos", sofia));
        Writes(story, "in3");
        story.Do(story.Chat, new ConversationCommand.Unblock(sofia));
        story.Pass(120);
        Assert.Null(story.Chat.State.Open);
        return story;
    }

    private static void Opens(Rehearsal story)
    {
        var settings = CampaignSettings.Default with
        {
            Name = "Soporte",
            Schedule = OpenInterval.AllWeek,
            Acceptance = Acceptance.ByHand,
            WrapUpSeconds = 10,
            ContinuationMinutes = 0,
        };
        story.Do(story.Voice, new CampaignCommand.Save(CampaignSettings.Default with { Name = "Telefonía", Type = CampaignType.Voice }, 0));
        story.Do(story.Campaign, new CampaignCommand.Save(settings, 0));
        foreach (var campaign in new[] { story.Voice, story.Campaign })
        {
            story.Do(campaign, new CampaignCommand.SetMembers([new Member("a1"), new Member("a2")]));
        }

        foreach (var (agent, name) in new[] { (story.Ana, "Ana"), (story.Bruno, "Bruno") })
        {
            story.Do(agent, new AgentCommand.Register(name.ToLowerInvariant(), name));
            story.Do(agent, new AgentCommand.Connected("s1"));
        }

        story.Pass(5);
    }

    private static void Writes(Rehearsal story, string mid) =>
        story.Do(story.Chat, new ConversationCommand.Receive(new Inbound.CustomerMessage(mid, "Hola", [], null, null, story.Now), "c1", "Soporte"));

    private static void Says(Rehearsal story, string id) =>
        story.Do(story.Chat, new ConversationCommand.SendText(story.Chat.State.Open!.Id, Owner(story).Key, id, "Buenas"));

    private static void HandsOver(Rehearsal story, string? note)
    {
        var (from, to) = Owner(story) == story.Ana ? (story.Ana, story.Bruno) : (story.Bruno, story.Ana);
        story.Do(story.Chat, new ConversationCommand.Transfer(
            story.Chat.State.Open!.Id, from.Key, from.State.Name, new TransferTarget("c1", "Soporte", to.State.Name), note));
    }

    private static void Accepts(Rehearsal story)
    {
        var ringing = new[] { story.Ana, story.Bruno }.Single(a => a.State.Slots.Exists(s => s.Phase == SlotPhase.Ringing));
        story.Do(ringing, new AgentCommand.Accept(ringing.State.Slots.Find(s => s.Phase == SlotPhase.Ringing)!.InteractionId));
        story.Pass(1);
    }

    private static void EndBreaks(Rehearsal story)
    {
        story.Do(story.Ana, new AgentCommand.EndBreak());
        story.Do(story.Bruno, new AgentCommand.EndBreak());
        story.Pass(11);
    }

    private static Node<AgentState, AgentCommand, AgentFact, AgentRules> Owner(Rehearsal story) =>
        story.Chat.State.Open!.Agent!.Id == "a1" ? story.Ana : story.Bruno;
}
