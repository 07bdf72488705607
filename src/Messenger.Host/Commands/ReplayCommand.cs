using System.Globalization;
using System.Text.Json;
using Messenger.Domain.Replay;
using Messenger.Storage.Replay;

namespace Messenger.Host.Commands;

/// <summary>Decides a stream, or all of them, anew from the journal, and says where the rules of this build decide otherwise.</summary>
internal static class ReplayCommand
{
    private const string Stream = "stream";
    private const string All = "all";
    private const string Json = "json";

    private static readonly JsonSerializerOptions AsEndpoints = new(JsonSerializerDefaults.Web);

    public static HostCommand Command { get; } = new(
        "replay", "--stream campaign/NAME | --all [--json]    decides a stream anew from its journal; equal, or it says where not", [Stream], [All, Json], Run);

    private static async Task<int> Run(CommandLine line, TextWriter output)
    {
        var stream = line[Stream];
        if (stream is null != line.Has(All))
        {
            throw new UsageException("replay needs either --stream or --all.");
        }

        using var database = ConfiguredStorage.Open(line);
        var total = await new JournalReplay(database).Of(stream);
        if (stream is not null && total.Streams == 0)
        {
            throw new UsageException($"There is no stream {stream}.");
        }

        if (line.Has(Json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(total, AsEndpoints));
        }
        else
        {
            await Write(total, output);
        }

        return total.DifferenceCount == 0 ? ExitCode.Clean : ExitCode.Found;
    }

    private static async Task Write(ReplayTotal total, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{total.Streams} streams, {total.Commits} commits, {total.Facts} facts: {(total.DifferenceCount == 0 ? "equal" : $"{total.DifferenceCount} differences")}"));
        if (total.NotCompared > 0)
        {
            var rules = total.UnknownRules.Count > 0 ? $"rules of version {string.Join(", ", total.UnknownRules)}, which this build does not know" : "behind erased content";
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {total.NotCompared} facts were not compared: {rules}"));
        }

        foreach (var difference in total.Differing.SelectMany(report => report.Differences))
        {
            await Write(difference, output);
        }
    }

    private static async Task Write(ReplayDifference difference, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  {difference.Stream} row {difference.Version}, fact {difference.Index}, {difference.At:O}: {difference.Fact}"));
        await output.WriteLineAsync($"    journal: {difference.Stored ?? "nothing more"}");
        await output.WriteLineAsync($"    rules:   {difference.Decided ?? "no such fact"}");
    }
}
