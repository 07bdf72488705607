using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Messenger.Bench.Proving;
using Messenger.Bench.Running;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Proof;
using Messenger.Storage;
using Messenger.Storage.Journal;

namespace Messenger.Bench.Scenarios;

/// <summary>The command that proves a day, over a day's journal, beside reading the same rows and making facts of them.</summary>
internal static class Proof
{
    private const int Interactions = 100_000;
    private const int QuickInteractions = 5_000;
    private static readonly DateOnly Day = new(2026, 3, 4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task Run(BenchOptions options, Figures figures)
    {
        using var database = new BenchDatabase(options.Sqlite);
        var storage = database.Product();
        using var rows = Database.Of(storage);
        new Migrator(rows).Run();
        var day = Fill(storage, Day, options.IsQuick ? QuickInteractions : Interactions);

        var (ours, floors, peaks) = (new List<double>(), new List<double>(), new List<double>());
        ProofReport? report = null;
        for (var run = 0; run < options.Runs; run++)
        {
            var facts = 0;
            floors.Add(await Seconds(async () => facts = await ReadOnly(rows)));
            if (facts != day.Facts)
            {
                throw new InvalidOperationException($"Of {day.Facts} facts {facts} were read.");
            }

            ours.Add(await Seconds(async () => report = await Command(storage, peaks)));
            Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"proof {ours[^1]:0.00} s, floor {floors[^1]:0.00} s, at most {peaks[^1]:0} MiB"));
        }

        figures.Add("interactions", report!.Checked);
        figures.Add("facts", day.Facts);
        figures.Add("rows", day.Rows);
        figures.Add("violations", report.ViolationCount);
        figures.Add("proofSeconds", ours.Median());
        figures.Add("proofWorstSeconds", ours.Max());
        figures.Add("floorSeconds", floors.Median());
        figures.Add("ratioToFloor", ours.Median() / floors.Median());
        figures.Add("peakMiB", peaks.Max());
    }

    public static BusyDay Fill(StorageOptions storage, DateOnly date, int interactions)
    {
        using var bulk = Bulk.Into(storage);
        var day = new BusyDay(date, bulk.Add);
        day.Live(interactions);
        bulk.Complete(day.Interactions);
        return day;
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static Task<int> ReadOnly(Database rows) => rows.ReadMoment(async connection =>
    {
        var facts = 0;
        await foreach (var row in connection.QueryUnbufferedAsync<(string Stream, string Facts)>("SELECT stream, facts FROM journal ORDER BY stream, version"))
        {
            facts += row.Stream[0] switch
            {
                'a' => FactCodec.Decode<AgentFact>(row.Facts, null).Count,
                'c' when row.Stream[1] == 'a' => FactCodec.Decode<CampaignFact>(row.Facts, null).Count,
                _ => FactCodec.Decode<ConversationFact>(row.Facts, null).Count,
            };
        }

        return facts;
    });

    /// <summary>As an operator calls it, start of the process included.</summary>
    private static async Task<ProofReport> Command(StorageOptions storage, List<double> peaks)
    {
        await using var process = ChildProcess.Start(
            ProductProcess.Assembly(),
            [
                "proof", "--json", "--day", Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"--Messenger:DataDirectory={storage.DataDirectory}",
                $"--Messenger:Storage={storage.Kind}", $"--ConnectionStrings:Messenger={storage.ConnectionString}",
            ],
            answers: true, new Dictionary<string, string>());
        var ended = process.Ended();
        var peak = 0.0;
        while (await Task.WhenAny(ended, Task.Delay(Look)) != ended)
        {
            peak = HostMemory.PeakOf(process.Id) ?? peak;
        }

        peaks.Add(peak);
        if (await ended == 2)
        {
            throw new InvalidOperationException("The command failed:\n" + process.Output);
        }

        return JsonSerializer.Deserialize<ProofReport>(process.Line(), JsonSerializerOptions.Web)!;
    }
}
