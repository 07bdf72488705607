using System.Text.Json;

namespace Messenger.Front;

/// <summary>The one JSON dialect of the hubs, the streams and the exports: web defaults.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Web) ?? throw new JsonException($"Expected {typeof(T).Name}, got null.");

    public static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, Web);
}
