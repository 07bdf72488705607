using System.Globalization;
using System.Text.Json;
using Messenger.Domain.Metrics;
using Messenger.Domain.Proof;
using Messenger.Storage.Proof;

namespace Messenger.Host.Commands;

/// <summary>The proof of a day (B10) without the product: its journal is enough, also while silos write it.</summary>
internal static class ProofCommand
{
    private const string Day = "day";
    private const string Json = "json";

    /// <summary>As the endpoint answers.</summary>
    private static readonly JsonSerializerOptions AsEndpoint = new(JsonSerializerDefaults.Web);

    public static HostCommand Command { get; } = new("proof", "[--day 2026-11-28] [--json]    proves a day from the journal; day left out = today, UTC", [Day], [Json], Run);

    private static async Task<int> Run(CommandLine line, TextWriter output)
    {
        var day = DayOf(line);
        using var database = ConfiguredStorage.Open(line);
        using var proof = new ProofQueries(database);
        var report = await proof.Of(day, CancellationToken.None);
        if (line.Has(Json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, AsEndpoint));
        }
        else
        {
            await Write(report, output);
        }

        return report.ViolationCount == 0 ? ExitCode.Clean : ExitCode.Found;
    }

    private static DateOnly DayOf(CommandLine line) => line[Day] switch
    {
        null => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
        var text when LocalDay.TryReadDate(text, out var day) => day,
        var text => throw new UsageException($"'{text}' is no date as in 2026-03-02."),
    };

    private static async Task Write(ProofReport report, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Day:yyyy-MM-dd}: {report.Checked} interactions checked, {report.ViolationCount} violations"));
        foreach (var sum in report.Sums)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  campaign {sum.CampaignId}: {sum.Queued} queued = {sum.Answered} answered + {sum.Abandoned} abandoned + {sum.EndedOtherwise} ended otherwise + {sum.Waiting} waiting"));
        }

        foreach (var violation in report.Violations)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {violation.Code}: {violation.Detail} ({violation.Stream} row {violation.Version}, {violation.At:O}{(violation.InteractionId is { } id ? ", interaction " + id : "")})"));
        }

        if (report.ViolationCount > report.Violations.Count)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  and {report.ViolationCount - report.Violations.Count} more"));
        }
    }
}
