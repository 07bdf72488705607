using Messenger.Tests.Shared;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Messenger.Storage.Tests;

/// <summary>An empty database for one test. The suites run over every kind there is.</summary>
public abstract class TestDatabase : IDisposable
{
    public abstract StorageOptions Options { get; }

    /// <summary>From here on, until the result is disposed, the database takes no commit.</summary>
    public abstract IDisposable Block();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

/// <summary>A database that can crash.</summary>
public interface ICrashing
{
    /// <summary>What is on the disk at this moment, as after a crash of the machine.</summary>
    StorageOptions AfterCrash();
}

public sealed class SqliteDatabase : TestDatabase, ICrashing
{
    private readonly string directory = Directory.CreateTempSubdirectory("messenger-storage-").FullName;

    public override StorageOptions Options => In(directory);

    public override IDisposable Block()
    {
        var other = new SqliteConnection($"Data Source={Options.ConnectionString};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return other;
    }

    public StorageOptions AfterCrash()
    {
        var copy = Directory.CreateDirectory(Path.Combine(directory, "crash")).FullName;
        foreach (var file in Directory.EnumerateFiles(directory, "messenger.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return In(copy);
    }

    protected override void Dispose(bool disposing)
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private static StorageOptions In(string directory) => new()
    {
        ConnectionString = Path.Combine(directory, "messenger.db"),
        DataDirectory = directory,
    };
}

public class PostgresDatabase : TestDatabase
{
    private readonly PostgresTestDatabase database;

    public PostgresDatabase()
        : this(PostgresServer.Shared)
    {
    }

    private protected PostgresDatabase(PostgresServer server) => database = new PostgresTestDatabase(server);

    public override StorageOptions Options => new() { Kind = StorageKind.Postgres, ConnectionString = database.ConnectionString };

    public override IDisposable Block()
    {
        var other = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN; LOCK TABLE stream, message_key, kept_aside, user_account IN SHARE MODE";
        command.ExecuteNonQuery();
        return other;
    }

    protected override void Dispose(bool disposing) => database.Dispose();
}

/// <summary>On a server of its own.</summary>
public sealed class CrashingPostgresDatabase : PostgresDatabase, ICrashing
{
    private readonly PostgresServer server;

    public CrashingPostgresDatabase()
        : this(PostgresServer.StartOwn())
    {
    }

    private CrashingPostgresDatabase(PostgresServer server)
        : base(server) => this.server = server;

    public StorageOptions AfterCrash()
    {
        server.Crash();
        server.Restart();
        return Options;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        server.Dispose();
    }
}
