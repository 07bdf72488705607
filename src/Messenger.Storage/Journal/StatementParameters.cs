using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Linq.Expressions;

namespace Messenger.Storage.Journal;

/// <summary>
/// The parameters of a statement, read from the properties of an object. Each has the type of its property, also when its
/// value is null; instants become milliseconds and flags 0 or 1, as the columns hold them.
/// </summary>
internal sealed class StatementParameters
{
    private static readonly ConcurrentDictionary<Type, StatementParameters> Known = new();

    private readonly (string Name, DbType Type, Func<object, object?> Get)[] properties;

    private StatementParameters(Type type) => properties =
    [
        .. type.GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p =>
        {
            var source = Expression.Parameter(typeof(object));
            var read = Expression.Convert(Expression.Property(Expression.Convert(source, type), p), typeof(object));
            return ("@" + p.Name, TypeOf(p.PropertyType), Expression.Lambda<Func<object, object?>>(read, source).Compile());
        }),
    ];

    public static StatementParameters Of(object values) => Known.GetOrAdd(values.GetType(), t => new StatementParameters(t));

    public void Declare(DbParameterCollection parameters, Func<DbParameter> create)
    {
        foreach (var (name, type, _) in properties)
        {
            var parameter = create();
            parameter.ParameterName = name;
            parameter.DbType = type;
            parameters.Add(parameter);
        }
    }

    public void Bind(DbParameterCollection parameters, object values)
    {
        for (var i = 0; i < properties.Length; i++)
        {
            parameters[i].Value = Stored(properties[i].Get(values));
        }
    }

    /// <summary>The arrays of each property's values over many objects of this kind.</summary>
    public IEnumerable<(string Name, DbType Type, Array Values)> Columns(IReadOnlyList<object> rows) =>
        properties.Select(p => (p.Name, p.Type, p.Type == DbType.Int64
            ? Column(rows, r => (long?)(Stored(p.Get(r)) as long?))
            : p.Type == DbType.Binary ? Column(rows, r => p.Get(r) as byte[]) : (Array)Column(rows, r => p.Get(r) as string)));

    private static T[] Column<T>(IReadOnlyList<object> rows, Func<object, T> read)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = read(rows[i]);
        }

        return column;
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        bool flag => flag ? 1L : 0L,
        int number => (long)number,
        _ => value,
    };

    private static DbType TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => DbType.String,
        var t when t == typeof(byte[]) => DbType.Binary,
        var t when t == typeof(long) || t == typeof(int) || t == typeof(bool) || t == typeof(DateTimeOffset) => DbType.Int64,
        var t => throw new NotSupportedException($"No column holds a {t.Name}."),
    };
}
