using System.Globalization;
using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Storage.Journal;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>What happens by the clock happens by itself, at its own instant, also where the silo that had to notice it is gone (B3).</summary>
public sealed class TimersTests(ITestOutputHelper output)
{
    private const int Agents = 8;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_nobody_accepts_ends_at_its_instant(bool killed)
    {
        await using var cluster = await MessengerCluster.Start(2);
        var centre = await Centre.Open(cluster, Agents, limit: 1);
        await centre.Save(centre.Settings(limit: 1) with { Acceptance = Acceptance.ByHand, AcceptSeconds = 5 }, 1);
        foreach (var agent in centre.Agents)
        {
            await centre.Connect(agent);
        }

        // At once: the last must ring before the first has rung its time.
        await Task.WhenAll(Enumerable.Range(0, Agents).Select(_ => centre.Writes(centre.Customer(), "hola")));

        await Eventually.Is(
            async () => (await Task.WhenAll(centre.Agents.Select(centre.Desk))).All(d => d.Ringing.Count > 0), "it rings on every desk");
        if (killed)
        {
            // So shortly before the end that nobody can have taken over by then.
            var first = (await Task.WhenAll(centre.Agents.Select(centre.Desk))).SelectMany(d => d.Ringing).Min(r => r.Until);
            await Eventually.Is(() => Task.FromResult(cluster.Clock.GetUtcNow() > first.AddSeconds(-0.3)), "the end is near");
            await cluster.Kill(centre.Agent(centre.Agents[0]));
        }

        // Nobody asks the agents anything: only the clock and the due table can bring this about.
        await Eventually.Is(
            async () => await Lapsed(cluster) is { Count: Agents } all && all.TrueForAll(l => l.At is not null), "all rang in vain");
        var lapsed = await Lapsed(cluster);
        Assert.All(lapsed, l => Assert.Equal(l.Until, l.At));
        var late = lapsed.Select(l => (l.CommittedAt - l.At!.Value).TotalMilliseconds).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(killed ? "silo killed" : "live")}: late by {string.Join(", ", late)} ms"));
        Assert.All(lapsed, l => Assert.True(l.CommittedAt >= l.At, "Nothing ends before its time."));
        await WholeProof.Of(cluster);
    }

    private static async Task<List<(DateTimeOffset? Until, DateTimeOffset? At, DateTimeOffset CommittedAt)>> Lapsed(MessengerCluster cluster)
    {
        var journal = await JournalCopy.Read(cluster.Database);
        var found = new List<(DateTimeOffset? Until, DateTimeOffset? At, DateTimeOffset CommittedAt)>();
        foreach (var agent in journal.Agents)
        {
            var reserved = journal.FactsOfAgent(agent).OfType<AgentFact.Reserved>().ToDictionary(f => f.Lease, f => f.RingsUntil);
            foreach (var row in journal.Rows(Domain.Shared.Names.AgentStream(agent)))
            {
                found.AddRange(FactCodec.Decode<AgentFact>(row.Facts, row.Content).OfType<AgentFact.Lapsed>().Where(f => f.Reason == LapseReason.NoAnswer)
                    .Select(f => (reserved[f.Lease], f.At, DateTimeOffset.FromUnixTimeMilliseconds(row.Milliseconds))));
            }
        }

        return found;
    }
}
