using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Messenger.Cluster.Tests.Proof;
using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>What memory holds, what the journal gives from its beginning, and what a snapshot and its tail give, is the same.</summary>
public sealed class ReplayTests
{
    private static readonly JsonSerializerOptions Snapshot = new() { Converters = { new JsonStringEnumConverter() } };

    [Fact]
    public async Task Every_grain_is_the_same_after_it_was_forgotten()
    {
        await using var cluster = await MessengerCluster.Start(2);
        var centre = await Centre.Open(cluster, agents: 2, limit: 2);
        await Task.WhenAll(centre.Agents.Select(a => centre.Connect(a)));
        var customers = Enumerable.Range(0, 8).Select(_ => centre.Customer()).ToArray();
        foreach (var n in Enumerable.Range(0, 22))
        {
            await Task.WhenAll(customers.Select(c => centre.Writes(c, $"mensaje {n} 😀")));
        }

        await Eventually.Is(async () => (await centre.Queue()).Count == 4, "four wait");
        await FinishOne(centre, customers);
        await Eventually.Is(async () => (await centre.Queue()).Count == 3, "three wait");
        await WholeProof.Of(cluster);

        for (var round = 0; round < 2; round++)
        {
            var before = await Views(cluster, centre, customers);
            await Forget(cluster, centre, customers);
            Assert.Equal(before, await Views(cluster, centre, customers));
            await SnapshotsAreWhatTheJournalSays(cluster, centre, customers, atLeast: customers.Length);
            if (round == 0)
            {
                // More facts on top of the snapshots, then forget again: snapshot and tail.
                await Task.WhenAll(customers.Select(c => centre.Writes(c, "más")));
                await FinishOne(centre, customers);
                await Eventually.Is(async () => (await centre.Queue()).Count <= 3, "the next was served");
                await WholeProof.Of(cluster);
            }
        }

        Assert.Empty(cluster.Log.Errors);
    }

    [Fact]
    public async Task Every_grain_is_the_same_after_the_whole_cluster_stopped()
    {
        await using var cluster = await MessengerCluster.Start(2);
        var centre = await Centre.Open(cluster, agents: 2, limit: 2);
        await Task.WhenAll(centre.Agents.Select(a => centre.Connect(a)));
        var customers = Enumerable.Range(0, 6).Select(_ => centre.Customer()).ToArray();
        await Task.WhenAll(customers.Select(c => centre.Writes(c, "hola")));
        await Eventually.Is(async () => (await centre.Queue()).Count == 2, "two wait");
        await WholeProof.Of(cluster);
        var before = await Views(cluster, centre, customers);
        var queue = await centre.Queue();

        await cluster.StopAll();
        await cluster.StartAll(2);

        Assert.Equal(before, await Views(cluster, centre, customers));
        Assert.Equal(queue, await centre.Queue());
        await Task.WhenAll(centre.Agents.Select(a => centre.Connect(a)));
        await FinishOne(centre, customers);
        await Eventually.Is(async () => (await centre.Queue()).Count == 1, "the next was served");
        var proof = await WholeProof.Of(cluster);
        Assert.Equal(queue[0], proof.Campaigns[centre.CampaignId].Offers.MaxBy(o => o.Key).Value.InteractionId);
        Assert.Empty(cluster.Log.Errors);
    }

    private static async Task FinishOne(Centre centre, IEnumerable<string> customers)
    {
        foreach (var customer in customers)
        {
            if (await centre.View(customer) is { State: "active", AgentId: { } agent })
            {
                await centre.Finish(customer, agent);
                return;
            }
        }
    }

    private static async Task<string[]> Views(MessengerCluster cluster, Centre centre, IEnumerable<string> customers)
    {
        IEnumerable<IStreamSource> sources =
            [.. centre.Agents.Select(a => cluster.Grains.GetGrain<IAgentGrain>(a)), .. customers.Select(centre.Conversation)];
        return await Task.WhenAll(sources.Select(async s => (await Patient.Call(() => s.Read(null, null))).Snapshot!.Json));
    }

    private static async Task Forget(MessengerCluster cluster, Centre centre, IEnumerable<string> customers)
    {
        IEnumerable<IAddressable> all =
            [centre.Campaign, .. centre.Agents.Select(centre.Agent), .. customers.Select(centre.Conversation)];
        foreach (var grain in all)
        {
            await cluster.Orleans.DeactivateAsync(grain);
        }
    }

    private static async Task SnapshotsAreWhatTheJournalSays(MessengerCluster cluster, Centre centre, IEnumerable<string> customers, int atLeast)
    {
        var journal = (await WholeProof.Of(cluster)).Journal;
        var compared = 0;
        compared += await Compare<CampaignState, CampaignCommand, CampaignFact, CampaignRules>(
            "campaign", centre.CampaignId, Names.CampaignStream(centre.CampaignId));
        foreach (var agent in centre.Agents)
        {
            compared += await Compare<AgentState, AgentCommand, AgentFact, AgentRules>("agent", agent, Names.AgentStream(agent));
        }

        foreach (var key in customers.Select(c => Names.ConversationKey(centre.PageId, c)))
        {
            compared += await Compare<ConversationState, ConversationCommand, ConversationFact, ConversationRules>(
                "conversation", key, Names.ConversationStream(key));
        }

        Assert.True(compared >= atLeast, "There are fewer snapshots than streams long enough for one.");

        async Task<int> Compare<TState, TCommand, TFact, TRules>(string type, string key, string stream)
            where TState : class
            where TRules : IRules<TState, TCommand, TFact>
        {
            var storage = cluster.Orleans.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(SnapshotStorage.Name);
            var stored = new GrainState<StoredState>(new StoredState());
            await storage.ReadStateAsync(type + "-state", GrainId.Create(type, key), stored);
            if (stored.State?.Position is not { } text)
            {
                return 0;
            }

            var read = JsonSerializer.Deserialize<StreamPosition<TState>>(text, Snapshot)!;
            var withTail = JsonSerializer.SerializeToNode(
                journal.Fold<TState, TCommand, TFact, TRules>(stream, key, read.State, read.Version), Snapshot);
            var fromJournal = JsonSerializer.SerializeToNode(journal.Fold<TState, TCommand, TFact, TRules>(stream, key), Snapshot);
            Assert.True(JsonNode.DeepEquals(fromJournal, withTail), $"{stream}:\n{fromJournal}\n{withTail}");
            Assert.Equal(journal.Rows(stream).Single(r => r.Version == read.Version).ViewVersion, read.ViewVersion);
            return 1;
        }
    }
}
