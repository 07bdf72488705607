using Dapper;
using Messenger.Storage.Journal;
using Microsoft.AspNetCore.Identity;

namespace Messenger.Storage.Security;

/// <summary>
/// Users for ASP.NET Core Identity. Writes go through the journal writer, the only one that writes. A user's name cannot
/// change once stored.
/// </summary>
public sealed partial class UserStore(Database database, JournalWriter writer) :
    IUserPasswordStore<User>, IUserRoleStore<User>, IUserSecurityStampStore<User>, IUserLockoutStore<User>
{
    private static readonly IdentityErrorDescriber Errors = new();

    /// <summary>Everybody with his roles, by user name.</summary>
    public Task<IReadOnlyList<(User User, IReadOnlyList<string> Roles)>> All(CancellationToken ct = default) =>
        database.ReadMoment<IReadOnlyList<(User, IReadOnlyList<string>)>>(
            async connection =>
            {
                var users = await connection.QueryAsync<UserRow>(new CommandDefinition(
                    UserRow.Select + " ORDER BY normalized_user_name", cancellationToken: ct));
                var roles = (await connection.QueryAsync<(string UserId, string Role)>(new CommandDefinition(
                    "SELECT user_id, role FROM user_role ORDER BY role", cancellationToken: ct))).ToLookup(r => r.UserId, r => r.Role);
                return [.. users.Select(u => (u.User(), (IReadOnlyList<string>)[.. roles[u.Id]]))];
            },
            ct);

    public async Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken)
    {
        user.ConcurrencyStamp = UserChanges.NewStamp();
        var result = await writer.Write([UserChanges.Added(user)], cancellationToken);
        return result is AppendResult.Taken ? IdentityResult.Failed(Errors.DuplicateUserName(user.UserName)) : Judge(result);
    }

    public async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken)
    {
        var stamp = UserChanges.NewStamp();
        var result = await writer.Write([UserChanges.Changed(user, stamp)], cancellationToken);
        if (result is AppendResult.Committed)
        {
            user.ConcurrencyStamp = stamp;
        }

        return Judge(result);
    }

    public async Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) => Judge(await writer.Write(
        [
            new RowChange(
                "DELETE FROM user_account WHERE id = @Id AND concurrency_stamp = @ConcurrencyStamp",
                new { user.Id, user.ConcurrencyStamp }),
            new RowChange("DELETE FROM user_role WHERE user_id = @Id", new { user.Id }),
            new RowChange("DELETE FROM user_campaign WHERE user_id = @Id", new { user.Id }),
        ],
        cancellationToken));

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Find(" WHERE id = @value", userId, cancellationToken);

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Find(" WHERE normalized_user_name = @value", normalizedUserName, cancellationToken);

    public async Task AddToRoleAsync(User user, string roleName, CancellationToken cancellationToken)
    {
        var role = Roles.Known(roleName) ?? throw new InvalidOperationException($"There is no role {roleName}.");
        Demand(await writer.Write(
            [new RowChange("INSERT INTO user_role (user_id, role) VALUES (@Id, @role) ON CONFLICT DO NOTHING", new { user.Id, role })],
            cancellationToken));
    }

    public async Task RemoveFromRoleAsync(User user, string roleName, CancellationToken cancellationToken) => Demand(await writer.Write(
        [new RowChange("DELETE FROM user_role WHERE user_id = @Id AND role = @role", new { user.Id, role = Roles.Known(roleName) })],
        cancellationToken));

    public Task<IList<string>> GetRolesAsync(User user, CancellationToken cancellationToken) => database.Read<IList<string>>(
        async connection => (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT role FROM user_role WHERE user_id = @Id ORDER BY role", new { user.Id }, cancellationToken: cancellationToken))).AsList(),
        cancellationToken);

    public async Task<bool> IsInRoleAsync(User user, string roleName, CancellationToken cancellationToken) =>
        Roles.Known(roleName) is { } role && (await GetRolesAsync(user, cancellationToken)).Contains(role);

    public Task<IList<User>> GetUsersInRoleAsync(string roleName, CancellationToken cancellationToken) => database.Read<IList<User>>(
        async connection => (await connection.QueryAsync<UserRow>(new CommandDefinition(
            UserRow.Select + " WHERE id IN (SELECT user_id FROM user_role WHERE role = @role) ORDER BY normalized_user_name",
            new { role = Roles.Known(roleName) },
            cancellationToken: cancellationToken))).Select(r => r.User()).ToList(),
        cancellationToken);

    private Task<User?> Find(string where, string value, CancellationToken ct) => database.Read(
        async connection => (await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
            UserRow.Select + where, new { value }, cancellationToken: ct)))?.User(),
        ct);

    private static IdentityResult Judge(AppendResult result) => result switch
    {
        AppendResult.Committed => IdentityResult.Success,
        AppendResult.Conflict => IdentityResult.Failed(Errors.ConcurrencyFailure()),
        _ => throw new StorageException("A user could not be stored: " + result.GetType().Name),
    };

    // A role already given, or already gone, is what was asked for.
    private static void Demand(AppendResult result)
    {
        if (result is not (AppendResult.Committed or AppendResult.Conflict))
        {
            throw new StorageException("A role could not be stored: " + result.GetType().Name);
        }
    }
}
