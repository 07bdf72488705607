using CsCheck;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Domain.Tests.Conversations;

namespace Messenger.Domain.Tests.Agents;

/// <summary>R9: an agent with room whom several campaigns want serves the higher priority first, then who has waited longest, wherever they wait.</summary>
public sealed class SharedAgentTests
{
    private readonly AgentStory _agent = Desk.New();
    private readonly Dictionary<string, CampaignStory> _campaigns = [];

    [Fact]
    public void He_serves_by_priority_then_by_the_longest_wait() =>
        Gen.Int[0, int.MaxValue].Sample(seed => new SharedAgentTests().He_serves(new Random(seed)), iter: 500);

    [Fact]
    public void A_slot_that_frees_goes_to_who_waits_longest_then_and_not_to_who_did_before()
    {
        Add("c1", 5, [10, 400]);
        Add("c2", 5, [20, 300]);
        Ready(cap: 1);
        Assert.Equal(["c1/10"], Served());
        // Another agent serves the one who waited in the second campaign; what is known of it is old by now.
        _campaigns["c2"].Do(new CampaignCommand.Remove(Id("c2", 20), 1));
        Frees("c1", 1);
        Assert.Equal(["c2/300"], Served());
    }

    [Fact]
    public void Nobody_is_offered_what_another_campaign_has_taken()
    {
        for (var n = 1; n <= 20; n++)
        {
            Add($"c{n:00}", 5, [n, n + 100, n + 200]);
        }

        Ready(cap: null);
        Assert.Equal(["c01/1", "c02/2", "c03/3"], Served());
        Assert.DoesNotContain(_campaigns.Values, c => c.Facts.Any(f => f is CampaignFact.OfferRefused));
    }

    private void He_serves(Random chance)
    {
        var all = new List<(int Priority, int Since, string Campaign)>();
        var campaigns = chance.Next(1, 6);
        var seconds = Enumerable.Range(1, 1_000).OrderBy(_ => chance.Next()).ToArray();
        var used = 0;
        for (var n = 0; n < campaigns; n++)
        {
            var priority = chance.Next(4, 7);
            var waiting = seconds[used..(used += chance.Next(0, 5))].Order().ToArray();
            Add($"c{n}", priority, waiting);
            all.AddRange(waiting.Select(since => (priority, since, $"c{n}")));
        }

        var room = chance.Next(1, 8);
        Ready(room);
        var expected = all.OrderByDescending(w => w.Priority).ThenBy(w => w.Since).Select(w => $"{w.Campaign}/{w.Since}").Take(room).Order(StringComparer.Ordinal);
        Assert.Equal(expected, Served());
        Assert.All(_campaigns, c => Assert.Equal(_agent.State.FreeFor(c.Key), c.Value.State.Agents["a1"].Hint.Free - c.Value.State.Agents["a1"].OpenOffers));
    }

    private void Add(string id, int priority, int[] waiting)
    {
        var campaign = new CampaignStory(id);
        _campaigns.Add(id, campaign);
        campaign.Do(new CampaignCommand.SetGlobals(new GlobalRules(1, NeedsVoice: false, [])));
        campaign.Do(new CampaignCommand.Save(CampaignSettings.Default with { Priority = priority, MaxPerAgent = 50 }, 0), new CampaignCommand.SetMembers([new Member("a1")]));
        foreach (var since in waiting)
        {
            campaign.Do(new CampaignCommand.Enqueue(Id(id, since), 1, QueueClass.Normal, Chat.At(since)));
        }

        var told = campaign.Owes.OfType<Obligation.ToAgent>().Single();
        campaign.Do(CampaignRules.Answered(told, _agent.Do(told.Command).Answer)!);
    }

    private void Ready(int? cap)
    {
        _campaigns.Values.ToList().ForEach(c => c.After(2_000));
        _agent.After(2_000).Do(new AgentCommand.SetCap(cap ?? 3), new AgentCommand.Connected("s1"));
        Settle();
    }

    private void Frees(string campaign, long lease)
    {
        _agent.Do(new AgentCommand.SlotEnded(Desk.L(lease, campaign), true));
        Settle();
    }

    /// <summary>Whatever he owes is told and answered, one after another; whoever waits can be taken.</summary>
    private void Settle()
    {
        for (var rounds = 0; _agent.Owes.Count > 0; rounds++)
        {
            Assert.True(rounds < 1_000, "It never comes to rest.");
            var owed = _agent.Owes[0];
            var answer = owed switch
            {
                Obligation.ToCampaign o => _campaigns[o.CampaignId].Do(o.Command).Answer,
                Obligation.ToConversation { Command: ConversationCommand.Take take } => new Answer.Taken(new InteractionCard(take.InteractionId, take.Lease.CampaignId)),
                _ => throw new NotSupportedException(owed.Key),
            };
            _agent.Do(AgentRules.Answered(owed, answer)!);
        }
    }

    private IEnumerable<string> Served() => _agent.State.Slots
        .Select(s => $"{s.Lease.CampaignId}/{s.InteractionId.Split('-')[1]}").Order(StringComparer.Ordinal);

    private static string Id(string campaign, int since) => $"{campaign}-{since}-1";
}
