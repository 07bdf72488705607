using System.Data.Common;

namespace Messenger.Storage.Health;

/// <summary>Whether storage answers, and what time it is there.</summary>
public class StorageHealth(Database database)
{
    /// <summary>The database's clock. An embedded database has none of its own: it answers this machine's, as text of whole seconds.</summary>
    private const string Clock = "SELECT CURRENT_TIMESTAMP";

    /// <summary>
    /// The database's time, or null when it runs on this machine's clock and so cannot differ from it.
    /// </summary>
    /// <exception cref="DbException">Storage does not answer.</exception>
    public virtual Task<DateTimeOffset?> Now(CancellationToken ct) => database.Read<DateTimeOffset?>(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Clock;
            return await command.ExecuteScalarAsync(ct) is DateTime time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null;
        },
        ct);
}
