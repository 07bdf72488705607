using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Lists of words in Graph's answers.</summary>
internal static class JsonWords
{
    /// <summary>The texts of a list; empty when there is none.</summary>
    public static IReadOnlyList<string> Of(JsonElement owner, ReadOnlySpan<byte> name) => JsonText.Find(owner, name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(word => JsonText.Text(word)).OfType<string>()]
        : [];
}
