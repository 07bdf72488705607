using Dapper;
using Messenger.Storage;

namespace Messenger.Cluster.Tests.Running;

/// <summary>Looks at committed rows.</summary>
internal static class Sql
{
    public static Task<IReadOnlyList<string>> Strings(Database database, string sql, object? parameters = null) =>
        database.Read<IReadOnlyList<string>>(async connection => [.. await connection.QueryAsync<string>(sql, parameters)]);

    public static Task<long> Number(Database database, string sql, object? parameters = null) =>
        database.Read(connection => connection.ExecuteScalarAsync<long>(sql, parameters));
}
