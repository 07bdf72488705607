using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Proof;
using Messenger.Domain.Shared;
using Messenger.Storage;
using Messenger.Storage.Replay;

namespace Messenger.Cluster.Tests.Proof;

/// <summary>What must hold over all streams once every message between grains has been answered (protocol section 3, PROOF).</summary>
internal sealed class WholeProof
{
    private readonly JournalProof _proof = new();

    private WholeProof(JournalCopy journal)
    {
        Journal = journal;
        foreach (var (stream, head) in journal.Heads)
        {
            Assert.Equal(Enumerable.Range(1, (int)head).Select(n => (long)n), journal.Rows(stream).Select(r => r.Version));
        }

        journal.Walk(_proof);
        Assert.Empty(_proof.Judge());
    }

    public JournalCopy Journal { get; }

    public IReadOnlyDictionary<string, CampaignProof> Campaigns => _proof.Campaigns;

    public IReadOnlyDictionary<string, AgentProof> Agents => _proof.Agents;

    public IReadOnlyDictionary<string, ConversationProof> Conversations => _proof.Conversations;

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
        await Replayed(database);
        return proof;
    }

    /// <summary>Messages between grains that nobody has answered yet; news of windows are answered without a fact.</summary>
    public static IEnumerable<string> UnderWay(JournalCopy journal) =>
        journal.Campaigns.SelectMany(id => CampaignRules.Pending(journal.Campaign(id)))
            .Concat(journal.Agents.SelectMany(id => AgentRules.Pending(journal.Agent(id))))
            .Concat(journal.Conversations.SelectMany(key => ConversationRules.Pending(journal.Conversation(key))))
            .Where(o => o is not (Obligation.ToMeta or Obligation.ToCampaign { Command: CampaignCommand.WindowMoved }))
            .Select(o => o.Key);

    /// <summary>Whatever silos decided it, here it is decided the same.</summary>
    private static async Task Replayed(Database database)
    {
        var total = await new JournalReplay(database).Of(null);
        Assert.Empty(total.Differing.SelectMany(r => r.Differences).Take(3));
        Assert.Equal((0L, 0L), (total.DifferenceCount, total.NotCompared));
    }

    /// <summary>What must agree because nothing is under way.</summary>
    private void Across()
    {
        var owned = Conversations.Values.SelectMany(c => c.Interactions).SelectMany(i => i.Ownerships).Select(o => o.Lease).ToArray();
        Assert.All(owned, lease => Assert.Contains(lease.Number, Campaigns[lease.CampaignId].Assigned));
        Assert.Equal(owned.Length, owned.Distinct().Count());
        Assert.Equal(owned.Length, Campaigns.Values.Sum(c => c.Assigned.Count));
        Assert.All(Campaigns.Values, c => Assert.Equal(0, c.OpenOffers));

        var slots = Agents.SelectMany(a => a.Value.Slots.Select(s => $"{a.Key} {s.Key} {s.Value}")).Order(StringComparer.Ordinal);
        var owners = Conversations.Values.Select(c => c.Open).Where(i => i?.Owner is not null)
            .Select(i => $"{i!.Owner!.Value.Agent.Id} {i.Owner.Value.Lease} {i.Id}").Order(StringComparer.Ordinal);
        Assert.Equal(owners, slots);

        var waiting = Conversations.Values.Select(c => c.Open).Where(i => i is { Owner: null }).Select(i => i!.Id).Order(StringComparer.Ordinal);
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
            Conversations.Values.Select(c => c.Open).Where(i => i?.Owner is not null).Select(i => $"{i!.Id} {i.Owner!.Value.Agent.Id}").Order(StringComparer.Ordinal),
            (await Sql.Strings(database, "SELECT id || ' ' || agent_id FROM interaction WHERE status = 'active'")).Order(StringComparer.Ordinal));
    }
}
