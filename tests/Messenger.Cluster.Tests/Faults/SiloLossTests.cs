using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;
using Messenger.Storage.Recordings;
using Orleans.Runtime;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>Silos die in the middle of the work.</summary>
public sealed class SiloLossTests
{
    [Fact]
    public async Task Silos_die_under_traffic_and_nothing_is_lost_or_doubled()
    {
        await using var cluster = await MessengerCluster.Start(3);
        var centre = await Centre.Open(cluster, agents: 3, limit: 3);
        var traffic = new Traffic(centre);
        traffic.StartAgents();
        const int Customers = 24, Messages = 12;
        var writing = traffic.Customers(Customers, Messages);

        // The silo of the sequencer first, then those of an agent and of a waker, each while messages arrive.
        foreach (var (victim, after) in new (IAddressable, int)[]
                 {
                     (centre.Campaign, 40), (centre.Agent(centre.Agents[0]), 110), (cluster.Grains.GetGrain<Contracts.IWakerGrain>(0), 180),
                 })
        {
            await Eventually.Is(() => Task.FromResult(traffic.Told), told => told >= after, $"{after} messages are stored");
            await cluster.Kill(victim);
            await cluster.Orleans.StartAdditionalSiloAsync();
        }

        await writing;
        await traffic.Served();
        var proof = await WholeProof.Of(cluster);
        Assert.Equal(
            traffic.Stored.Order(StringComparer.Ordinal),
            proof.Conversations.Values.SelectMany(c => c.Mids).Order(StringComparer.Ordinal));
        Assert.Equal(Customers * Messages, traffic.Stored.Count);
        Assert.All(proof.Agents.Values, a => Assert.Empty(a.Slots));

        // A send that was under way when its silo died is never made again.
        Assert.All(cluster.Sends.GroupBy(s => s.Metadata), sends => Assert.Single(sends));

        // In a process that was killed nobody would be left to say this; here the dead silos' activations still are.
        var errors = string.Join('\n', cluster.Log.Errors.Where(e => !e.Contains("invalid activation", StringComparison.Ordinal)));
        Assert.True(errors.Length == 0, errors);
    }

    /// <summary>Nobody calls: only the due table can bring the work of the dead silo back.</summary>
    [Fact]
    public async Task What_a_dead_silo_had_to_do_is_done_without_anybody_calling()
    {
        await using var cluster = await MessengerCluster.Start(2);
        var centre = await Centre.Open(cluster, agents: 1, limit: 1);
        await centre.Connect(centre.Agents[0]);
        var psid = centre.Customer();
        await cluster.StopAll();
        await ArriveAndDie(cluster, centre, psid);
        await cluster.StartAll(2);

        await Eventually.Is(
            async () => (await JournalCopy.Read(cluster.Database)).FactsOfConversation(Names.ConversationKey(centre.PageId, psid))
                .OfType<ConversationFact.Owned>().Any(),
            "he is served");
        await WholeProof.Of(cluster);
    }

    /// <summary>A message is committed as the grain would, and nothing after the commit happens.</summary>
    private static async Task ArriveAndDie(MessengerCluster cluster, Centre centre, string psid)
    {
        var key = Names.ConversationKey(centre.PageId, psid);
        var now = centre.Cluster.Clock.GetUtcNow();
        var state = ConversationRules.Initial(key);
        var facts = ConversationRules.Decide(state, centre.Message("hola"), now).Facts;
        var version = 0;
        foreach (var fact in facts)
        {
            var after = ConversationRules.Apply(state, fact, now);
            version += ConversationRules.View(state, after, fact, now, version + 1).Count();
            state = after;
        }

        var encoded = FactCodec.Encode(facts);
        var append = new Append(
            Names.ConversationStream(key), 0, new NewRow(now, encoded.Facts, encoded.Content, encoded.ContentHash, version, null),
            [.. facts.SelectMany(f => ConversationProjection.Changes(key, f, now))], [], new DueChange(now.AddSeconds(2)));
        Assert.IsType<AppendResult.Committed>(await cluster.Writer.Append(append));
    }
}
