using System.Text.Json;
using System.Text.Json.Serialization;

namespace Messenger.Storage.Shared;

/// <summary>JSON inside columns. Enums by name, so that a new member in between changes nothing that is stored.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new StorageException($"A stored {typeof(T).Name} is null.");
}
