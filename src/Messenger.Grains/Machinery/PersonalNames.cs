using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>The JSON names of the personal properties of a kind of fact.</summary>
internal static class PersonalNames
{
    private static readonly ConcurrentDictionary<Type, string[]> Known = new();

    public static string[] Of(Type fact) => Known.GetOrAdd(fact, static type =>
        [.. type.GetProperties().Where(p => p.GetCustomAttribute<PersonalAttribute>() is not null).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))]);
}
