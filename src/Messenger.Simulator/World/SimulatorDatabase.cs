using Dapper;
using Messenger.Simulator.Live;
using Messenger.Simulator.Webhooks;
using Microsoft.Data.Sqlite;

namespace Messenger.Simulator.World;

/// <summary>The simulator's SQLite file: one writer at a time, any number of readers.</summary>
internal sealed class SimulatorDatabase : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection writer;
    private readonly string readString;
    private readonly LiveFeed feed;
    private readonly TimeProvider clock;
    private Action<PendingDelivery>? waiting;

    public SimulatorDatabase(SimulatorOptions options, LiveFeed feed, TimeProvider clock)
    {
        this.feed = feed;
        this.clock = clock;
        Wire = new WireState(options.AppId);
        var file = Path.GetFullPath(options.DataFile);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (!options.KeepState)
        {
            Forget(file);
        }

        readString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10 }.ToString();
        writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 10 }.ToString());
        writer.Open();
        // NORMAL survives the death of the process; only a power cut could take the last commits, which a simulator may lose.
        writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
        writer.Execute(Schema.Sql);
        foreach (var (table, column, type) in Schema.Additions)
        {
            if (writer.ExecuteScalar<long>("SELECT COUNT(*) FROM pragma_table_info(@table) WHERE name = @column", new { table, column }) == 0)
            {
                writer.Execute($"ALTER TABLE {table} ADD COLUMN {column} {type}");
            }
        }
    }

    /// <summary>What decides how webhooks go out; changed inside <see cref="Write"/> only.</summary>
    public WireState Wire { get; }

    /// <summary>Called for each stored delivery, in the order of the commits.</summary>
    public void OnDelivery(Action<PendingDelivery> action)
    {
        lock (gate)
        {
            waiting = action;
        }
    }

    /// <summary>Runs one transaction; what it delivers and shows goes out after the commit and still under the lock, so that order on the wire is order in the file.</summary>
    public T Write<T>(Func<Change, T> work)
    {
        lock (gate)
        {
            using var transaction = writer.BeginTransaction();
            var change = new Change(writer, transaction, Wire, clock.GetUtcNow().ToUnixTimeMilliseconds());
            var result = work(change);
            transaction.Commit();
            change.Deliveries.ForEach(d => waiting?.Invoke(d));
            change.LiveEvents.ForEach(feed.Publish);
            return result;
        }
    }

    public T Read<T>(Func<SqliteConnection, T> work)
    {
        using var connection = new SqliteConnection(readString);
        connection.Open();
        return work(connection);
    }

    private static void Forget(string file)
    {
        foreach (var part in new[] { file, file + "-wal", file + "-shm" })
        {
            File.Delete(part);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            writer.Dispose();
        }

        using var connection = new SqliteConnection(readString);
        SqliteConnection.ClearPool(connection);
    }
}
