using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Lists as Graph gives them: <c>data</c>, and <c>paging</c> beside it.</summary>
internal static class GraphList
{
    /// <summary>The objects of <c>data</c>; null when there is no such list.</summary>
    public static IReadOnlyList<JsonElement>? Items(JsonElement answer) =>
        JsonText.Find(answer, "data"u8) is { ValueKind: JsonValueKind.Array } data
            ? [.. data.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)]
            : null;

    /// <summary>Where the next part begins; null = this was the last one.</summary>
    /// <remarks>Only whether there is a <c>next</c> is taken from it: it is an address that holds the token and could lead anywhere.</remarks>
    public static string? Next(JsonElement answer) =>
        JsonText.Find(answer, "paging"u8) is { } paging && JsonText.TextOf(paging, "next"u8) is { Length: > 0 } && JsonText.Find(paging, "cursors"u8) is { } cursors
            ? JsonText.TextOf(cursors, "after"u8)
            : null;
}
