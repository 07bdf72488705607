using Npgsql;

namespace Messenger.Tests.Shared;

/// <summary>An empty database on a server, dropped at the end.</summary>
public sealed class PostgresTestDatabase : IDisposable
{
    private readonly PostgresServer server;
    private readonly string name = "test_" + Guid.NewGuid().ToString("N");

    public PostgresTestDatabase(PostgresServer server)
    {
        this.server = server;
        Run($"CREATE DATABASE {name}");
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;

    public void Dispose() => Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
