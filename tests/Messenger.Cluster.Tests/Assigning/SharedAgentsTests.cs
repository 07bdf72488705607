using System.Collections.Concurrent;
using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Assigning;

/// <summary>R17 under every race: both limits hold while many campaigns want the same agents, their settings change, and a silo dies.</summary>
public sealed class SharedAgentsTests(ITestOutputHelper output)
{
    private const int Campaigns = 20;
    private const int Agents = 50;
    private const int ArrivalsAtOnce = 64;
    private const int Customers = 640;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, int> _closed = [];
    private volatile bool _over;

    [Fact]
    public async Task Both_limits_hold_while_settings_change_and_a_silo_dies()
    {
        await using var cluster = await MessengerCluster.Start(3);
        var centres = await Open(cluster);
        var agents = centres[0].Agents;
        var working = agents.Select(a => Task.Run(() => Work(cluster, centres[0], a))).ToArray();
        var written = 0;
        var arrivals = Parallel.ForEachAsync(
            Enumerable.Range(0, Customers), new ParallelOptions { MaxDegreeOfParallelism = ArrivalsAtOnce }, async (n, _) =>
            {
                var centre = centres[n % Campaigns];
                await centre.Writes(centre.Customer(), "hola");
                Interlocked.Increment(ref written);
            });
        var changes = Task.Run(() => ChangeLimits(centres, agents));
        await Eventually.Is(() => Task.FromResult(Volatile.Read(ref written)), w => w >= Customers / 2, "half of them wrote", Patience);
        await cluster.Kill(centres[0].Campaign);
        await cluster.Orleans.StartAdditionalSiloAsync();
        await arrivals;
        await changes;
        await Eventually.Is(() => Task.FromResult(_closed.Count), closed => closed == Customers, "everybody was served", Patience);
        _over = true;
        await Task.WhenAll(working);

        var proof = await WholeProof.Of(cluster);
        Assert.Equal(Customers, proof.Conversations.Count);

        // Each campaign has its own turns and fewer customers than there are agents: nobody is promised one.
        var loads = agents.Select(agent => proof.Agents[agent].HighestLoad).ToList();
        output.WriteLine($"Most at one time: {string.Join(' ', loads)}");
        Assert.All(loads, load => Assert.InRange(load, 0, 4));
        Assert.True(loads.Count(load => load > 1) > Agents / 5, "So few shared work that the limits were hardly tried.");
        var campaigns = centres.SelectMany(c => proof.Journal.FactsOfCampaign(c.CampaignId)).ToList();
        var (assigned, refused) = (campaigns.OfType<CampaignFact.Assigned>().Count(), campaigns.OfType<CampaignFact.OfferRefused>().ToList());
        output.WriteLine($"{assigned} assigned, {refused.Count} refused: {string.Join(", ", refused.GroupBy(r => r.Reason).Select(g => $"{g.Key} {g.Count()}"))}");
        Assert.True(refused.Count <= assigned, "On average an assignment takes at most one refusal.");
    }

    private static async Task<List<Centre>> Open(MessengerCluster cluster)
    {
        var first = await Centre.Open(cluster, Agents, limit: 2);
        var centres = new List<Centre> { first };
        while (centres.Count < Campaigns)
        {
            centres.Add(await Centre.Open(cluster, 0, limit: 2, shared: first.Agents));
        }

        await Task.WhenAll(first.Agents.Select(a => Patient.Call(() => first.Agent(a).Handle(new AgentCommand.SetCap(3)))));
        return centres;
    }

    /// <summary>Limits of campaigns and caps of agents go up and down while the work goes on.</summary>
    private static async Task ChangeLimits(List<Centre> centres, IReadOnlyList<string> agents)
    {
        for (var n = 0; n < 40; n++)
        {
            var centre = centres[n % Campaigns];
            var limit = 1 + (n % 3);
            await Patient.Call(() => centre.Campaign.Handle(new CampaignCommand.Save(centre.Settings(limit), 1 + (n / Campaigns)), $"limit{n}"));
            await Patient.Call(() => centre.Agent(agents[n % Agents]).Handle(new AgentCommand.SetCap(1 + (n % 4))));
        }
    }

    /// <summary>Finishes whatever comes to his desk.</summary>
    private async Task Work(MessengerCluster cluster, Centre centre, string agent)
    {
        var connectAgain = DateTimeOffset.MinValue;
        while (!_over)
        {
            if (cluster.Clock.GetUtcNow() >= connectAgain)
            {
                await centre.Connect(agent);
                connectAgain = cluster.Clock.GetUtcNow().AddSeconds(2);
            }

            foreach (var held in (await centre.Desk(agent)).Interactions)
            {
                if (await centre.Close(held, agent) is Answer.Ok)
                {
                    _closed.TryAdd(held.InteractionId, 1);
                }
            }

            await Task.Delay(50);
        }
    }
}
