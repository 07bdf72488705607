using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Messenger.Domain.Shared;

namespace Messenger.Storage.Journal;

/// <summary>A property of a kind of fact that holds what a person wrote or is called.</summary>
/// <param name="Name">Its name in the journal.</param>
internal sealed record PersonalProperty(string Name, Type Type, Func<object, object?> Read);

/// <summary>The personal properties of each kind of fact.</summary>
internal static class PersonalProperties
{
    private static readonly ConcurrentDictionary<Type, PersonalProperty[]> Known = new();

    public static PersonalProperty[] Of(Type fact) => Known.GetOrAdd(fact, static type => [.. type.GetProperties().Where(IsPersonal).Select(p => ToRead(type, p))]);

    /// <summary>Leaves them out of what is serialised.</summary>
    public static void Drop(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider is MemberInfo member && IsPersonal(member))
            {
                type.Properties.RemoveAt(i);
            }
        }
    }

    private static bool IsPersonal(MemberInfo member) => member.GetCustomAttribute<PersonalAttribute>() is not null;

    private static PersonalProperty ToRead(Type fact, PropertyInfo property)
    {
        var source = Expression.Parameter(typeof(object));
        var read = Expression.Convert(Expression.Property(Expression.Convert(source, fact), property), typeof(object));
        return new PersonalProperty(
            JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.PropertyType, Expression.Lambda<Func<object, object?>>(read, source).Compile());
    }
}
