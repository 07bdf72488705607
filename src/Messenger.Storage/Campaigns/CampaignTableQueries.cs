using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Domain.Pages;
using Messenger.Storage.Reporting;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Campaigns;

/// <summary>
/// The table of all campaigns as it is now. Settings are read again only where their version is another one: thousands of campaigns are
/// looked at once a second, and few are saved.
/// </summary>
public sealed class CampaignTableQueries(Database database)
{
    /// <summary>More unknown ones than these are read in one go with all the others.</summary>
    private const int FewUnknown = 100;

    private const string Settings = "SELECT id, version, settings FROM campaign";

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>By name.</summary>
    /// <param name="now">The business clock.</param>
    public Task<CampaignTable> Read(DateTimeOffset now, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var heads = (await connection.QueryAsync<(string Id, long Version)>(new CommandDefinition(
                "SELECT id, version FROM campaign ORDER BY name_key, id", cancellationToken: ct))).AsList();
            await Learn(connection, heads, ct);
            var members = await Counts(connection, "SELECT campaign_id, COUNT(*) FROM campaign_member GROUP BY campaign_id", ct);
            var waiting = await Counts(connection, "SELECT campaign_id, COUNT(*) FROM queue_entry WHERE place = 'queued' GROUP BY campaign_id", ct);
            var held = await Counts(connection, "SELECT campaign_id, COUNT(*) FROM queue_entry WHERE place = 'held' GROUP BY campaign_id", ct);
            var holidays = await Holidays(connection, ct);
            var pages = await Pages(connection, ct);
            return new CampaignTable(
                [.. heads.Select(h => _known[h.Id].Item(
                    h.Id, holidays, pages, now, members.GetValueOrDefault(h.Id), waiting.GetValueOrDefault(h.Id), held.GetValueOrDefault(h.Id)))],
                now);
        },
        ct);

    private async Task Learn(DbConnection connection, List<(string Id, long Version)> heads, CancellationToken ct)
    {
        var unknown = heads.Where(h => !_known.TryGetValue(h.Id, out var known) || known.Version != h.Version).Select(h => h.Id).ToList();
        if (unknown.Count > FewUnknown)
        {
            Learn(await connection.QueryAsync<Row>(new CommandDefinition(Settings, cancellationToken: ct)));
        }
        else
        {
            foreach (var id in unknown)
            {
                Learn(await connection.QueryAsync<Row>(new CommandDefinition($"{Settings} WHERE id = @id", new { id }, cancellationToken: ct)));
            }
        }

        if (_known.Count > heads.Count)
        {
            var here = heads.Select(h => h.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in _known.Keys.Where(id => !here.Contains(id)))
            {
                _known.TryRemove(gone, out _);
            }
        }
    }

    private void Learn(IEnumerable<Row> rows)
    {
        foreach (var row in rows)
        {
            _known[row.Id] = Known.Of(row.Version, StoredJson.Read<CampaignSettings>(row.Settings));
        }
    }

    private static async Task<Dictionary<string, int>> Counts(DbConnection connection, string sql, CancellationToken ct) =>
        (await connection.QueryAsync<(string Id, long Count)>(new CommandDefinition(sql, cancellationToken: ct)))
            .ToDictionary(c => c.Id, c => (int)c.Count, StringComparer.Ordinal);

    private static async Task<Dictionary<string, PageRow>> Pages(DbConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync<PageRow>(new CommandDefinition(
            "SELECT page_id AS PageId, verdict, reasons, since FROM page_health", cancellationToken: ct))).ToDictionary(p => p.PageId, StringComparer.Ordinal);

    private static async Task<HashSet<DateOnly>> Holidays(DbConnection connection, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition("SELECT settings FROM configuration WHERE id = 1", cancellationToken: ct)) is { } json
            ? [.. StoredJson.Read<InstallationDays>(json).Holidays ?? []]
            : [];

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Settings { get; init; } = "";
    }

    private sealed class PageRow
    {
        public string PageId { get; init; } = "";
        public string Verdict { get; init; } = "";
        public string Reasons { get; init; } = "";
        public long Since { get; init; }

        public string? Reason => StoredJson.Read<List<PageReason>>(Reasons).FirstOrDefault()?.Code;
    }

    /// <summary>What of a version of the settings the table shows; not their texts.</summary>
    private sealed record Known(long Version, CampaignItem Shown, CampaignSettings Brief, TimeZoneInfo? Zone)
    {
        public static Known Of(long version, CampaignSettings s)
        {
            var item = new CampaignItem("", s.Name, CampaignEditing.WordOf(s.Type), s.PageId, s.PageName, s.Enabled, false, TokenWord.None) { Version = s.Version };
            var brief = s with { Texts = AutomaticTexts.Default, CannedResponses = [] };
            return new Known(version, item, brief, TimeZoneInfo.TryFindSystemTimeZoneById(s.TimeZone, out var zone) ? zone : null);
        }

        /// <summary>An unknown zone is as good as a closed door: better shown closed than an error for the whole table.</summary>
        public CampaignItem Item(
            string id, HashSet<DateOnly> holidays, IReadOnlyDictionary<string, PageRow> pages, DateTimeOffset now, int members, int waiting, int held)
        {
            var page = Brief.PageToken is null ? null : pages.GetValueOrDefault(Brief.PageId ?? "");
            var token = CampaignActivity.TokenOf(Brief, page?.Verdict);
            return Shown with
            {
                Id = id,
                OpenNow = Zone is not null && new Schedule(Zone, Brief.Schedule, holidays).IsOpen(now),
                Token = token,
                TokenReason = page?.Reason,
                TokenSince = page is null ? null : UnixTime.Instant(page.Since),
                Inactive = CampaignActivity.InactiveBecause(Brief, token),
                Members = members,
                Waiting = waiting,
                Held = held,
            };
        }
    }
}
