using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Messenger.Cluster.Tests.Proof;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>
/// A worker sleeps between deciding and storing, as a machine that hangs; the others give it up and go on with what it owned. Then it
/// wakes and knows of nothing: everything it owned lives twice, and the first thing it does is to store what it decided long ago.
/// </summary>
public sealed partial class SleepTests(ITestOutputHelper output)
{
    private const int Limit = 3;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_worker_that_wakes_after_it_was_given_up_can_write_nothing_and_everything_is_there_once()
    {
        await using var cluster = await ProductCluster.Start(settings: "--Logging:LogLevel:Messenger.Grains=Debug");
        var traffic = await ClusterTraffic.Begin(cluster, Limit);
        await using var screen = new VersionedClient(cluster.Http.BaseAddress!, await Desk.Token(cluster.Http, "ana"), messagePack: false);
        await screen.Start();
        await using var ana = await Desk.Open(cluster.Http, "ana");
        var desk = await ana.Look();
        var (sleeper, other) = (cluster.Workers[0], cluster.Workers[1]);

        // 3: a new customer has his place in the line. Half of the new ones come to this worker, one after the other.
        await File.WriteAllTextAsync(sleeper.FaultFile, "sleep 3", TestContext.Current.CancellationToken);
        await Eventually.Is(
            () =>
            {
                traffic.WalkIns.WriteOn(traffic.WalkIns.EverybodyWasHeard ? 1 : 0);
                return Task.FromResult(sleeper.Sleeps);
            },
            "the worker sleeps");
        var watch = Stopwatch.StartNew();
        File.Delete(sleeper.FaultFile);
        await traffic.GoesOn();
        output.WriteLine($"all who wrote to it were heard again after {watch.Elapsed.TotalSeconds:0.0} s");
        await Eventually.Is(() => Task.FromResult(watch.Elapsed), e => e > Long, "it slept for long", 2 * Long);

        var woken = DateTimeOffset.UtcNow;
        await sleeper.WakeUp();
        Assert.NotEqual(0, await sleeper.Gone());
        output.WriteLine($"woken, it was gone after {(DateTimeOffset.UtcNow - woken).TotalSeconds:0.0} s");
        var (asleep, refused) = (sleeper.Output, Refused(sleeper.Output));
        await traffic.GoesOn();
        sleeper.Start();
        await sleeper.Ready();
        output.WriteLine(await traffic.End());

        // Twice alive: each stood at the version it had reached, and the other had stored the next one before this one woke.
        var journal = await JournalCopy.Read(cluster.Database);
        var twice = refused.Where(r => journal.Rows(r.Stream).Single(row => row.Version == r.Expected + 1).Milliseconds < woken.ToUnixTimeMilliseconds()).ToArray();
        Assert.NotEmpty(twice);
        Assert.All(twice, r =>
        {
            Assert.Contains($"{r.Stream} is at version {r.Expected},", asleep, StringComparison.Ordinal);
            Assert.Contains($"{r.Stream} is at version {r.Expected + 1},", other.Output, StringComparison.Ordinal);
            Assert.InRange(r.Found, r.Expected + 1, journal.Heads[r.Stream]);
        });
        output.WriteLine($"refused: {string.Join(", ", twice.Select(r => $"{r.Stream} at {r.Expected}, the journal at {r.Found}"))}");

        Assert.Empty(screen.Faults);
        foreach (var chat in desk.Interactions)
        {
            var head = journal.Rows(chat.Stream).Max(r => r.ViewVersion);
            await Eventually.Is(() => Task.FromResult(screen.Have(chat.Stream)), have => have == head, "the screen is right");
            Assert.Equal(screen.Versions(chat.Stream).Distinct(), screen.Versions(chat.Stream));
        }
    }

    private static IReadOnlyList<(string Stream, long Expected, long Found)> Refused(string log) => [.. Stale().Matches(log).Select(m =>
        (m.Groups[1].Value, long.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), long.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture)))];

    [GeneratedRegex(@"(\S+): the journal is ahead of this activation \(interaction [^,]*, expected version (\d+), found (\d+)\)")]
    private static partial Regex Stale();
}
