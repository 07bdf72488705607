using System.Data.Common;
using Messenger.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Messenger.Storage;

/// <summary>
/// The connections to the business database. Readers have their own and never wait for the one writer. What differs
/// between databases stands here, in the Migrations folder and in <see cref="SqliteFaults"/>; all other SQL is shared.
/// </summary>
public sealed class Database
{
    /// <summary>A writer that cannot become the only one would fail later, in the middle of its work.</summary>
    internal const string BeginWrite = "BEGIN IMMEDIATE";

    private readonly string reader;
    private readonly string writer;

    public Database(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var given = options.ConnectionString.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(options.ConnectionString)
            : new SqliteConnectionStringBuilder { DataSource = options.ConnectionString };

        // Seconds the driver itself retries a busy database, sleeping; busy_timeout waits before that, without it.
        given.DefaultTimeout = 1;
        given.Pooling = true;
        reader = given.ConnectionString;
        given.Pooling = false;
        writer = given.ConnectionString;
        File = given.DataSource;
        OrleansConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataDirectory, "orleans.db"),
            DefaultTimeout = 5,
        }.ConnectionString;
    }

    /// <summary>For Orleans' storage provider; open it through <see cref="GatedSqliteSource"/> only.</summary>
    public string OrleansConnectionString { get; }

    internal string File { get; }

    /// <summary>A connection that can only read. SQLite works on the calling thread: in a grain use <see cref="Read{T}"/>.</summary>
    public async Task<DbConnection> OpenRead(CancellationToken ct = default)
    {
        var connection = new SqliteConnection(reader);
        try
        {
            await connection.OpenAsync(ct);
            Run(connection, "PRAGMA busy_timeout = 1000; PRAGMA query_only = 1;");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a query away from the caller's scheduler, because SQLite blocks the thread it is called on.</summary>
    public Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken ct = default) => Task.Run(
        async () =>
        {
            await using var connection = await OpenRead(ct);
            return await query(connection);
        },
        ct);

    /// <summary>The same, and all statements of the query see one moment.</summary>
    public Task<T> ReadMoment<T>(Func<DbConnection, Task<T>> query, CancellationToken ct = default) => Read(
        async connection =>
        {
            // Deferred: an ordinary transaction of this driver would queue up as a writer.
            await using var moment = ((SqliteConnection)connection).BeginTransaction(deferred: true);
            return await query(connection);
        },
        ct);

    internal DbConnection OpenWriter()
    {
        var connection = new SqliteConnection(writer);
        try
        {
            connection.Open();

            // FULL: a commit that was answered survives a power cut. Savepoints of a group stay in memory.
            Run(connection, """
                PRAGMA busy_timeout = 500; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
