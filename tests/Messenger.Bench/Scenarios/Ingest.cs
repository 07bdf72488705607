using System.Globalization;
using Messenger.Bench.Floors;
using Messenger.Bench.Load;
using Messenger.Bench.Running;

namespace Messenger.Bench.Scenarios;

/// <summary>How many signed webhooks a second the product acknowledges, and what each costs, beside its two floors.</summary>
internal static class Ingest
{
    /// <summary>Requests are made in advance; no server on such a machine takes more.</summary>
    private const int MostPerSecond = 15_000;

    private static readonly TimeSpan FloorWarmUp = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BareWarmUp = TimeSpan.FromSeconds(20);

    /// <summary>Until the runtime has compiled the much larger product as well as it will.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);

    public static async Task Run(BenchOptions options, Figures figures)
    {
        using var database = new BenchDatabase(options.Sqlite);
        var length = TimeSpan.FromSeconds(options.Seconds);
        var a = await Floor(database, null, options, length);
        var floor = database.Create("floor");
        var b = await Floor(database, floor, options, length);
        var bare = await Bare(database, options, length);
        var storage = database.Product();
        var ours = new List<Measured>();
        var acknowledged = new List<string>();
        DeskCounts counts;
        int told;
        await using (var staffed = await Staffed.Start(storage))
        {
            var (product, desks) = (staffed.Product, staffed.Desks);
            told = Note(acknowledged, "warm", Loop(product.Address, "warm", WarmUp));
            for (var run = 0; run < options.Runs; run++)
            {
                var series = string.Create(CultureInfo.InvariantCulture, $"run{run}");
                var requests = WebhookRequest.Series(series, MostPerSecond * options.Seconds);
                await staffed.Until(c => c.Resyncs > 0 || c.Messages >= told, "the desks to be up to date");
                var measured = Measured.During(
                    () => ClosedLoop.Run(product.Address, requests, length), product.Process.Id, database.Postmaster, () => desks.CpuMilliseconds);
                told += Note(acknowledged, series, measured.Load);
                ours.Add(measured);
                Terminal.WriteLine(measured.Line("ingest"));
            }

            counts = await staffed.Until(c => c.Resyncs > 0 || c.Messages >= told, "the desks to be up to date");
        }

        var journal = await Journal.Read(storage, acknowledged);
        Tell(figures, a, b, ours);
        figures.Add("bareGrain", bare.Select(m => m.Load.PerSecond).Median());
        figures.Add("bareGrainCpuMs", bare.Select(m => m.Host + m.Database).Median());
        figures.Add("runsBareGrain", bare.Select(m => Math.Round(m.Load.PerSecond)).ToArray());
        figures.Add("acknowledged", acknowledged.Count);
        figures.Add("stored", journal.Once);
        figures.Add("lost", journal.Missing);
        figures.Add("duplicated", journal.Repeated);
        figures.Add("refused", ours.Sum(m => m.Load.Failed));
        figures.Add("messagesAtDesks", counts.Messages);
        figures.Add("resyncsAtDesks", counts.Resyncs);
        figures.Add("rowBytes", journal.RowBytes);
        figures.Add("floorBRowBytes", await Journal.FloorRowBytes(floor));
    }

    private static LoadResult Loop(Uri address, string series, TimeSpan length) =>
        ClosedLoop.Run(address, WebhookRequest.Series(series, (int)(MostPerSecond * length.TotalSeconds)), length);

    private static int Note(List<string> acknowledged, string series, LoadResult load)
    {
        acknowledged.AddRange(load.Acknowledged.Select((ok, n) => (ok, n)).Where(r => r.ok).Select(r => WebhookRequest.Mid(series, r.n)));
        return load.Answered;
    }

    private static async Task<List<Measured>> Floor(BenchDatabase database, string? rows, BenchOptions options, TimeSpan length)
    {
        await using var floor = FloorServer.Start(rows);
        var requests = WebhookRequest.Series("floor", 10_000);
        ClosedLoop.Run(floor.Address, requests, FloorWarmUp, repeat: true);
        var runs = new List<Measured>();
        for (var run = 0; run < options.Runs; run++)
        {
            runs.Add(Measured.During(
                () => ClosedLoop.Run(floor.Address, requests, length, repeat: true), floor.Process.Id, database.Postmaster, () => 0));
            Terminal.WriteLine(runs[^1].Line(rows is null ? "floor A" : "floor B"));
        }

        return runs;
    }

    private static async Task<List<Measured>> Bare(BenchDatabase database, BenchOptions options, TimeSpan length)
    {
        await using var bare = BareServer.Start(database.Product("bare"));
        Loop(bare.Address, "warm", BareWarmUp);
        var runs = new List<Measured>();
        for (var run = 0; run < options.Runs; run++)
        {
            var requests = WebhookRequest.Series(string.Create(CultureInfo.InvariantCulture, $"run{run}"), MostPerSecond * options.Seconds);
            runs.Add(Measured.During(() => ClosedLoop.Run(bare.Address, requests, length), bare.Process.Id, database.Postmaster, () => 0));
            Terminal.WriteLine(runs[^1].Line("bare"));
        }

        return runs;
    }

    private static void Tell(Figures figures, List<Measured> a, List<Measured> b, List<Measured> ours)
    {
        double Median(IEnumerable<Measured> runs, Func<Measured, double> of) => runs.Select(of).Median();
        var (rate, floorB) = (Median(ours, m => m.Load.PerSecond), Median(b, m => m.Load.PerSecond));
        figures.Add("connections", ClosedLoop.Connections);
        figures.Add("customers", WebhookRequest.Customers);
        figures.Add("agents", CallCentre.Agents);
        figures.Add("requestsPerSecond", rate);
        figures.Add("floorA", Median(a, m => m.Load.PerSecond));
        figures.Add("floorB", floorB);
        figures.Add("ratioToFloorB", rate / floorB);
        figures.Add("cpuMsPerMessage", Median(ours, m => m.Host + m.Database));
        figures.Add("floorBCpuMs", Median(b, m => m.Host + m.Database));
        figures.Add("hostCpuMsPerMessage", Median(ours, m => m.Host));
        figures.Add("databaseCpuMsPerMessage", Median(ours, m => m.Database));
        figures.Add("hubClientsCpuMsPerMessage", Median(ours, m => m.HubClients));
        figures.Add("loadCpuMsPerMessage", Median(ours, m => m.Loading));
        figures.Add("floorBHostCpuMs", Median(b, m => m.Host));
        figures.Add("floorBDatabaseCpuMs", Median(b, m => m.Database));
        figures.Add("floorBLoadCpuMs", Median(b, m => m.Loading));
        figures.Add("acknowledgedP50Ms", Median(ours, m => m.Load.P50Ms));
        figures.Add("acknowledgedP99Ms", Median(ours, m => m.Load.P99Ms));
        figures.Add("floorBP50Ms", Median(b, m => m.Load.P50Ms));
        figures.Add("floorBP99Ms", Median(b, m => m.Load.P99Ms));
        figures.Add("runsRequestsPerSecond", ours.Select(m => Math.Round(m.Load.PerSecond)).ToArray());
        figures.Add("runsFloorB", b.Select(m => Math.Round(m.Load.PerSecond)).ToArray());
    }
}
