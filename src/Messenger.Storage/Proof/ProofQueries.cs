using System.Data.Common;
using Dapper;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Metrics;
using Messenger.Domain.Proof;
using Messenger.Storage.Journal;
using Messenger.Storage.Reporting;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Proof;

/// <summary>Reads the journal whole, as of one moment, and proves it (B10). Whoever comes while another proof runs waits for it.</summary>
public sealed class ProofQueries(Database database) : IDisposable
{
    // A proof keeps the books of every interaction in memory: one at a time.
    private readonly SemaphoreSlim alone = new(1);

    public async Task<ProofReport> Of(DateOnly day, CancellationToken ct)
    {
        await alone.WaitAsync(ct);
        try
        {
            return await Walked(day, ct);
        }
        finally
        {
            alone.Release();
        }
    }

    public void Dispose() => alone.Dispose();

    private Task<ProofReport> Walked(DateOnly day, CancellationToken ct) => database.ReadMoment(
        async connection =>
        {
            var proof = new JournalProof();
            var rows = connection.QueryUnbufferedAsync<Row>(
                "SELECT stream AS Stream, version AS Version, at AS At, facts AS Facts FROM journal ORDER BY stream, version");
            await foreach (var row in rows.WithCancellation(ct))
            {
                Walk(proof, row);
            }

            return proof.Of(day, await Shown(connection, proof, day, ct));
        },
        ct);

    /// <summary>What a board would say of that day's queues.</summary>
    private static async Task<List<ProvenSum>> Shown(DbConnection connection, JournalProof proof, DateOnly day, CancellationToken ct)
    {
        var sums = new List<ProvenSum>();
        foreach (var (id, campaign) in proof.Campaigns)
        {
            var zone = TimeZoneInfo.TryFindSystemTimeZoneById(campaign.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
            var counts = await DaySums.Read(connection, id, LocalDay.Of(day, zone), TimeSpan.Zero, DateTimeOffset.UnixEpoch, ct);
            if (counts.Queued > 0)
            {
                sums.Add(new ProvenSum(id, counts.Queued, counts.Answered, counts.Abandoned, counts.EndedOtherwise, counts.Waiting));
            }
        }

        return sums;
    }

    private static void Walk(JournalProof proof, Row row)
    {
        var at = new JournalPoint(row.Stream, row.Version, UnixTime.Instant(row.At));
        switch (row.Stream[..row.Stream.IndexOf('/', StringComparison.Ordinal)])
        {
            case "campaign":
                Each<CampaignFact>(row, fact => proof.Walk(at, fact));
                break;
            case "agent":
                Each<AgentFact>(row, fact => proof.Walk(at, fact));
                break;
            case "conversation":
                Each<ConversationFact>(row, fact => proof.Walk(at, fact));
                break;
        }
    }

    /// <summary>Without what is personal: no proof needs it.</summary>
    private static void Each<TFact>(Row row, Action<TFact> walk)
    {
        foreach (var fact in FactCodec.Decode<TFact>(row.Facts, null))
        {
            walk(fact);
        }
    }

    private sealed class Row
    {
        public string Stream { get; init; } = "";
        public long Version { get; init; }
        public long At { get; init; }
        public string Facts { get; init; } = "";
    }
}
