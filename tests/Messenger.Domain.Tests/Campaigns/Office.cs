using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>Campaigns to begin a test with, and what conversations and agents tell them.</summary>
internal static class Office
{
    public static CampaignStory New() => new("c1");

    /// <summary>A campaign whose members know their limit and hinted so many free slots each: "a1", 2, "a2", 1 ...</summary>
    public static CampaignStory With(params (string Agent, int Free)[] agents)
    {
        var story = New().Do(new CampaignCommand.SetMembers([.. agents.Select(a => new Member(a.Agent))]));
        foreach (var (agent, free) in agents)
        {
            story.Do(new CampaignCommand.LimitAcknowledged(agent, 1), Hint(agent, 1, free));
        }

        return story;
    }

    public static CampaignCommand.Hint Hint(string agent, long version, int free) => new(new AgentHint(agent, version, free));

    public static CampaignCommand.Enqueue Enqueue(int customer, double second = 0, int epoch = 1, QueueClass queueClass = QueueClass.Normal) =>
        new($"1-{customer}-1", epoch, queueClass, Day.Start + TimeSpan.FromSeconds(second));

    public static CampaignCommand.Outcome Outcome(long lease, OfferOutcome result, string agent, long version, int free) =>
        new(new Lease("c1", lease), result, new AgentHint(agent, version, free));

    public static CampaignCommand.ReserveAnswered Refuses(long lease, string reason, string agent, long version, int free) =>
        new(lease, new Answer.NotGranted(reason, new AgentHint(agent, version, free)));

    /// <summary>The offers of the last command: customer -> agent.</summary>
    public static IEnumerable<string> Offers(this CampaignStory story) =>
        story.Last.OfType<CampaignFact.Offered>().Select(o => $"{o.InteractionId.Split('-')[1]}>{o.AgentId}");

    public static IEnumerable<string> Line(this CampaignStory story) => story.State.Line.Select(p => p.InteractionId.Split('-')[1]);

    public static QueuePlace Place(this CampaignStory story) => Assert.IsType<Answer.Placed>(story.Answer).Place;
}
