using System.Data.Common;
using DbUp;
using Messenger.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace Messenger.Storage.Sqlite;

/// <summary>The embedded database: two files, one writing process.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string directory;
    private readonly string file;
    private readonly string reader;
    private readonly string writer;
    private readonly string orleans;
    private readonly GatedSqliteSource orleansSource;

    public SqliteDatabase(StorageOptions options)
    {
        var given = options.ConnectionString.Contains('=', StringComparison.Ordinal)
            ? new SqliteConnectionStringBuilder(options.ConnectionString)
            : new SqliteConnectionStringBuilder { DataSource = options.ConnectionString };

        // Seconds the driver itself retries a busy database, sleeping; busy_timeout waits before that, without it.
        given.DefaultTimeout = 1;
        // Who only reads makes no file where there is none.
        var mode = given.Mode;
        (given.Pooling, given.Mode) = (true, SqliteOpenMode.ReadWrite);
        reader = given.ConnectionString;
        (given.Pooling, given.Mode) = (false, mode);
        writer = given.ConnectionString;
        file = given.DataSource;
        directory = options.DataDirectory;
        orleans = new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "orleans.db"), DefaultTimeout = 5 }.ConnectionString;
        orleansSource = new GatedSqliteSource(orleans);
    }

    /// <summary>Orleans' name for the provider that loads Microsoft.Data.Sqlite; Microsoft's own name is refused.</summary>
    public override string OrleansInvariant => "System.Data.SQLite";

    public override DbDataSource OrleansSource => orleansSource;

    /// <summary>A writer that cannot become the only one would fail later, in the middle of its work.</summary>
    internal override string BeginWrite => "BEGIN IMMEDIATE";

    internal override string HoldRow => "";

    public override async Task<DbConnection> OpenRead(CancellationToken ct = default)
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

    // On a thread of the pool, because SQLite blocks the thread it is called on.
    public override Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken ct = default) => Task.Run(
        async () =>
        {
            await using var connection = await OpenRead(ct);
            return await query(connection);
        },
        ct);

    public override Task<T> ReadMoment<T>(Func<DbConnection, Task<T>> query, CancellationToken ct = default) => Read(
        async connection =>
        {
            // Deferred: an ordinary transaction of this driver would queue up as a writer.
            await using var moment = ((SqliteConnection)connection).BeginTransaction(deferred: true);
            return await query(connection);
        },
        ct);

    internal override DbConnection OpenWriter()
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

    internal override void Migrate()
    {
        Directory.CreateDirectory(directory);
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using var alone = FileLock.Take(file + ".migrating");

        // The writer's own settings make the file a WAL file before the first table stands in it.
        OpenWriter().Dispose();
        Migrator.Upgrade(
            DeployChanges.To.SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString), "Sqlite.Messenger");
        using (var connection = new SqliteConnection(orleans))
        {
            connection.Open();
            Run(connection, "PRAGMA journal_mode = WAL;");
        }

        Migrator.Upgrade(DeployChanges.To.SqliteDatabase(orleans), "Sqlite.Orleans");
    }

    internal override bool IsOfTheDatabase(Exception exception) => SqliteFaults.IsOfTheDatabase(exception);

    internal override AppendResult Judge(Exception exception) => SqliteFaults.Judge(exception);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            orleansSource.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
