using System.Diagnostics;
using Dapper;
using Messenger.Bench.Proving;
using Messenger.Bench.Running;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Metrics;
using Messenger.Storage;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Journal;
using Messenger.Storage.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Bench.Scenarios;

/// <summary>A board is read up to four times a second for each campaign somebody looks at: what it costs on a busy day.</summary>
internal static class Board
{
    private const int EachCampaign = 10_000;
    private const int QuickEach = 1_000;
    private const string CampaignId = "c0";
    private static readonly DateOnly Date = new(2026, 3, 4);
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 23, 59, 0, TimeSpan.Zero);

    public static async Task Run(BenchOptions options, Figures figures)
    {
        var interactions = options.IsQuick ? QuickEach : EachCampaign;
        using var database = new BenchDatabase(options.Sqlite);
        var storage = database.Product();
        await using var services = new ServiceCollection().AddMessengerStorage(storage).BuildServiceProvider();
        services.GetRequiredService<Migrator>().Run();
        Proof.Fill(storage, Date, interactions * BusyDay.Campaigns);
        await Settings(services.GetRequiredService<JournalWriter>());

        var (boards, days) = (services.GetRequiredService<BoardQueries>(), services.GetRequiredService<DayQueries>());
        var tiles = (await boards.Read(CampaignId, Now)).Tiles;
        if (tiles.QueuedToday != interactions)
        {
            throw new InvalidOperationException($"Of {interactions} interactions the board shows {tiles.QueuedToday}.");
        }

        var board = await Times(options, () => boards.Read(CampaignId, Now));
        var report = await Times(options, () => days.Read(CampaignId, Date, Now, CancellationToken.None));
        var floor = await Times(options, () => Floor(services.GetRequiredService<Database>()));
        figures.Add("interactions", tiles.QueuedToday);
        figures.Add("p50Ms", board.Median());
        figures.Add("p99Ms", board.Quantile(0.99));
        figures.Add("floorP50Ms", floor.Median());
        figures.Add("floorP99Ms", floor.Quantile(0.99));
        figures.Add("dayReportP50Ms", report.Median());
    }

    /// <summary>The campaign's row; the day's journal was filled past the writer.</summary>
    private static async Task Settings(JournalWriter writer)
    {
        var fact = new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = 1, Name = CampaignId, TimeZone = "UTC", Schedule = OpenInterval.AllWeek });
        var result = await writer.Append(new Append(
            "bench/settings", 0, new NewRow(Now, "[]", null, null, 0, null), [.. CampaignProjection.Changes(CampaignId, fact, Now)], [], null));
        if (result is not AppendResult.Committed)
        {
            throw new InvalidOperationException($"The writer answered {result}.");
        }
    }

    private static async Task<List<double>> Times(BenchOptions options, Func<Task> read)
    {
        var times = new List<double>();
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began).TotalSeconds < options.Seconds;)
        {
            var before = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        return times;
    }

    /// <summary>One statement that must look at each of the day's rows.</summary>
    private static Task<long> Floor(Database database)
    {
        var day = LocalDay.Of(Date, TimeZoneInfo.Utc);
        return database.Read(connection => connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(answered_at) FROM interaction WHERE campaign_id = @CampaignId AND queued_at >= @from AND queued_at < @until",
            new { CampaignId, from = day.Start.ToUnixTimeMilliseconds(), until = day.End.ToUnixTimeMilliseconds() }));
    }
}
