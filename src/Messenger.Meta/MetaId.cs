namespace Messenger.Meta;

/// <summary>Meta's ids of Pages, people and apps: digits, in practice 15 to 17 of them.</summary>
internal static class MetaId
{
    /// <summary>Longest id let in. Anything longer is no id of Meta's, and ids become grain keys and columns.</summary>
    public const int MaxLength = 32;

    public static bool IsId(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExceptInRange('0', '9');

    public static bool IsId(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
