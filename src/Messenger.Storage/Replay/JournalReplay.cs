using Dapper;
using Messenger.Domain.Activations;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Pages;
using Messenger.Domain.Replay;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Replay;

/// <summary>Reads streams as of one moment and lives them again; only one stream's state is in memory at a time.</summary>
public sealed class JournalReplay(Database database)
{
    /// <summary>Replays one stream, or all there are.</summary>
    /// <param name="stream">As in <c>campaign/…</c>; null = every stream.</param>
    /// <returns>No streams when there is none of that name.</returns>
    public Task<ReplayTotal> Of(string? stream, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var total = new ReplayTotal();
            var one = stream is null ? "" : " WHERE stream = @stream";
            var rows = connection.QueryUnbufferedAsync<Row>(
                $"SELECT stream, version, at, facts, content, content_hash AS ContentHash FROM journal{one} ORDER BY stream, version", new { stream });
            StreamRows? open = null;
            await foreach (var row in rows.WithCancellation(ct))
            {
                if (open?.Stream != row.Stream)
                {
                    total.Add(open?.Report());
                    open = StreamRows.Of(row.Stream);
                }

                open.Walk(row);
            }

            total.Add(open?.Report());
            return total;
        },
        ct);

    private abstract class StreamRows(string stream)
    {
        public string Stream => stream;

        public static StreamRows Of(string stream)
        {
            var slash = stream.IndexOf('/', StringComparison.Ordinal);
            var (kind, key) = slash < 0 ? (stream, stream) : (stream[..slash], stream[(slash + 1)..]);
            return kind switch
            {
                "campaign" => new StreamRows<CampaignFact>(
                    stream, new StreamReplay<CampaignState, CampaignCommand, CampaignFact, CampaignRules, CampaignOrigins>(stream, key, FactCodec.TextOf)),
                "agent" => new StreamRows<AgentFact>(
                    stream, new StreamReplay<AgentState, AgentCommand, AgentFact, AgentRules, AgentOrigins>(stream, key, FactCodec.TextOf)),
                "conversation" => new StreamRows<ConversationFact>(
                    stream, new StreamReplay<ConversationState, ConversationCommand, ConversationFact, ConversationRules, ConversationOrigins>(stream, key, FactCodec.TextOf)),
                "configuration" => new StreamRows<ConfigurationFact>(
                    stream, new StreamReplay<ConfigurationState, ConfigurationCommand, ConfigurationFact, ConfigurationRules, ConfigurationOrigins>(stream, key, FactCodec.TextOf)),
                "activation" => new StreamRows<ActivationFact>(
                    stream, new StreamReplay<ActivationState, ActivationCommand, ActivationFact, ActivationRules, ActivationOrigins>(stream, key, FactCodec.TextOf)),
                "page" => new StreamRows<PageFact>(
                    stream, new StreamReplay<PageState, PageCommand, PageFact, PageRules, PageOrigins>(stream, key, FactCodec.TextOf)),
                _ => throw new NotSupportedException($"There are no rules for the stream {stream}."),
            };
        }

        public abstract void Walk(Row row);

        public abstract ReplayReport Report();
    }

    private sealed class StreamRows<TFact>(string stream, IStreamReplay<TFact> replay) : StreamRows(stream)
    {
        public override void Walk(Row row) => replay.Walk(
            row.Version, UnixTime.Instant(row.At), FactCodec.Decode<TFact>(row.Facts, row.Content), erased: row is { Content: null, ContentHash: not null });

        public override ReplayReport Report() => replay.Report();
    }

    private sealed class Row
    {
        public string Stream { get; init; } = "";
        public long Version { get; init; }
        public long At { get; init; }
        public string Facts { get; init; } = "";
        public string? Content { get; init; }
        public byte[]? ContentHash { get; init; }
    }
}

/// <summary>What a replay of many streams came to.</summary>
public sealed class ReplayTotal
{
    private const int ShownAtMost = 100;

    private readonly List<ReplayReport> _shown = [];
    private readonly SortedSet<int> _unknownRules = [];

    public long Streams { get; private set; }

    public long Commits { get; private set; }

    public long Facts { get; private set; }

    /// <summary>Facts that could not be decided anew.</summary>
    public long NotCompared { get; private set; }

    public long DifferenceCount { get; private set; }

    /// <summary>Versions of the rules that this build does not know.</summary>
    public IReadOnlyCollection<int> UnknownRules => _unknownRules;

    /// <summary>The first hundred streams with differences.</summary>
    public IReadOnlyList<ReplayReport> Differing => _shown;

    internal void Add(ReplayReport? report)
    {
        if (report is null)
        {
            return;
        }

        Streams++;
        Commits += report.Commits;
        Facts += report.Facts;
        NotCompared += report.NotCompared;
        DifferenceCount += report.DifferenceCount;
        _unknownRules.UnionWith(report.UnknownRules);
        if (!report.IsEqual && _shown.Count < ShownAtMost)
        {
            _shown.Add(report);
        }
    }
}
