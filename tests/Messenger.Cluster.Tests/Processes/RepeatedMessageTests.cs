namespace Messenger.Cluster.Tests.Processes;

/// <summary>Messages between grains come twice, or much too late.</summary>
[Trait("Mostly", "waits")]
public sealed class RepeatedMessageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("twice")]
    [InlineData("late 40")]
    public async Task A_message_between_grains_that_comes_again_changes_nothing(string repeat)
    {
        await using var cluster = new ProcessCluster();
        await cluster.Start();
        var story = new StepStory(cluster);
        await story.Open();
        await File.WriteAllTextAsync(cluster.Product.FaultFile, repeat, TestContext.Current.CancellationToken);
        await story.Tell(rounds: 6, () => false);
        await story.ComeToRest();
        var rest = (await StepTests.Proved(cluster, story)).Journal.Heads;

        var notes = "";
        await Eventually.Is(
            async () => notes = await File.ReadAllTextAsync(cluster.Product.FaultFile + ".notes"),
            text => text.Count(c => c == '+') == text.Count(c => c == '-'), "everything that was repeated has arrived", TimeSpan.FromSeconds(70));
        var after = (await StepTests.Proved(cluster, story)).Journal.Heads;

        Assert.True(notes.Length > 100, $"Only {notes.Length / 2} messages were repeated.");
        if (repeat != "twice")
        {
            Assert.Equal(Decisions(rest), Decisions(after));
        }

        output.WriteLine($"{notes.Length / 2} messages came again ({repeat})");
    }

    // An agent whose desk is gone may be found lost meanwhile; nobody else has a reason to decide anything.
    private static IEnumerable<string> Decisions(IReadOnlyDictionary<string, long> heads) =>
        heads.Where(h => h.Key.StartsWith("conversation/", StringComparison.Ordinal)).Select(h => $"{h.Key} {h.Value}").Order(StringComparer.Ordinal);
}
