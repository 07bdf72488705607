using Dapper;

namespace Messenger.Storage;

/// <summary>What several processes that start at the same time must do one after another. SQLite has one process, so nobody to wait for.</summary>
public sealed class Starts(Database database, StorageOptions options)
{
    /// <summary>Any number will do that nobody else locks in this database.</summary>
    private const long StartLock = 0x4D45_5354;

    /// <summary>Longer than any start takes; whoever dies with the lock gives it up at once.</summary>
    private const int PatienceSeconds = 120;

    /// <summary>Runs the work while no other process of this installation runs any.</summary>
    public async Task OneAtATime(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (options.Kind == StorageKind.Sqlite)
        {
            await work();
            return;
        }

        await using var connection = await database.OrleansSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@StartLock)", new { StartLock }, transaction, PatienceSeconds);
        await work();
    }
}
