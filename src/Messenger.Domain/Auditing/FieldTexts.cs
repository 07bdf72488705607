using System.Text.Encodings.Web;
using System.Text.Json;

namespace Messenger.Domain.Auditing;

/// <summary>
/// What a record says, field by field, as text: by its JSON, so that a property nobody thought of is there too. Entries of a list that
/// have an id are fields under it, and the list itself is their ids; other lists are one text. What is empty is left out.
/// </summary>
internal static class FieldTexts
{
    private const string Id = "id";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<KeyValuePair<string, string>> Of<T>(T value) => Of(JsonSerializer.SerializeToElement(value, Readable), "");

    private static IEnumerable<KeyValuePair<string, string>> Of(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Of(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
        JsonValueKind.Array when element.EnumerateArray().All(e => IdOf(e) is not null) => Listed(element, path),
        JsonValueKind.Array => One(path, string.Join(", ", element.EnumerateArray().Select(Text))),
        _ => One(path, Text(element)),
    };

    private static IEnumerable<KeyValuePair<string, string>> Listed(JsonElement list, string path) =>
        One(path, string.Join(", ", list.EnumerateArray().Select(IdOf))).Concat(
            list.EnumerateArray().SelectMany(e => e.EnumerateObject().Where(p => p.Name != Id).SelectMany(p => Of(p.Value, $"{path}.{IdOf(e)}.{p.Name}"))));

    private static IEnumerable<KeyValuePair<string, string>> One(string path, string text)
    {
        if (text.Length > 0)
        {
            yield return new(path, text);
        }
    }

    private static string? IdOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(Id, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => JsonSerializer.Serialize(element, Readable),
    };
}
