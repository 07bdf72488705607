using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Messenger.Domain.Auditing;
using Messenger.Domain.Http;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Auditing;

/// <summary>Which changes; what is null does not restrict.</summary>
/// <param name="From">At this instant or later.</param>
/// <param name="To">Before this instant.</param>
/// <param name="User">A part of the user or display name, as it was then; case and accents do not matter.</param>
/// <param name="Target"><c>configuration</c>, <c>campaign:{id}</c>, <c>user:{userName}</c>, <c>activation:{id}</c>, or <c>customer:{pageId}:{psid}</c>.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
/// <param name="Limit">Rows per page, 1-200; what is outside is taken as the nearest.</param>
public sealed record AuditFilter(DateTimeOffset? From, DateTimeOffset? To, string? User, string? Target, long? After, int Limit);

/// <summary>Who changed what from what to what (B8).</summary>
public sealed class AuditQueries(Database database)
{
    private const int LongestSearch = 100;
    private const int MostRows = 200;

    /// <summary>One page, newest first.</summary>
    public async Task<AuditList> List(AuditFilter filter, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var limit = Math.Clamp(filter.Limit, 1, MostRows);
        var rows = await Rows(filter, limit + 1, ct);
        var next = rows.Count > limit ? rows[limit - 1].Position.ToString(CultureInfo.InvariantCulture) : null;
        return new AuditList([.. rows.Take(limit).Select(r => r.Item())], next);
    }

    /// <summary>All of them, newest first. Read in pieces: a slow receiver holds no transaction open.</summary>
    public async IAsyncEnumerable<AuditItem> Export(AuditFilter filter, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        for (var piece = filter; ;)
        {
            var rows = await Rows(piece, MostRows, ct);
            foreach (var row in rows)
            {
                yield return row.Item();
            }

            if (rows.Count < MostRows)
            {
                yield break;
            }

            piece = piece with { After = rows[^1].Position };
        }
    }

    private Task<List<Row>> Rows(AuditFilter filter, int count, CancellationToken ct)
    {
        var (user, target) = (filter.User?.Trim(), filter.Target?.Trim());
        string?[] conditions =
        [
            filter.From is null ? null : "a.at >= @From",
            filter.To is null ? null : "a.at < @To",
            string.IsNullOrEmpty(user) ? null : @"a.search LIKE @User ESCAPE '\'",
            string.IsNullOrEmpty(target) ? null : "a.target = @Target",
            filter.After is null ? null : "a.position < @After",
        ];
        var given = conditions.OfType<string>().ToArray();
        var sql = $"""
            SELECT a.position, a.at, a.target, COALESCE(c.name, d.name, u.display_name, p.customer_name, x.campaign_name) AS TargetName, a.kind, a.user_name AS UserName,
                a.display_name AS DisplayName, a.changes
            FROM audit a
            LEFT JOIN campaign c ON c.id = {Named(AuditWord.CampaignPrefix)}
            LEFT JOIN deleted_campaign d ON d.id = {Named(AuditWord.CampaignPrefix)}
            LEFT JOIN user_account u ON u.user_name = {Named(AuditWord.UserPrefix)}
            LEFT JOIN conversation p ON p.key = {Named(AuditWord.CustomerPrefix)}
            LEFT JOIN activation x ON x.id = {Named(AuditWord.ActivationPrefix)}
            {(given.Length == 0 ? "" : "WHERE " + string.Join(" AND ", given))}
            ORDER BY a.position DESC LIMIT @Count
            """;
        var values = new
        {
            Count = count,
            From = filter.From?.ToUnixTimeMilliseconds(),
            To = filter.To?.ToUnixTimeMilliseconds(),
            User = SearchText.Containing(user is { Length: > LongestSearch } ? user[..LongestSearch] : user ?? ""),
            Target = target,
            filter.After,
        };
        return database.Read(
            async connection => (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: ct))).AsList(), ct);
    }

    /// <summary>What stands behind the prefix in a target that has it; computed of the audit's row, so that the other table's index is used.</summary>
    private static string Named(string prefix) => string.Create(
        CultureInfo.InvariantCulture, $"CASE WHEN substr(a.target, 1, {prefix.Length}) = '{prefix}' THEN substr(a.target, {prefix.Length + 1}) END");

    private sealed class Row
    {
        public long Position { get; init; }
        public long At { get; init; }
        public string Target { get; init; } = "";
        public string? TargetName { get; init; }
        public string Kind { get; init; } = "";
        public string? UserName { get; init; }
        public string? DisplayName { get; init; }
        public string Changes { get; init; } = "";

        public AuditItem Item() => new(
            UnixTime.Instant(At), UserName is null ? null : new AuditUser(UserName, DisplayName ?? ""), Target, TargetName, Kind,
            StoredJson.Read<IReadOnlyList<FieldChange>>(Changes));
    }
}
