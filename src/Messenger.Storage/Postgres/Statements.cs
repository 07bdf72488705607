using System.Data;
using Messenger.Storage.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Messenger.Storage.Postgres;

/// <summary>Statements that go to the server together, some of which must affect an exact number of rows.</summary>
internal sealed class Statements(NpgsqlConnection connection) : IDisposable
{
    private readonly NpgsqlBatch batch = new(connection);
    private readonly List<int?> wanted = [];

    /// <param name="rows">How many rows it must affect or bring; null = any number.</param>
    public ArrayParameters Add(string sql, int? rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        wanted.Add(rows);
        return new ArrayParameters(command);
    }

    public void AddIfAny(string sql, int rows, Action<ArrayParameters> fill)
    {
        if (rows > 0)
        {
            fill(Add(sql, rows));
        }
    }

    /// <summary>False = a statement affected another number of rows than it must.</summary>
    public bool Run()
    {
        using var reader = batch.ExecuteReader();
        do
        {
            while (reader.Read())
            {
                // What a query brings is only counted.
            }
        }
        while (reader.NextResult());

        return !wanted.Where((rows, i) => rows is { } count && batch.BatchCommands[i].Rows != (ulong)count).Any();
    }

    public void Dispose() => batch.Dispose();
}

/// <summary>The parameters of one statement.</summary>
internal sealed class ArrayParameters(NpgsqlBatchCommand command)
{
    public ArrayParameters Text(string name, IEnumerable<string?> values) => Add(name, NpgsqlDbType.Array | NpgsqlDbType.Text, values.ToArray());

    public ArrayParameters Numbers(string name, IEnumerable<long> values) => Add(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values.ToArray());

    public ArrayParameters Bytes(string name, IEnumerable<byte[]?> values) => Add(name, NpgsqlDbType.Array | NpgsqlDbType.Bytea, values.ToArray());

    public ArrayParameters One(string name, string value) => Add(name, NpgsqlDbType.Text, value);

    /// <summary>The properties of an object, as read-model changes have them.</summary>
    public void Of(object values)
    {
        var parameters = StatementParameters.Of(values);
        parameters.Declare(command.Parameters, command.CreateParameter);
        parameters.Bind(command.Parameters, values);
    }

    /// <summary>The properties of many objects of one kind, each as an array.</summary>
    public void OfMany(IReadOnlyList<object> rows)
    {
        foreach (var (name, type, values) in StatementParameters.Of(rows[0]).Columns(rows))
        {
            Add(name, NpgsqlDbType.Array | type switch
            {
                DbType.Int64 => NpgsqlDbType.Bigint,
                DbType.Binary => NpgsqlDbType.Bytea,
                _ => NpgsqlDbType.Text,
            }, values);
        }
    }

    private ArrayParameters Add(string name, NpgsqlDbType type, object value)
    {
        command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value });
        return this;
    }
}
