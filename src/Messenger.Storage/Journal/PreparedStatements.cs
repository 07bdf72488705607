using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;

namespace Messenger.Storage.Journal;

/// <summary>
/// The statements of one connection, prepared once. Parameters are the properties of an object; instants become
/// milliseconds and flags 0 or 1, as the columns hold them.
/// </summary>
internal sealed class PreparedStatements(DbConnection connection) : IDisposable
{
    // The texts are constants of this project, some dozens. The bound only guards against a text built at run time.
    private const int Most = 500;

    private static readonly ConcurrentDictionary<Type, (string Name, Func<object, object?> Get)[]> Getters = new();

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

    private DbCommand Bind(string sql, object parameters)
    {
        var type = parameters.GetType();
        var getters = Getters.GetOrAdd(type, GettersOf);
        if (!commands.TryGetValue((sql, type), out var command))
        {
            if (commands.Count >= Most)
            {
                Dispose();
            }

            command = Prepare(sql, getters);
            commands.Add((sql, type), command);
        }

        for (var i = 0; i < getters.Length; i++)
        {
            command.Parameters[i].Value = Stored(getters[i].Get(parameters));
        }

        return command;
    }

    private DbCommand Prepare(string sql, (string Name, Func<object, object?> Get)[] getters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts come from this project's projections, values only as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, _) in getters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        bool flag => flag ? 1L : 0L,
        _ => value,
    };

    private static (string Name, Func<object, object?> Get)[] GettersOf(Type type) =>
    [
        .. type.GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p =>
        {
            var source = Expression.Parameter(typeof(object));
            var read = Expression.Convert(Expression.Property(Expression.Convert(source, type), p), typeof(object));
            return (p.Name, Expression.Lambda<Func<object, object?>>(read, source).Compile());
        }),
    ];
}
