using Dapper;
using Messenger.Domain.Http;
using Messenger.Domain.People;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Security;

/// <summary>Which users; what is null does not restrict.</summary>
/// <param name="Search">A part of the user or display name; case and accents do not matter.</param>
/// <param name="Role">One of <see cref="RoleWord"/>.</param>
/// <param name="After">The <c>Next</c> of the page before.</param>
/// <param name="Limit">Rows per page, 1-200; what is outside is taken as the nearest.</param>
public sealed record UserFilter(string? Search, string? Role, string? After, int Limit);

/// <summary>What is known of somebody who is signed in, beside what his sign-in says.</summary>
/// <param name="SecurityStamp">A sign-in with another one is over.</param>
/// <param name="Campaigns">The only ones he sees as a supervisor; null = all.</param>
public sealed record UserStanding(string SecurityStamp, bool Disabled, bool IsAgent, IReadOnlyList<string>? Campaigns);

/// <summary>Who may sign in, and what he may see.</summary>
public sealed class PeopleQueries(Database database)
{
    private const int LongestSearch = 100;
    private const int MostRows = 200;

    /// <summary>One page, by user name.</summary>
    public Task<UserList> List(UserFilter filter, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var limit = Math.Clamp(filter.Limit, 1, MostRows);
        var search = filter.Search?.Trim();
        string?[] conditions =
        [
            string.IsNullOrEmpty(search) ? null : @"search LIKE @Search ESCAPE '\'",
            filter.Role is null ? null : "EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = user_account.id AND r.role = @Role)",
            filter.After is null ? null : "normalized_user_name > @After",
        ];
        var given = conditions.OfType<string>().ToArray();
        var page = $"{(given.Length == 0 ? "" : " WHERE " + string.Join(" AND ", given))} ORDER BY normalized_user_name LIMIT @Count";
        var values = new
        {
            Search = SearchText.Containing(search is { Length: > LongestSearch } ? search[..LongestSearch] : search ?? ""),
            filter.Role,
            filter.After,
            Count = limit + 1,
        };
        return database.ReadMoment(
            async connection =>
            {
                var rows = (await connection.QueryAsync<UserRow>(new CommandDefinition(UserRow.Select + page, values, cancellationToken: ct))).AsList();
                var roles = await Pairs("role", "user_role");
                var campaigns = await Pairs("campaign_id", "user_campaign");
                var next = rows.Count > limit ? rows[limit - 1].NormalizedUserName : null;
                return new UserList([.. rows.Take(limit).Select(row => View(row, roles[row.Id].ToHashSet(StringComparer.Ordinal), campaigns[row.Id]))], next);

                async Task<ILookup<string, string>> Pairs(string column, string table) => (await connection.QueryAsync<(string UserId, string Value)>(new CommandDefinition(
                    $"SELECT x.user_id, x.{column} FROM (SELECT id FROM user_account{page}) u JOIN {table} x ON x.user_id = u.id ORDER BY x.user_id, x.{column}",
                    values,
                    cancellationToken: ct))).ToLookup(pair => pair.UserId, pair => pair.Value);
            },
            ct);
    }

    /// <summary>Null when there is no such user.</summary>
    public Task<UserStanding?> Standing(string userId, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<StandingRow>(new CommandDefinition(
                """
                SELECT security_stamp AS SecurityStamp, disabled AS Disabled, all_campaigns AS AllCampaigns,
                    (SELECT COUNT(*) FROM user_role r WHERE r.user_id = u.id AND r.role = 'agent') AS Agent
                FROM user_account u WHERE u.id = @userId
                """,
                new { userId },
                cancellationToken: ct));
            if (row is null)
            {
                return null;
            }

            var campaigns = row.AllCampaigns == 1 ? null : (await connection.QueryAsync<string>(new CommandDefinition(
                "SELECT campaign_id FROM user_campaign WHERE user_id = @userId ORDER BY campaign_id", new { userId }, cancellationToken: ct))).AsList();
            return new UserStanding(row.SecurityStamp, row.Disabled == 1, row.Agent == 1, campaigns);
        },
        ct);

    private static UserView View(UserRow row, HashSet<string> roles, IEnumerable<string> campaigns) => new(
        row.UserName, row.DisplayName, [.. RoleWord.All.Where(roles.Contains)], row.Disabled == 1, row.AllCampaigns == 1 ? null : [.. campaigns], row.OneTime == 1);

    private sealed class StandingRow
    {
        public string SecurityStamp { get; init; } = "";
        public long Disabled { get; init; }
        public long AllCampaigns { get; init; }
        public long Agent { get; init; }
    }
}
