using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Messenger.Storage;
using Npgsql;

namespace Messenger.Bench.Scenarios;

/// <summary>What the product's journal holds after a run, read past the product.</summary>
/// <param name="Once">Acknowledged messages that stand in it exactly once.</param>
internal sealed record Journal(int Once, int Missing, int Repeated, double RowBytes)
{
    private const string Rows = "SELECT facts FROM journal WHERE facts LIKE '%message-received%'";

    public static async Task<Journal> Read(StorageOptions storage, IReadOnlyCollection<string> acknowledged)
    {
        var found = acknowledged.ToDictionary(mid => mid, _ => 0, StringComparer.Ordinal);
        await using var connection = await Open(storage);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = Rows;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                Count(reader.GetString(0), found);
            }
        }

        var bytes = storage.Kind == StorageKind.Postgres ? await Number(connection, """
            SELECT (SELECT avg(pg_column_size(j.*)) FROM (SELECT * FROM journal WHERE facts LIKE '%message-received%' LIMIT 10000) j)
                 + (SELECT avg(pg_column_size(m.*)) FROM (SELECT * FROM message WHERE direction = 'in' LIMIT 10000) m)
            """) : 0;
        return new Journal(found.Values.Count(n => n == 1), found.Values.Count(n => n == 0), found.Values.Count(n => n > 1), Math.Round(bytes));
    }

    public static async Task<double> FloorRowBytes(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return Math.Round(await Number(connection, "SELECT avg(pg_column_size(m.*)) FROM (SELECT * FROM message LIMIT 10000) m"));
    }

    private static void Count(string facts, Dictionary<string, int> found)
    {
        using var json = JsonDocument.Parse(facts);
        foreach (var fact in json.RootElement.EnumerateArray())
        {
            if (fact.TryGetProperty("mid", out var mid) && found.TryGetValue(mid.GetString()!, out var times))
            {
                found[mid.GetString()!] = times + 1;
            }
        }
    }

    private static async Task<double> Number(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToDouble(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<DbConnection> Open(StorageOptions storage)
    {
        using var database = Database.Of(storage);
        return await database.OpenRead();
    }
}
