using System.Data.Common;
using Messenger.Storage.Journal;
using Messenger.Storage.Postgres;
using Messenger.Storage.Sqlite;

namespace Messenger.Storage;

/// <summary>
/// The connections to the business database. Readers have their own and never wait for the one writer. What differs
/// between databases stands in the subclasses and in the Migrations folder; all other SQL is shared.
/// </summary>
public abstract class Database : IDisposable
{
    /// <summary>The database that the options name; nothing is opened yet.</summary>
    public static Database Of(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Kind == StorageKind.Postgres ? new PostgresDatabase(options) : new SqliteDatabase(options);
    }

    /// <summary>What Orleans' ADO.NET providers call this database.</summary>
    public abstract string OrleansInvariant { get; }

    /// <summary>The connections for Orleans' own tables.</summary>
    public abstract DbDataSource OrleansSource { get; }

    /// <summary>Starts a transaction that will write.</summary>
    internal abstract string BeginWrite { get; }

    /// <summary>Ends a query of a row that nobody may change, and nobody may be changing, until the transaction ends.</summary>
    internal abstract string HoldRow { get; }

    /// <summary>A connection that can only read. SQLite works on the calling thread: in a grain use <see cref="Read{T}"/>.</summary>
    public abstract Task<DbConnection> OpenRead(CancellationToken ct = default);

    /// <summary>Runs a query without holding the caller's scheduler.</summary>
    public abstract Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken ct = default);

    /// <summary>The same, and all statements of the query see one moment.</summary>
    public abstract Task<T> ReadMoment<T>(Func<DbConnection, Task<T>> query, CancellationToken ct = default);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal abstract DbConnection OpenWriter();

    /// <summary>Brings the schema to its newest version; safe when several processes start at once.</summary>
    internal abstract void Migrate();

    /// <summary>True when the database, not the append, is the cause: the same append may succeed a moment later.</summary>
    internal abstract bool IsOfTheDatabase(Exception exception);

    /// <summary>How an append ends that the database refuses. The reason names columns, never values.</summary>
    internal abstract AppendResult Judge(Exception exception);

    /// <summary>Whether <see cref="TryStoreTogether"/> can be tried with this group.</summary>
    internal virtual bool TakesTogether(IReadOnlyList<PendingWrite> group) => false;

    /// <summary>
    /// Stores the whole group in few statements and commits. False = something in it is not as expected, nothing is stored and no
    /// transaction is open: each append must be judged by itself.
    /// </summary>
    internal virtual bool TryStoreTogether(DbConnection connection, IReadOnlyList<PendingWrite> group, string commit) => false;

    protected virtual void Dispose(bool disposing)
    {
    }
}
