using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Assigning;

/// <summary>The places of the queue on a real cluster: held, closed hours, and the way into the queue (R16, R18).</summary>
public sealed class QueueTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task Those_of_a_closed_period_are_told_once_and_served_in_the_order_in_which_they_came()
    {
        const int Customers = 12;
        var centre = await Centre.Open(silos.Cluster, agents: 2, limit: 50);
        var settings = centre.Settings(50) with { Schedule = [] };
        await centre.Save(settings, 1);
        await Task.WhenAll(centre.Agents.Select(a => centre.Connect(a)));
        var customers = new List<string>();
        for (var n = 0; n < Customers; n++)
        {
            customers.Add(centre.Customer());
            await centre.Writes(customers[n], "Hola, ¿están abiertos?");
            await centre.Writes(customers[n], "¿hola?");
        }

        var ids = customers.Select(c => Names.InteractionId(Names.ConversationKey(centre.PageId, c), 1)).ToArray();
        await Eventually.Is(async () => (await Facts<ConversationFact.AutomaticTold>(centre, customers)).Count == Customers, "each was told");
        Assert.Empty((await JournalCopy.Read(silos.Cluster.Database)).FactsOfCampaign(centre.CampaignId).OfType<CampaignFact.Offered>());

        await centre.Save(settings with { Schedule = OpenInterval.AllWeek }, 2);
        await Eventually.Is(
            async () => (await JournalCopy.Read(silos.Cluster.Database)).FactsOfCampaign(centre.CampaignId).OfType<CampaignFact.Assigned>().Count() == Customers,
            "all are assigned");
        var campaign = (await JournalCopy.Read(silos.Cluster.Database)).FactsOfCampaign(centre.CampaignId).ToList();
        Assert.Equal(ids, campaign.OfType<CampaignFact.Offered>().Where(o => ids.Contains(o.InteractionId)).Select(o => o.InteractionId).Distinct());
        var opening = campaign.OfType<CampaignFact.ScheduleTurned>().Last().At;
        await Eventually.Is(
            async () => (await Facts<ConversationFact.Placed>(centre, customers)).Count(p => p.QueuedAt == opening) == Customers, "each knows when its wait began");
        Assert.Equal(Customers, (await Facts<ConversationFact.MessageQueued>(centre, customers)).Count(m => m.Automatic));
        await Eventually.Is(async () => !(await JournalCopy.Read(silos.Cluster.Database)).FactsOfCampaign(centre.CampaignId).OfType<CampaignFact.PlaceTold>().Skip(Customers).Any()
            && (await JournalCopy.Read(silos.Cluster.Database)).FactsOfCampaign(centre.CampaignId).OfType<CampaignFact.PlaceTold>().Count() == Customers, "nobody is left to be told");
    }

    [Fact]
    public async Task Those_beyond_the_limit_are_held_and_admitted_one_by_one()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 1);
        await centre.Save(centre.Settings(1) with { QueueLimit = 1 }, 1);
        var agent = centre.Agents[0];
        var customers = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            customers.Add(centre.Customer());
            await centre.Writes(customers[n], "hola");
            await Eventually.Is(async () => (await Facts<ConversationFact.Placed>(centre, customers)).Count > n, "it has its place");
        }

        Assert.Equal(
            [QueuePlace.Queued, QueuePlace.Held, QueuePlace.Held, QueuePlace.Held, QueuePlace.Held],
            (await Facts<ConversationFact.Placed>(centre, customers)).OrderBy(p => p.InteractionId, StringComparer.Ordinal).Select(p => p.Place));
        await centre.Connect(agent);
        foreach (var customer in customers)
        {
            await centre.OnDesk(customer, agent);
            await centre.Finish(customer, agent);
        }

        var offered = (await JournalCopy.Read(silos.Cluster.Database)).FactsOfCampaign(centre.CampaignId).OfType<CampaignFact.Offered>().Select(o => o.InteractionId).Distinct();
        Assert.Equal(customers.Select(c => Names.InteractionId(Names.ConversationKey(centre.PageId, c), 1)), offered);
    }

    private async Task<List<T>> Facts<T>(Centre centre, IEnumerable<string> customers)
    {
        var journal = await JournalCopy.Read(silos.Cluster.Database);
        return [.. customers.SelectMany(c => journal.FactsOfConversation(Names.ConversationKey(centre.PageId, c))).OfType<T>()];
    }
}
