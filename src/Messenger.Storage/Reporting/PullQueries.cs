using System.Data.Common;
using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Reporting;

/// <summary>Those whom an agent may take for himself, from committed rows (R9). Who is being taken at this moment is left out.</summary>
public sealed class PullQueries(Database database)
{
    private static readonly string Takeable = QueueLists.In(PlaceWord.Queued) + " AND q.lease IS NULL";

    private static readonly string CountSql = "SELECT COUNT(*) " + Takeable;

    private static readonly string RowsSql = $"""
        SELECT w.*, m.text AS Text, m.attachments AS Attachments
        FROM ({QueueLists.First(PullList.Longest, Takeable)}) w
        LEFT JOIN message m ON m.position = (SELECT MIN(f.position) FROM message f WHERE f.interaction_id = w.InteractionId AND f.direction = 'in')
        """;

    /// <summary>The list at <paramref name="now"/> (the business clock); empty where agents do not take for themselves.</summary>
    /// <exception cref="StorageException">There is no such campaign.</exception>
    public Task<PullList> Read(string campaignId, DateTimeOffset now, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var json = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                CampaignQueries.SettingsSql, new { campaignId }, cancellationToken: ct))
                ?? throw new StorageException($"There is no campaign {campaignId}.");
            var settings = StoredJson.Read<CampaignSettings>(json);
            var nobody = new PullList(campaignId, settings.Name, [], 0, now);
            return settings.Strategy.IsPull ? await Filled(connection, nobody, ct) : nobody;
        },
        ct);

    private static async Task<PullList> Filled(DbConnection connection, PullList list, CancellationToken ct)
    {
        var values = new { campaignId = list.CampaignId };
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(RowsSql, values, cancellationToken: ct))).Select(r => r.Shown())
            .OrderByDescending(r => r.Returned).ThenBy(r => r.Since).ThenBy(r => r.CameAt).ThenBy(r => r.InteractionId, StringComparer.Ordinal).ToList();
        var count = (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(CountSql, values, cancellationToken: ct));
        return list with { Rows = rows, Waiting = count < PullList.Longest ? rows.Count : count };
    }

    private sealed class Row
    {
        public string InteractionId { get; init; } = "";
        public string CustomerName { get; init; } = "";
        public long Since { get; init; }
        public long CameAt { get; init; }
        public long Class { get; init; }
        public string? Text { get; init; }
        public string? Attachments { get; init; }

        public PullRow Shown() => new(
            InteractionId, CustomerName, MessagePreview.Of(Text, Attachments is null ? null : StoredJson.Read<List<Attachment>>(Attachments)),
            UnixTime.Instant(Since), UnixTime.Instant(CameAt), Class == 0);
    }
}
