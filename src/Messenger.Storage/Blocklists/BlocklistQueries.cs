using System.Globalization;
using Dapper;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Storage.Recordings;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Blocklists;

/// <summary>Where a page of the blocklist ends: at what was blocked at this instant.</summary>
public sealed record BlocklistCursor(long At, string Key)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}~{Key}");

    public static bool TryParse(string text, out BlocklistCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(text);
        cursor = new BlocklistCursor(0, "");
        var parts = text.Split('~');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || parts[1].Length == 0)
        {
            return false;
        }

        cursor = new BlocklistCursor(at, parts[1]);
        return true;
    }
}

/// <summary>Customers who are not served (B8).</summary>
public sealed class BlocklistQueries(Database database)
{
    private const int LongestSearch = 100;
    private const int MostRows = 200;

    /// <summary>One page, newest first.</summary>
    /// <param name="search">A part of the customer's name or PSID, or of the reason as it was written; null or blank = everybody.</param>
    /// <param name="limit">1-200; what is outside is taken as the nearest.</param>
    public Task<Blocklist> List(string? search, BlocklistCursor? after, int limit, CancellationToken ct = default) => List(search, after, limit, pages: null, ct);

    /// <param name="pages">Ids of the Pages that whoever asks may look into; null = all.</param>
    public Task<Blocklist> List(string? search, BlocklistCursor? after, int limit, IReadOnlyCollection<string>? pages, CancellationToken ct = default)
    {
        var count = Math.Clamp(limit, 1, MostRows);
        var wanted = search?.Trim() ?? "";
        wanted = wanted.Length > LongestSearch ? wanted[..LongestSearch] : wanted;
        var values = new DynamicParameters(new { Count = count + 1, Search = SearchText.Containing(wanted), after?.At, after?.Key });
        string?[] conditions =
        [
            wanted.Length == 0 ? null : @"(c.search LIKE @Search ESCAPE '\' OR b.search LIKE @Search ESCAPE '\')",
            after is null ? null : "(b.at, b.conversation_key) < (@At, @Key)",
            pages is null ? null : Within.Pages(pages, values),
        ];
        var given = conditions.OfType<string>().ToArray();
        var sql = $"""
            SELECT b.conversation_key AS ConversationKey, COALESCE(c.customer_name, '') AS CustomerName, b.reason, b.at, b.by_user_name AS ByUserName,
                b.by_display_name AS ByDisplayName
            FROM blocked_customer b LEFT JOIN conversation c ON c.key = b.conversation_key
            {(given.Length == 0 ? "" : "WHERE " + string.Join(" AND ", given))}
            ORDER BY b.at DESC, b.conversation_key DESC LIMIT @Count
            """;
        return database.Read(
            async connection =>
            {
                var rows = (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: ct))).AsList();
                var next = rows.Count > count ? new BlocklistCursor(rows[count - 1].At, rows[count - 1].ConversationKey).ToString() : null;
                return new Blocklist([.. rows.Take(count).Select(r => r.Item())], next);
            },
            ct);
    }

    /// <summary>The product has ever heard of this customer.</summary>
    public Task<bool> IsKnown(string conversationKey, CancellationToken ct = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM conversation WHERE key = @conversationKey", new { conversationKey }, cancellationToken: ct)) > 0,
        ct);

    private sealed class Row
    {
        public string ConversationKey { get; init; } = "";
        public string CustomerName { get; init; } = "";
        public string Reason { get; init; } = "";
        public long At { get; init; }
        public string ByUserName { get; init; } = "";
        public string ByDisplayName { get; init; } = "";

        public BlockedCustomer Item()
        {
            var (pageId, psid) = Names.SplitConversationKey(ConversationKey);
            return new BlockedCustomer(pageId, psid, CustomerName, Reason, new AuditUser(ByUserName, ByDisplayName), UnixTime.Instant(At));
        }
    }
}
