using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>A worker is killed shortly before many times end: those that were its own end by the clock of another, at the instant that was theirs (B3).</summary>
public sealed class TimerFailoverTests(ITestOutputHelper output)
{
    private const int Held = 24;
    private const int Asked = 8;
    private const int FirstReplySeconds = 10;

    private static readonly TimeSpan Live = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFailover = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task What_a_killed_worker_had_to_end_is_ended_within_two_seconds_of_the_failover()
    {
        await using var cluster = await ProductCluster.Start();
        await Change(cluster, new { maxPerAgent = Held / 2, firstReplySeconds = FirstReplySeconds });
        await using var ana = await Desk.Open(cluster.Http, "ana");
        await using var bruno = await Desk.Open(cluster.Http, "bruno");
        var customers = new WalkIns(cluster.Http);
        var psids = Enumerable.Range(10, Held).Select(n => $"70000000000001{n}").ToArray();
        await Task.WhenAll(psids.Select(psid => customers.Tell(psid, "m_" + psid, "hola")));
        var owned = await Eventually.Is(() => Ends(cluster), all => all.Count == Held, "both agents are full");

        await Eventually.Is(() => Task.FromResult(DateTimeOffset.UtcNow > owned.Values.Min(e => e.By).AddSeconds(-0.5)), "the end is near");
        var here = await Task.WhenAll(cluster.Workers.Select(Conversations));
        await cluster.Workers[here[0] > here[1] ? 0 : 1].Kill();

        // Some are asked on and on, enough that one of them was the killed worker's: when all serve again the failover is over. Of the others
        // only the clock and the due table know.
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(psids.Take(Asked).Select(psid => customers.Tell(psid, "m_again_" + psid, "¿hola?")));
        var failover = watch.Elapsed;
        var silent = owned.Keys.Where(i => !psids.Take(Asked).Any(psid => i.Contains(psid, StringComparison.Ordinal))).ToList();
        Assert.Equal(Held - Asked, silent.Count);
        var ends = await Eventually.Is(() => Ends(cluster), all => silent.TrueForAll(i => all[i].At is not null), "nobody is waited for any more");

        Assert.All(silent, i => Assert.Equal(owned[i].By, ends[i].At));
        var late = silent.Select(i => (ends[i].CommittedAt - ends[i].At)!.Value.TotalSeconds).Order().ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{here.Max()} of {here.Sum()} conversations on the killed worker; it serves again after {failover.TotalSeconds:0.00} s; late by {late[0]:0.00} to {late[^1]:0.00} s, median {late[late.Count / 2]:0.00}"));
        Assert.True(late[^1] > Live.TotalSeconds, "None of them was the killed worker's.");
        Assert.True(late[^1] <= (failover + AfterFailover).TotalSeconds, $"{late[^1]} s with a failover of {failover}");
        await WholeProof.Of(cluster.Database);
    }

    private static async Task Change(ProductCluster cluster, object edit)
    {
        var token = new AuthenticationHeaderValue("Bearer", await Desk.Token(cluster.Http, "admin"));
        using var read = new HttpRequestMessage(HttpMethod.Get, "/api/campaigns/soporte") { Headers = { Authorization = token } };
        using var before = (await cluster.Http.SendAsync(read)).EnsureSuccessStatusCode();
        using var change = new HttpRequestMessage(HttpMethod.Put, "/api/campaigns/soporte") { Headers = { Authorization = token }, Content = JsonContent.Create(edit) };
        change.Headers.IfMatch.Add(before.Headers.ETag!);
        using var reply = await cluster.Http.SendAsync(change);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>How many of them live in a worker, as it says to whoever watches it.</summary>
    private static async Task<double> Conversations(ProductProcess worker)
    {
        var metrics = await worker.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return metrics.Split('\n').Where(l => l.StartsWith("orleans_grains{", StringComparison.Ordinal) && l.Contains("\"conversation\"", StringComparison.Ordinal))
            .Sum(l => double.Parse(l.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Of each interaction that somebody has or had: when his time for the first reply was over, and when that was written down.</summary>
    private static async Task<Dictionary<string, (DateTimeOffset By, DateTimeOffset? At, DateTimeOffset? CommittedAt)>> Ends(ProductCluster cluster)
    {
        var journal = await JournalCopy.Read(cluster.Database);
        var found = new Dictionary<string, (DateTimeOffset By, DateTimeOffset? At, DateTimeOffset? CommittedAt)>(StringComparer.Ordinal);
        foreach (var row in journal.Conversations.SelectMany(c => journal.Rows(Names.ConversationStream(c))))
        {
            var written = DateTimeOffset.FromUnixTimeMilliseconds(row.Milliseconds);
            foreach (var fact in FactCodec.Decode<ConversationFact>(row.Facts, row.Content))
            {
                if (fact is ConversationFact.Owned owned)
                {
                    found.TryAdd(owned.InteractionId, (written.AddSeconds(FirstReplySeconds), null, null));
                }
                else if (fact is ConversationFact.Requeued { Reason: ReturnReason.NoReply } back && found[back.InteractionId].At is null)
                {
                    found[back.InteractionId] = (found[back.InteractionId].By, back.At, written);
                }
            }
        }

        return found;
    }
}
