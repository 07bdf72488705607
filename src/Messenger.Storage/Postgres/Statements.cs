using System.Data;
using Messenger.Storage.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Messenger.Storage.Postgres;

/// <summary>Statements that go to the server together; after one that fails none is run.</summary>
internal sealed class Statements(NpgsqlConnection connection) : IDisposable
{
    private readonly NpgsqlBatch batch = new(connection);

    public ArrayParameters Add(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return new ArrayParameters(command);
    }

    public void AddIf(bool any, string sql, Action<ArrayParameters> fill)
    {
        if (any)
        {
            fill(Add(sql));
        }
    }

    public void Run() => batch.ExecuteNonQuery();

    public void Dispose() => batch.Dispose();
}

/// <summary>The parameters of one statement.</summary>
internal sealed class ArrayParameters(NpgsqlBatchCommand command)
{
    public ArrayParameters Text(string name, IEnumerable<string?> values) => Add(name, NpgsqlDbType.Array | NpgsqlDbType.Text, values.ToArray());

    public ArrayParameters Numbers(string name, IEnumerable<long> values) => Add(name, NpgsqlDbType.Array | NpgsqlDbType.Bigint, values.ToArray());

    public ArrayParameters Bytes(string name, IEnumerable<byte[]?> values) => Add(name, NpgsqlDbType.Array | NpgsqlDbType.Bytea, values.ToArray());

    public ArrayParameters One(string name, string value) => Add(name, NpgsqlDbType.Text, value);

    public ArrayParameters One(string name, long value) => Add(name, NpgsqlDbType.Bigint, value);

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
