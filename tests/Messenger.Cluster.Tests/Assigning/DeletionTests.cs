using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Assigning;

/// <summary>A campaign is deleted on a real cluster while customers write to it: all of them are recorded, and nobody waits for ever.</summary>
public sealed class DeletionTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    private const int Customers = 60;

    /// <summary>Their Page was looked up before it was deleted.</summary>
    private const int LateOnes = 5;

    [Fact]
    public async Task Who_writes_while_it_is_deleted_is_served_before_or_recorded_after_it()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 50);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var customers = Enumerable.Range(0, Customers).Select(_ => centre.Customer()).ToList();
        var writing = Write(centre, customers);

        // The administrator does not give up: each refusal names how many are open, and his agent finishes them.
        Answer answer;
        do
        {
            foreach (var held in (await centre.Desk(agent)).Interactions)
            {
                await centre.Close(held, agent);
            }

            answer = await Patient.Call(() => centre.Campaign.Handle(new CampaignCommand.Delete(1)));
            Assert.True(answer is Answer.Ok or Answer.Refused { Code: RefusalCode.OpenInteractions, Count: > 0 }, $"{answer}");
        }
        while (answer is not Answer.Ok);

        await writing;
        customers.AddRange(Enumerable.Range(0, LateOnes).Select(_ => centre.Customer()));
        await Write(centre, customers[Customers..]);
        await Eventually.Is(
            async () => (await Facts<ConversationFact.Ended>(centre, customers)).Select(e => e.InteractionId).Distinct().Count() == await Opened(centre, customers),
            "every interaction is over");
        Assert.Equal(Customers + LateOnes, (await Facts<ConversationFact.MessageReceived>(centre, customers)).Count);
        var late = (await Facts<ConversationFact.Ended>(centre, customers)).Where(e => e.Reason == EndReason.CampaignDeleted).ToList();
        Assert.True(late.Count >= LateOnes);
        Assert.All(late, e => Assert.Null(e.Lease));
        var campaign = (await JournalCopy.Read(silos.Cluster.Database)).FactsOfCampaign(centre.CampaignId).ToList();
        Assert.DoesNotContain(campaign.SkipWhile(f => f is not CampaignFact.Deleted), f => f is CampaignFact.Queued or CampaignFact.NotQueued or CampaignFact.Offered);
        await Eventually.Is(async () => (await centre.Desk(agent)) is { Agent.Load: 0, Interactions.Count: 0 }, "nothing is left on the desk");
        Assert.Empty(await Sql.Strings(silos.Cluster.Database, "SELECT interaction_id FROM queue_entry WHERE campaign_id = @id", new { id = centre.CampaignId }));
        await WholeProof.Of(silos.Cluster);
    }

    private static async Task Write(Centre centre, IReadOnlyList<string> customers)
    {
        foreach (var some in customers.Chunk(3))
        {
            await Task.WhenAll(some.Select(c => centre.Writes(c, "hola")));
        }
    }

    private async Task<int> Opened(Centre centre, IEnumerable<string> customers) =>
        (await Facts<ConversationFact.InteractionOpened>(centre, customers)).Count;

    private async Task<List<T>> Facts<T>(Centre centre, IEnumerable<string> customers)
    {
        var journal = await JournalCopy.Read(silos.Cluster.Database);
        return [.. customers.SelectMany(c => journal.FactsOfConversation(Names.ConversationKey(centre.PageId, c))).OfType<T>()];
    }
}
