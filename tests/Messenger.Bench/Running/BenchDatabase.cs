using Messenger.Storage;
using Messenger.Tests.Shared;
using Npgsql;

namespace Messenger.Bench.Running;

/// <summary>A database server of this run with empty databases, durable as in production; or, for SQLite, a folder.</summary>
internal sealed class BenchDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("messenger-bench-");
    private readonly PostgresServer _server = PostgresServer.StartOwn();
    private readonly bool _sqlite;
    private int _disposed;

    public BenchDatabase(bool sqlite)
    {
        _sqlite = sqlite;

        // Also when somebody has seen enough and presses Ctrl+C: a server outlives whoever started it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        using var connection = Open(_server.ConnectionString);
        Postmaster = CpuTime.ParentOf(Convert.ToInt32(new NpgsqlCommand("SELECT pg_backend_pid()", connection).ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));
        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            using var show = new NpgsqlCommand($"SHOW {setting}", connection);
            if (show.ExecuteScalar() is not "on")
            {
                throw new InvalidOperationException($"The server runs with {setting} off; its figures would mean nothing.");
            }
        }
    }

    public int Postmaster { get; }

    public string Folder => _folder.FullName;

    /// <summary>Storage as the product has it, empty.</summary>
    public StorageOptions Product(string name = "product") => _sqlite
        ? new StorageOptions { DataDirectory = Folder, ConnectionString = Path.Combine(Folder, name + ".db") }
        : new StorageOptions { Kind = StorageKind.Postgres, DataDirectory = Folder, ConnectionString = Create(name) };

    /// <summary>A new, empty database of the server.</summary>
    public string Create(string name)
    {
        using var connection = Open(_server.ConnectionString);
        using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        create.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name }.ConnectionString;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _server.Dispose();
            _folder.Delete(recursive: true);
        }
    }

    private static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
