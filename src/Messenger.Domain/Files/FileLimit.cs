namespace Messenger.Domain.Files;

/// <summary>How large a file may be, in bytes, by what it turns out to be.</summary>
/// <param name="Picture">Of media type image/*.</param>
/// <param name="Other">Of any other.</param>
public readonly record struct FileLimit(long Picture, long Other)
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>What an agent sends: what Meta takes (R36).</summary>
    public static FileLimit Outgoing { get; } = new(8 * Megabyte, 25 * Megabyte);

    /// <summary>What a customer sends.</summary>
    public static FileLimit Incoming { get; } = new(25 * Megabyte, 25 * Megabyte);

    public long Largest => Math.Max(Picture, Other);

    public long For(string mediaType) => mediaType.StartsWith("image/", StringComparison.Ordinal) ? Picture : Other;
}
