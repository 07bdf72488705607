using System.Data;
using System.Data.Common;
using DbUp;
using Messenger.Storage.Journal;
using Npgsql;

namespace Messenger.Storage.Postgres;

/// <summary>The database of a cluster: every silo reads and writes it.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>Any number will do that nobody else locks in this database.</summary>
    private const long MigrationLock = 0x4D45_5353;

    private readonly string migration;
    private readonly string writer;
    private readonly NpgsqlDataSource reader;
    private readonly NpgsqlDataSource orleans;

    public PostgresDatabase(StorageOptions options)
    {
        NpgsqlConnectionStringBuilder Given() => new(options.ConnectionString) { Timeout = 5, TcpKeepAlive = true };

        migration = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString;

        // A silo that hangs inside a transaction must not keep its rows from the silo that takes over. Its few statements are planned
        // once: with arrays the planner would plan each of them anew, each time.
        var write = Given();
        (write.Pooling, write.CommandTimeout, write.CancellationTimeout, write.MaxAutoPrepare, write.AutoPrepareMinUsages) = (false, 5, 1000, 500, 2);
        write.Options = Settings(write, "synchronous_commit=on", "plan_cache_mode=force_generic_plan", "idle_in_transaction_session_timeout=3000", "lock_timeout=3000");
        writer = write.ConnectionString;

        var read = Given();
        (read.MaxAutoPrepare, read.CommandTimeout) = (100, 30);
        read.Options = Settings(read, "default_transaction_read_only=on");
        reader = NpgsqlDataSource.Create(read);

        // The providers open a connection per operation: without these two most of their time goes into preparing and resetting.
        var cluster = Given();
        (cluster.MaxAutoPrepare, cluster.NoResetOnClose, cluster.CommandTimeout) = (20, true, 5);
        orleans = NpgsqlDataSource.Create(cluster);
    }

    public override string OrleansInvariant => "Npgsql";

    public override DbDataSource OrleansSource => orleans;

    internal override string BeginWrite => "BEGIN";

    internal override string HoldRow => " FOR SHARE";

    public override async Task<DbConnection> OpenRead(CancellationToken ct = default) => await reader.OpenConnectionAsync(ct);

    public override async Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken ct = default)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return await query(connection);
    }

    public override Task<T> ReadMoment<T>(Func<DbConnection, Task<T>> query, CancellationToken ct = default) => Read(
        async connection =>
        {
            await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            return await query(connection);
        },
        ct);

    internal override DbConnection OpenWriter()
    {
        var connection = new NpgsqlConnection(writer);
        try
        {
            connection.Open();
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
        using var connection = new NpgsqlConnection(migration);
        connection.Open();

        // Held until this connection closes, also when the process dies.
        using var alone = new NpgsqlCommand($"SELECT pg_advisory_lock({MigrationLock})", connection);
        alone.ExecuteNonQuery();
        Migrator.Upgrade(DeployChanges.To.PostgresqlDatabase(migration), "Postgres");
    }

    internal override bool IsOfTheDatabase(Exception exception) => PostgresFaults.IsOfTheDatabase(exception);

    internal override AppendResult Judge(Exception exception) => PostgresFaults.Judge(exception);

    internal override bool TakesTogether(IReadOnlyList<PendingWrite> group) => Together.Fits(group);

    internal override bool TryStoreTogether(DbConnection connection, IReadOnlyList<PendingWrite> group, string commit) =>
        Together.TryStore((NpgsqlConnection)connection, group, commit);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            reader.Dispose();
            orleans.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Settings(NpgsqlConnectionStringBuilder given, params string[] settings) =>
        string.Join(' ', [given.Options ?? "", .. settings.Select(s => "-c " + s)]).Trim();
}
