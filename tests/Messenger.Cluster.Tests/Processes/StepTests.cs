using Messenger.Cluster.Tests.Proof;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>The process is stopped between any two steps of the assignment protocol.</summary>
[Trait("Mostly", "waits")]
public sealed class StepTests(ITestOutputHelper output)
{
    // 7 is an acceptance by hand, which this product does not have yet.
    private static readonly int[] Decided = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13];
    private static readonly int[] Sent = [2, 5, 8, 10, 12, 13];

    [Fact]
    public async Task Stopped_between_any_two_steps_it_comes_to_the_same_end()
    {
        string[] stops = [.. Decided.Select(s => $"before {s}"), .. Decided.Select(s => $"after {s}"), .. Sent.Select(s => $"delivered {s}")];
        await using var cluster = new ProcessCluster();
        await cluster.Start();
        var messages = 0;
        foreach (var stop in stops)
        {
            var story = new StepStory(cluster);
            await story.Open();
            await File.WriteAllTextAsync(cluster.Product.FaultFile, stop, TestContext.Current.CancellationToken);
            await story.Tell(rounds: 40, () => cluster.Product.HasExited);
            Assert.True(cluster.Product.HasExited, $"It never came to '{stop}'. What the rounds met: {string.Join("; ", story.Met)}");
            await cluster.Product.Gone();

            File.Delete(cluster.Product.FaultFile);
            await cluster.Start();
            messages += await story.ComeToRest();
            await Proved(cluster, story);
        }

        output.WriteLine($"{stops.Length} stops, {messages} customers");
    }

    internal static async Task<WholeProof> Proved(ProcessCluster cluster, StepStory story)
    {
        var proof = await WholeProof.Of(cluster.Database);
        var mids = proof.Conversations.Values.SelectMany(c => c.Mids).ToHashSet();
        Assert.All(story.Written, mid => Assert.Contains(mid, mids));
        return proof;
    }
}
