using System.Diagnostics;
using System.Globalization;
using Messenger.Bench.Floors;
using Messenger.Bench.Load;
using Messenger.Bench.Running;

namespace Messenger.Bench.Scenarios;

/// <summary>From the instant a webhook was to be sent until the agent's client has the event, at a steady rate.</summary>
internal static class Latency
{
    private const int PerSecond = 100;

    /// <summary>Each so-many-th message is a customer's first: he is assigned as well.</summary>
    private const int NewEach = 20;

    private const int WarmUpSeconds = 3;

    public static async Task Run(BenchOptions options, Figures figures)
    {
        using var database = new BenchDatabase(options.Sqlite);
        var floor = await Floor(database, options);
        var storage = database.Product();
        var ours = new List<DeskTimes>();
        await using (var staffed = await Staffed.Start(storage))
        {
            var customers = WebhookRequest.Customers;
            await Load(staffed.Product.Address, "warm", WarmUpSeconds, () => customers++);
            await Taken(staffed.Desks, PerSecond * WarmUpSeconds);
            for (var run = 0; run < options.Runs; run++)
            {
                await Load(staffed.Product.Address, Name(run), options.Seconds, () => customers++);
                ours.Add(await Taken(staffed.Desks, PerSecond * options.Seconds));
                Terminal.WriteLine(Line("latency", ours[^1]));
            }
        }

        double Median(IEnumerable<DeskTimes> runs, Func<DeskTimes, IReadOnlyList<double>> of, double share) => runs.Select(r => of(r).Quantile(share)).Median();
        figures.Add("messagesPerSecond", PerSecond);
        figures.Add("agents", CallCentre.Agents);
        figures.Add("p50Ms", Median(ours, r => r.Messages, 0.5));
        figures.Add("p99Ms", Median(ours, r => r.Messages, 0.99));
        figures.Add("maxMs", ours.Max(r => r.Messages.Max()));
        figures.Add("newConversationP50Ms", Median(ours, r => r.Conversations, 0.5));
        figures.Add("newConversationP99Ms", Median(ours, r => r.Conversations, 0.99));
        figures.Add("floorP50Ms", Median(floor, r => r.Messages, 0.5));
        figures.Add("floorP99Ms", Median(floor, r => r.Messages, 0.99));
        figures.Add("messages", ours.Sum(r => r.Messages.Count));
        figures.Add("newConversations", ours.Sum(r => r.Conversations.Count));
    }

    private static async Task<List<DeskTimes>> Floor(BenchDatabase database, BenchOptions options)
    {
        await using var floor = FloorServer.Start(database.Create("floor"), echo: true);
        await using var desks = DeskClients.Open(signIn: false, floor.Address);
        await Load(floor.Address, "warm", WarmUpSeconds, null);
        await Taken(desks, PerSecond * WarmUpSeconds);
        var runs = new List<DeskTimes>();
        for (var run = 0; run < options.Runs; run++)
        {
            await Load(floor.Address, Name(run), options.Seconds, null);
            runs.Add(await Taken(desks, PerSecond * options.Seconds));
            Terminal.WriteLine(Line("floor", runs[^1]));
        }

        return runs;
    }

    private static Task Load(Uri address, string series, int seconds, Func<int>? newCustomer)
    {
        var step = Stopwatch.Frequency / PerSecond;
        var begin = Stopwatch.GetTimestamp() + Stopwatch.Frequency;
        var due = Enumerable.Range(0, seconds * PerSecond).Select(n => begin + (n * step)).ToArray();
        var requests = due.Select((at, n) =>
            WebhookRequest.Of(series, n, newCustomer is not null && n % NewEach == 0 ? newCustomer() : n % WebhookRequest.Customers, at)).ToArray();
        var acknowledged = OpenLoop.Run(address, requests, due);
        return acknowledged.All(ok => ok) ? Task.CompletedTask : throw new InvalidOperationException("A webhook was not acknowledged.");
    }

    /// <summary>All that was sent must arrive: a screen that misses one would make the rest look fast.</summary>
    private static async Task<DeskTimes> Taken(DeskClients desks, int sent)
    {
        var (messages, conversations) = (new List<double>(), new List<double>());
        for (var waited = 0; messages.Count + conversations.Count < sent; waited++)
        {
            var more = desks.Take();
            messages.AddRange(more.Messages);
            conversations.AddRange(more.Conversations);
            if (waited > 100)
            {
                throw new InvalidOperationException($"Of {sent} messages {messages.Count + conversations.Count} arrived at the desks.");
            }

            await Task.Delay(50);
        }

        return new DeskTimes(messages, conversations, []);
    }

    private static string Name(int run) => string.Create(CultureInfo.InvariantCulture, $"run{run}");

    private static string Line(string name, DeskTimes times) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-8} {times.Messages.Count} messages p50 {times.Messages.Quantile(0.5):0.0} p99 {times.Messages.Quantile(0.99):0.0} ms   {times.Conversations.Count} new p50 {times.Conversations.Quantile(0.5):0.0} p99 {times.Conversations.Quantile(0.99):0.0} ms");
}
