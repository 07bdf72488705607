using Messenger.Cluster.Tests.Proof;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>Customers who write on, on phones and without, and two agents who answer; at the end, everything must be there once.</summary>
internal sealed class ClusterTraffic
{
    private const int People = 12;

    private readonly ProductCluster _cluster;
    private readonly Phones _phones;
    private readonly Desk _ana;
    private readonly Desk _bruno;

    private ClusterTraffic(ProductCluster cluster, Phones phones, Desk ana, Desk bruno)
    {
        (_cluster, _phones, _ana, _bruno) = (cluster, phones, ana, bruno);
        WalkIns = new WalkIns(cluster.Http);
    }

    public WalkIns WalkIns { get; }

    /// <param name="limit">Interactions that an agent holds at most; both are full when this returns.</param>
    public static async Task<ClusterTraffic> Begin(ProductCluster cluster, int limit)
    {
        var phones = new Phones(cluster.Simulator);
        var traffic = new ClusterTraffic(cluster, phones, await Desk.Open(cluster.Http, "ana"), await Desk.Open(cluster.Http, "bruno"));
        for (var n = 0; n < 2 * limit; n++)
        {
            Assert.True(await phones.Writes(await phones.Customer($"Cliente {n}"), "hola"));
        }

        await Eventually.Is(
            async () => (await traffic._ana.Look()).Interactions.Count + (await traffic._bruno.Look()).Interactions.Count, n => n == 2 * limit, "both agents are full");
        phones.WriteOn();
        traffic._ana.AnswerOn();
        traffic._bruno.AnswerOn();
        traffic.WalkIns.WriteOn(People);
        await traffic.GoesOn();
        return traffic;
    }

    /// <summary>Until everybody could write some more.</summary>
    public Task GoesOn() => WalkIns.GoOn();

    /// <summary>Lets everybody finish and proves that each message is stored once, each reply went out once, and the journal is whole.</summary>
    /// <returns>What was proven, in numbers.</returns>
    public async Task<string> End()
    {
        await WalkIns.Stop();
        await _phones.Stop();
        await Task.WhenAll(_ana.StopAnswering(), _bruno.StopAnswering());
        await Eventually.Is(() => _phones.WebhooksWaiting(), w => w == 0, "all webhooks were taken");
        var proof = await WholeProof.Of(_cluster.Database);
        var lines = await _phones.Lines();
        var written = lines.Where(l => l.Direction == "in").Select(l => l.Mid).Concat(WalkIns.Acknowledged).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(written, proof.Conversations.Values.SelectMany(c => c.Mids).Order(StringComparer.Ordinal));
        Assert.Equal(written, (await Recordings.Export(_cluster.Http)).Where(m => m.Direction == "in").Select(m => m.Mid!).Order(StringComparer.Ordinal));
        Assert.Equal(0, await Sql.Number(_cluster.Database, "SELECT count(*) FROM kept_aside"));
        var replies = lines.Where(l => l is { Direction: "out", Metadata: not null }).ToArray();
        Assert.Equal(replies.Length, replies.Select(l => l.Metadata).Distinct().Count());
        await _ana.DisposeAsync();
        await _bruno.DisposeAsync();
        return $"{written.Length} messages of customers, {replies.Length} replies: 0 lost, 0 doubled";
    }
}
