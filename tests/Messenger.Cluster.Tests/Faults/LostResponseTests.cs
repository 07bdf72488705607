using System.Diagnostics;
using Messenger.Cluster.Tests.Processes;
using Messenger.Domain.Conversations;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>
/// Protocol section 5 against the real thing: 200 sends succeed and their responses are lost, some also lose their echo, some requests get
/// lost themselves, and for a while no thread can be read; meanwhile the process is killed and put to sleep.
/// </summary>
[Trait("Mostly", "waits")]
public sealed class LostResponseTests(ITestOutputHelper output)
{
    private const int Lost = 200;
    private const int WithoutEcho = 16;
    private const int Requests = 4;
    private const int Hidden = 12;
    private const int Kills = 3;
    private const int Sleeps = 4;

    [Fact]
    public async Task Each_message_reaches_its_customer_once_or_is_unconfirmed_because_nothing_could_tell()
    {
        var (random, watch, ct) = (new Random(Environment.TickCount), Stopwatch.StartNew(), TestContext.Current.CancellationToken);
        await using var story = await LostResponses.Begin();
        output.WriteLine($"ready after {watch.Elapsed.TotalSeconds:0.0} s");

        // Which send meets what is up to the order in which nine of them at a time get there.
        var troubles = Enumerable.Repeat(story.LoseResponse, Lost - Hidden).Concat(Enumerable.Repeat(story.LoseRequest, Requests)).ToArray();
        random.Shuffle(troubles);
        var faults = Task.Run(() => Break(story.Product, random, ct), ct);
        for (var n = 0; n < troubles.Length; n++)
        {
            if (n % ((Lost - Hidden) / WithoutEcho) == 0)
            {
                await story.LoseEcho();
            }

            await troubles[n]();
            await story.CustomerWrites(n);
        }

        var customers = troubles.Length;
        await faults;
        while (await Settled(story) && await story.StillPlanned() > 0)
        {
            // A send that was killed before it got out, or was made again, met the trouble of another one.
            await story.CustomerWrites(customers++);
        }

        output.WriteLine($"the echo or the thread told of all {customers} after {watch.Elapsed.TotalSeconds:0.0} s");
        var told = await Outcomes(story);
        await story.HideThreads();
        for (var n = 0; n < Hidden; n++)
        {
            await story.LoseEcho();
            await story.LoseResponse();
            await story.CustomerWrites(customers++);
        }

        await Eventually.Is(() => story.StillPlanned(), n => n == 0, "all of them were sent and lost their response");
        await story.Product.FallAsleep();
        await Task.Delay(2_000, ct);
        await story.Product.WakeUp();
        await Settled(story);
        await story.Finish();
        await story.LetThreadsBeRead();

        var outcomes = await Outcomes(story);
        var phone = (await story.Phones.Lines()).Where(line => line is { Direction: "out", Metadata: not null }).GroupBy(line => line.Metadata!).ToDictionary(g => g.Key, g => g.Count());
        output.WriteLine($"{customers} messages, {Lost} responses and {Requests} requests lost, {Kills} kills, {Sleeps + 1} sleeps: "
            + string.Join(", ", outcomes.Values.GroupBy(o => o).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}"))
            + $"; on the phones {phone.Count} once, {phone.Values.Count(n => n > 1)} twice or more; {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(customers, outcomes.Count);
        Assert.Equal(story.Answered.Order(StringComparer.Ordinal), outcomes.Keys.Order(StringComparer.Ordinal));
        Assert.All(phone, shown => Assert.True(shown.Value == 1, $"{shown.Key} was shown {shown.Value} times."));
        Assert.All(outcomes, o => Assert.True(
            o.Value is "sent" or "delivered" or "read" ? phone.ContainsKey(o.Key) : o.Value == "failed " + FailureReason.Unconfirmed && !told.ContainsKey(o.Key),
            $"{o.Key} is {o.Value}, and on the phone it is {(phone.ContainsKey(o.Key) ? "shown" : "not")}."));
        Assert.Equal(Hidden, outcomes.Values.Count(o => o == "failed " + FailureReason.Unconfirmed));
    }

    /// <summary>Kills and sleeps while the messages go; each time the product comes back by itself or is started again.</summary>
    private static async Task Break(ProductProcess product, Random random, CancellationToken ct)
    {
        var kinds = Enumerable.Repeat(true, Kills).Concat(Enumerable.Repeat(false, Sleeps)).ToArray();
        random.Shuffle(kinds);
        foreach (var kill in kinds)
        {
            await Task.Delay(random.Next(300, 2_500), ct);
            if (kill)
            {
                await product.Kill();
                product.Start();
                await product.Ready();
            }
            else
            {
                await product.FallAsleep();
                await Task.Delay(random.Next(200, 4_500), ct);
                await product.WakeUp();
            }
        }
    }

    private static async Task<bool> Settled(LostResponses story)
    {
        await Eventually.Is(() => story.Open(), open => open.Count == 0, "it is known of every message what became of it", TimeSpan.FromSeconds(120));
        return true;
    }

    private static async Task<Dictionary<string, string>> Outcomes(LostResponses story) =>
        (await Sql.Strings(story.Database, "SELECT client_message_id || '|' || state || CASE WHEN failure_reason IS NULL THEN '' ELSE ' ' || failure_reason END FROM message WHERE direction = 'out'"))
        .Select(row => row.Split('|')).ToDictionary(row => row[0], row => row[1]);
}
