using System.Data.Common;
using Dapper;
using Messenger.Domain.Auditing;
using Messenger.Domain.Http;
using Messenger.Domain.People;
using Messenger.Storage.Auditing;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Security;

/// <summary>A user as he was at one moment, with what has to still hold when he is saved.</summary>
/// <param name="Version">How often anybody's rights were changed until then.</param>
/// <param name="OtherAdministrators">Enabled ones besides him.</param>
public sealed record PersonMoment(long Version, User User, Person Person, int OtherAdministrators);

/// <summary>How a save of a user ended.</summary>
public enum SaveOutcome
{
    Saved,

    /// <summary>He, or somebody's rights, were changed since they were read.</summary>
    Moved,

    /// <summary>Somebody has this user name.</summary>
    Taken,
}

/// <summary>What administrators change of people: the user, his rights and the audit's row in one transaction.</summary>
public sealed class PeopleStore(Database database, JournalWriter writer)
{
    /// <summary>Rises with every change that is made here, by whichever silo.</summary>
    public Task<long> Version(CancellationToken ct = default) => database.Read(connection => Version(connection, ct), ct);

    /// <summary>Null when there is no such user.</summary>
    /// <param name="normalizedName">As Identity normalizes user names.</param>
    public Task<PersonMoment?> Find(string normalizedName, CancellationToken ct = default) => database.ReadMoment(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
                UserRow.Select + " WHERE normalized_user_name = @normalizedName", new { normalizedName }, cancellationToken: ct));
            if (row is null)
            {
                return null;
            }

            var roles = (await connection.QueryAsync<string>(new CommandDefinition(
                "SELECT role FROM user_role WHERE user_id = @Id", new { row.Id }, cancellationToken: ct))).ToHashSet(StringComparer.Ordinal);
            var campaigns = (await connection.QueryAsync<string>(new CommandDefinition(
                "SELECT campaign_id FROM user_campaign WHERE user_id = @Id ORDER BY campaign_id", new { row.Id }, cancellationToken: ct))).AsList();
            var others = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                """
                SELECT COUNT(*) FROM user_role r JOIN user_account u ON u.id = r.user_id
                WHERE r.role = 'administrator' AND u.disabled = 0 AND u.id <> @Id
                """,
                new { row.Id },
                cancellationToken: ct));
            var person = new Person(
                row.UserName, row.DisplayName, [.. RoleWord.All.Where(roles.Contains)], row.Disabled == 1, row.AllCampaigns == 1 ? null : campaigns);
            return new PersonMoment(await Version(connection, ct), row.User(), person, (int)others);
        },
        ct);

    /// <summary>Never moved: who comes takes nothing from anybody.</summary>
    public async Task<SaveOutcome> Create(User user, Person person, Editor by, IReadOnlyList<FieldChange> changes, DateTimeOffset at, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.ConcurrencyStamp = UserChanges.NewStamp();
        return Judge(await writer.Write(
            [
                Counted(null), UserChanges.Added(user), .. UserChanges.Rights(user.Id, person.Roles, person.Campaigns),
                .. Audited(person, AuditWord.Created, 0, by, changes, at),
            ],
            ct));
    }

    /// <summary>
    /// Saves him as he now is; his concurrency stamp is another one afterwards. Whoever takes an administrator away has to have seen everybody's
    /// rights as they are; all others come in each other's way only where they save the same user.
    /// </summary>
    /// <param name="moment">What the change was decided by.</param>
    /// <param name="kind">Of the audit's row: one of <see cref="AuditWord"/>.</param>
    public async Task<SaveOutcome> Save(
        PersonMoment moment, Person after, string kind, Editor by, IReadOnlyList<FieldChange> changes, DateTimeOffset at, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(moment);
        var (user, stamp) = (moment.User, UserChanges.NewStamp());
        (user.DisplayName, user.Disabled) = (after.DisplayName, after.Disabled);
        var outcome = Judge(await writer.Write(
            [
                Counted(moment.Person.IsActiveAdministrator && !after.IsActiveAdministrator ? moment.Version : null), UserChanges.Changed(user, stamp), .. UserChanges.Rights(user.Id, after.Roles, after.Campaigns),
                .. Audited(after, kind, moment.Version, by, changes, at),
            ],
            ct,
            guards: 2));
        if (outcome == SaveOutcome.Saved)
        {
            user.ConcurrencyStamp = stamp;
        }

        return outcome;
    }

    private static async Task<long> Version(DbConnection connection, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT version FROM people WHERE id = 1", cancellationToken: ct));

    /// <summary>The one row that all of them change.</summary>
    /// <param name="version">Of two who decided by the same one, one is too late; null = it does not matter.</param>
    private static RowChange Counted(long? version) =>
        new("UPDATE people SET version = version + 1 WHERE id = 1 AND version = COALESCE(@Version, version)", new { Version = version });

    private static IEnumerable<RowChange> Audited(Person person, string kind, long version, Editor by, IReadOnlyList<FieldChange> changes, DateTimeOffset at) =>
        AuditRows.Of(AuditWord.UserPrefix + person.UserName, kind, (int)version + 1, by, changes, at);

    private static SaveOutcome Judge(AppendResult result) => result switch
    {
        AppendResult.Committed => SaveOutcome.Saved,
        AppendResult.Conflict => SaveOutcome.Moved,
        AppendResult.Taken => SaveOutcome.Taken,
        _ => throw new StorageException("A user could not be stored: " + result.GetType().Name),
    };
}
