using System.Diagnostics;
using System.Globalization;
using Messenger.Bench.Load;
using Messenger.Bench.Running;

namespace Messenger.Bench.Scenarios;

/// <summary>What customers and agents notice when a part of the cluster dies, hangs, or all of it dies.</summary>
internal static class Failover
{
    private const int PerSecond = 100;

    /// <summary>Who waits longer than this for his acknowledgement was met by the fault.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    public static async Task Run(BenchOptions options, Figures figures)
    {
        if (options.Sqlite)
        {
            throw new InvalidOperationException("A cluster needs PostgreSQL.");
        }

        using var database = new BenchDatabase(sqlite: false);
        var storage = database.Product();
        await CallCentre.Create(storage);
        var acknowledged = new List<string>();
        var (killed, hung, returned, restarted) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        await using (var cluster = await ProductCluster.Start(storage, database.Folder))
        {
            await using var desks = DeskClients.Open(signIn: true, cluster.Addresses);
            for (var run = 0; run < options.Runs; run++)
            {
                var length = TimeSpan.FromSeconds(options.Seconds);
                using var load = new Redelivery(string.Create(CultureInfo.InvariantCulture, $"run{run}"), cluster.Addresses);
                using var stop = new CancellationTokenSource();
                var running = load.Run(PerSecond, stop.Token);
                await Task.Delay(Calm);
                killed.Add(await WorkerLost(cluster.Workers[0], "KILL", load, length));
                hung.Add(await WorkerLost(cluster.Workers[1], "STOP", load, length));
                returned.Add(
                    await FrontLost(cluster.Fronts[0], desks, length) ?? await FrontLost(cluster.Fronts[1], desks, length)
                    ?? throw new InvalidOperationException("No client came back."));
                await stop.CancelAsync();
                await running;
                restarted.Add(await AllLost(cluster, load));
                acknowledged.AddRange(load.Acknowledged.Select(d => d.Mid));
                Terminal.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"worker killed {killed[^1]:0.0} s   worker hung {hung[^1]:0.0} s   clients of a front back {returned[^1]:0.0} s   whole cluster {restarted[^1]:0.0} s"));
            }
        }

        var journal = await Journal.Read(storage, acknowledged);
        figures.Add("messagesPerSecond", PerSecond);
        figures.Add("workerKilledSeconds", killed.Median());
        figures.Add("workerHungSeconds", hung.Median());
        figures.Add("frontKilledClientsBackSeconds", returned.Median());
        figures.Add("clusterCrashedSeconds", restarted.Median());
        figures.Add("workerKilledMaxSeconds", killed.Max());
        figures.Add("workerHungMaxSeconds", hung.Max());
        figures.Add("frontKilledClientsBackMaxSeconds", returned.Max());
        figures.Add("clusterCrashedMaxSeconds", restarted.Max());
        figures.Add("acknowledged", acknowledged.Count);
        figures.Add("stored", journal.Once);
        figures.Add("lost", journal.Missing);
        figures.Add("duplicated", journal.Repeated);
    }

    /// <returns>Seconds from the fault until the last message it held up was acknowledged.</returns>
    private static async Task<double> WorkerLost(ProductProcess worker, string signal, Redelivery load, TimeSpan length)
    {
        var from = Stopwatch.GetTimestamp();
        worker.Process.Signal(signal);
        await Task.Delay(length);
        await Restart(worker);
        var held = load.Acknowledged.Where(d => d.At > from && d.Wait > Noticed).Select(d => Stopwatch.GetElapsedTime(from, d.At)).ToList();

        // A silo that comes back moves keys again; that is not this fault's.
        var back = held.Where(at => at < length).DefaultIfEmpty(TimeSpan.Zero).Max();
        return back.TotalSeconds;
    }

    /// <returns>Seconds from the fault until all clients of the front are subscribed at the other one; null when it had none.</returns>
    private static async Task<double?> FrontLost(ProductProcess front, DeskClients desks, TimeSpan length)
    {
        desks.Take();
        var from = Stopwatch.GetTimestamp();
        front.Process.Signal("KILL");
        await Task.Delay(length);
        var returns = desks.Take().Returns;
        await Restart(front);
        return returns.Count > 0 ? Stopwatch.GetElapsedTime(from, returns.Max()).TotalSeconds : null;
    }

    /// <returns>Seconds from the start of all processes until each customer's message is acknowledged.</returns>
    private static async Task<double> AllLost(ProductCluster cluster, Redelivery load)
    {
        foreach (var process in cluster.All)
        {
            process.Process.Signal("KILL");
        }

        var from = Stopwatch.GetTimestamp();
        foreach (var process in cluster.All)
        {
            await process.DisposeAsync();
            process.Start();
        }

        await load.ToEachCustomer();
        var back = Stopwatch.GetElapsedTime(from).TotalSeconds;
        await cluster.Ready();
        return back;
    }

    private static async Task Restart(ProductProcess process)
    {
        await process.DisposeAsync();
        process.Start();
        await process.Ready();
        await Task.Delay(Calm);
    }
}
