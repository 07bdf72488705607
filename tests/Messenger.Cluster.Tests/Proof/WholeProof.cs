using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage;

namespace Messenger.Cluster.Tests.Proof;

/// <summary>What must hold over all streams once every message between grains has been answered (protocol section 3, PROOF).</summary>
internal sealed class WholeProof
{
    private WholeProof(JournalCopy journal)
    {
        Journal = journal;
        foreach (var (stream, head) in journal.Heads)
        {
            Assert.Equal(Enumerable.Range(1, (int)head).Select(n => (long)n), journal.Rows(stream).Select(r => r.Version));
        }

        Campaigns = journal.Campaigns.ToDictionary(id => id, id => new CampaignProof(journal.FactsOfCampaign(id)));
        Agents = journal.Agents.ToDictionary(id => id, id => new AgentProof(journal.FactsOfAgent(id)));
        Conversations = journal.Conversations.ToDictionary(key => key, key => new ConversationProof(journal.FactsOfConversation(key)));
    }

    public JournalCopy Journal { get; }

    public IReadOnlyDictionary<string, CampaignProof> Campaigns { get; }

    public IReadOnlyDictionary<string, AgentProof> Agents { get; }

    public IReadOnlyDictionary<string, ConversationProof> Conversations { get; }

    /// <summary>Waits until nothing is under way between grains, then proves everything.</summary>
    public static Task<WholeProof> Of(MessengerCluster cluster) => Of(cluster.Database);

    /// <summary>The same, of any database there is.</summary>
    public static async Task<WholeProof> Of(Database database)
    {
        var journal = await Eventually.Is(
            () => JournalCopy.Read(database), j => !UnderWay(j).Any(), "nothing is under way");
        var proof = new WholeProof(journal);
        proof.Across();
        await proof.Rows(database);
        return proof;
    }

    /// <summary>Messages between grains that nobody has answered yet; hints and news of windows are answered without a fact.</summary>
    public static IEnumerable<string> UnderWay(JournalCopy journal) =>
        journal.Campaigns.SelectMany(id => CampaignRules.Pending(journal.Campaign(id)))
            .Concat(journal.Agents.SelectMany(id => AgentRules.Pending(journal.Agent(id))))
            .Concat(journal.Conversations.SelectMany(key => ConversationRules.Pending(journal.Conversation(key))))
            .Where(o => o is not (Obligation.ToMeta or Obligation.ToCampaign { Command: CampaignCommand.Hint or CampaignCommand.WindowMoved }))
            .Select(o => o.Key);

    private void Across()
    {
        foreach (var conversation in Conversations.Values)
        {
            foreach (var (lease, epoch, agent, interactionId) in conversation.Owned)
            {
                Assert.Contains(lease, Agents[agent.Id].Reserved);
                Assert.Equal((interactionId, epoch, agent.Id), Campaigns[lease.CampaignId].Offers[lease.Number]);
                Assert.Contains(lease.Number, Campaigns[lease.CampaignId].Assigned);
            }
        }

        var owned = Conversations.Values.SelectMany(c => c.Owned).Select(o => o.Lease).ToArray();
        Assert.Equal(owned.Length, owned.Distinct().Count());
        Assert.Equal(owned.Length, Campaigns.Values.Sum(c => c.Assigned.Count));
        Assert.All(Campaigns.Values, c => Assert.Equal(0, c.OpenOffers));

        var slots = Agents.SelectMany(a => a.Value.Slots.Select(s => $"{a.Key} {s.Key} {s.Value}")).Order(StringComparer.Ordinal);
        var owners = Conversations.Values.Where(c => c.Owner is not null).Select(c => c.Owner!.Value)
            .Select(o => $"{o.Agent.Id} {o.Lease} {o.InteractionId}").Order(StringComparer.Ordinal);
        Assert.Equal(owners, slots);

        var waiting = Conversations.Values.Select(c => c.Waiting).OfType<string>().Order(StringComparer.Ordinal);
        Assert.Equal(waiting, Campaigns.Values.SelectMany(c => c.Waiting).Order(StringComparer.Ordinal));

        var mids = Conversations.Values.SelectMany(c => c.Mids).ToArray();
        Assert.Equal(mids.Length, mids.Distinct().Count());
    }

    /// <summary>The rows that screens read say the same as the facts.</summary>
    private async Task Rows(Database database)
    {
        Assert.Equal(
            Conversations.Values.SelectMany(c => c.Mids).Order(StringComparer.Ordinal),
            (await Sql.Strings(database, "SELECT mid FROM message WHERE direction = 'in'")).Order(StringComparer.Ordinal));
        Assert.Equal(
            Campaigns.Values.SelectMany(c => c.Waiting).Order(StringComparer.Ordinal),
            (await Sql.Strings(database, "SELECT interaction_id FROM queue_entry")).Order(StringComparer.Ordinal));
        Assert.Equal(
            Agents.Where(a => a.Value.Slots.Count > 0).Select(a => $"{a.Key} {a.Value.Slots.Count}").Order(StringComparer.Ordinal),
            (await Sql.Strings(database, "SELECT id || ' ' || load FROM agent WHERE load > 0")).Order(StringComparer.Ordinal));
        Assert.Equal(
            Conversations.Values.Where(c => c.Owner is not null).Select(c => $"{c.Owner!.Value.InteractionId} {c.Owner.Value.Agent.Id}").Order(StringComparer.Ordinal),
            (await Sql.Strings(database, "SELECT id || ' ' || agent_id FROM interaction WHERE status = 'active'")).Order(StringComparer.Ordinal));
    }
}
