using Messenger.Storage.Journal;
using Npgsql;

namespace Messenger.Storage.Postgres;

/// <summary>What a PostgreSQL error says about the append that met it.</summary>
internal static class PostgresFaults
{
    // Connection, rollback (deadlock), missing privilege, resources, not in the needed state, operator, system, damage, read-only.
    private static readonly string[] OfTheDatabase =
        ["08", "25P03", "25006", "40", "42501", "53", "55P03", "57", "58", "F0", "XX001", "XX002"];

    private static readonly Dictionary<string, string> Unique = new()
    {
        ["campaign_name"] = "campaign-name",
        ["campaign_page"] = "campaign-page",
        ["user_account_name"] = "user-name",
    };

    public static bool IsOfTheDatabase(Exception exception) => exception switch
    {
        PostgresException refused => OfTheDatabase.Any(c => refused.SqlState.StartsWith(c, StringComparison.Ordinal)),
        NpgsqlException or System.Net.Sockets.SocketException or IOException or TimeoutException or ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>The server's texts may quote values; its code and the names of table, column and constraint do not.</summary>
    public static AppendResult Judge(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } name } when Unique.TryGetValue(name, out var taken) =>
            new AppendResult.Taken(taken),
        PostgresException e => new AppendResult.Poisoned(string.Join(
            ' ', new[] { e.SqlState, e.TableName, e.ColumnName, e.ConstraintName }.Where(p => !string.IsNullOrEmpty(p)))),
        _ => new AppendResult.Poisoned(exception.GetType().Name),
    };
}
