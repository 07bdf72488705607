using System.Diagnostics;
using System.Globalization;
using Messenger.Bench.Running;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage;
using Messenger.Storage.Journal;
using Messenger.Storage.Recordings;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Bench.Scenarios;

/// <summary>The journal writer without anything above it, by how many wait for it at once.</summary>
internal static class Writer
{
    private const int Most = 256;
    private static readonly int[] Producers = [1, 16, 64, Most];
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    public static async Task Run(BenchOptions options, Figures figures)
    {
        using var database = new BenchDatabase(options.Sqlite);
        var length = TimeSpan.FromSeconds(options.Seconds);
        var storage = database.Product();
        await using var rows = await RowFloor.Open(database, options.Sqlite, Most);
        var services = new ServiceCollection();
        services.AddMessengerStorage(storage);
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<Migrator>().Run();
        var writer = provider.GetRequiredService<JournalWriter>();
        foreach (var producers in Producers)
        {
            var (ours, floor) = (new List<double>(), new List<double>());
            for (var run = 0; run < options.Runs; run++)
            {
                floor.Add(await Rate(producers, length, (producer, n) => rows.Insert(producer, n)));
                var series = string.Create(CultureInfo.InvariantCulture, $"{producers}-{run}");
                ours.Add(await Rate(producers, length, (producer, n) => Append(writer, series, producer, n)));
                Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{producers,4} producers: {ours[^1]:0} appends/s, {floor[^1]:0} single-row commits/s"));
            }

            figures.Add(string.Create(CultureInfo.InvariantCulture, $"appendsPerSecond{producers}"), ours.Median());
            figures.Add(string.Create(CultureInfo.InvariantCulture, $"singleRowCommitsPerSecond{producers}"), floor.Median());
        }
    }

    private static async Task<double> Rate(int producers, TimeSpan length, Func<int, int, Task> write)
    {
        var began = Stopwatch.GetTimestamp();
        var written = await Task.WhenAll(Enumerable.Range(0, producers).Select(producer => Task.Run(async () =>
        {
            var n = 0;
            for (; Stopwatch.GetElapsedTime(began) < length; n++)
            {
                await write(producer, n);
            }

            return n;
        })));
        return written.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>What one message of a running conversation stores: a fact, its key, a row to show.</summary>
    private static async Task Append(JournalWriter writer, string series, int producer, int n)
    {
        var key = Names.ConversationKey("100000000000001", string.Create(CultureInfo.InvariantCulture, $"{series.Replace("-", "", StringComparison.Ordinal)}{producer:0000}"));
        var mid = Load.WebhookRequest.Mid(string.Create(CultureInfo.InvariantCulture, $"{series}-{producer}"), n);
        var fact = new ConversationFact.MessageReceived(n + 1, Names.InteractionId(key, 1), mid, At, "Hola, ¿me pueden decir cuándo llega mi pedido?", null, null, null);
        var row = new NewRow(At, $$"""[{"is":"message-received/1","seq":{{n + 1}},"mid":"{{mid}}"}]""", """{"0":{"text":"Hola, ¿me pueden decir cuándo llega mi pedido?"}}""", new byte[48], n + 1, null);
        var result = await writer.Append(new Append(
            Names.ConversationStream(key), n, row, [.. ConversationProjection.Changes(key, fact, At)], [new MessageKey("100000000000001", mid)], null));
        if (result is not AppendResult.Committed)
        {
            throw new InvalidOperationException($"The writer answered {result}.");
        }
    }
}
