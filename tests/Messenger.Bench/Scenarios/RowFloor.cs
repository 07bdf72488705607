using System.Data.Common;
using Messenger.Bench.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Messenger.Bench.Scenarios;

/// <summary>One row, one durable commit: on PostgreSQL with a connection for each producer, on SQLite with the one writer it allows.</summary>
internal sealed class RowFloor : IAsyncDisposable
{
    private const int RowCharacters = 800;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly bool _alone;
    private readonly List<DbCommand> _inserts = [];

    private RowFloor(bool alone) => _alone = alone;

    public static async Task<RowFloor> Open(BenchDatabase database, bool sqlite, int producers)
    {
        var floor = new RowFloor(sqlite);
        var connectionString = sqlite ? $"Data Source={Path.Combine(database.Folder, "floor.db")}" : database.Create("floor");
        for (var n = 0; n < (sqlite ? 1 : producers); n++)
        {
            DbConnection connection = sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString + ";Pooling=false");
            await connection.OpenAsync();
            await Execute(connection, sqlite ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL" : "SET synchronous_commit = on");
            await Execute(connection, "CREATE TABLE IF NOT EXISTS row (id BIGINT, body TEXT)");
            var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO row (id, body) VALUES (@id, @body)";
            Add(insert, "@id", 0L);
            Add(insert, "@body", new string('x', RowCharacters));
            await insert.PrepareAsync();
            floor._inserts.Add(insert);
        }

        return floor;
    }

    public async Task Insert(int producer, int n)
    {
        if (!_alone)
        {
            _inserts[producer].Parameters[0].Value = (long)n;
            await _inserts[producer].ExecuteNonQueryAsync();
            return;
        }

        await _turn.WaitAsync();
        try
        {
            _inserts[0].Parameters[0].Value = (long)n;
            await _inserts[0].ExecuteNonQueryAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var insert in _inserts)
        {
            await insert.Connection!.DisposeAsync();
            await insert.DisposeAsync();
        }

        _turn.Dispose();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static async Task Execute(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
