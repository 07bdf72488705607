using System.Data.Common;

namespace Messenger.Storage.Journal;

/// <summary>The statements of one connection, made once.</summary>
internal sealed class PreparedStatements(DbConnection connection) : IDisposable
{
    // The texts are constants of this project, some dozens. The bound only guards against a text built at run time.
    private const int Most = 500;

    private readonly Dictionary<(string Sql, Type Parameters), DbCommand> commands = [];

    /// <returns>Rows affected.</returns>
    public int Execute(string sql, object parameters) => Bind(sql, parameters).ExecuteNonQuery();

    public object? Scalar(string sql, object parameters) => Bind(sql, parameters).ExecuteScalar();

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        commands.Clear();
    }

    private DbCommand Bind(string sql, object values)
    {
        var parameters = StatementParameters.Of(values);
        if (!commands.TryGetValue((sql, values.GetType()), out var command))
        {
            if (commands.Count >= Most)
            {
                Dispose();
            }

            command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts come from this project's projections, values only as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            parameters.Declare(command.Parameters, command.CreateParameter);
            commands.Add((sql, values.GetType()), command);
        }

        parameters.Bind(command.Parameters, values);
        return command;
    }
}
