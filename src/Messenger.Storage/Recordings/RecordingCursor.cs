using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Messenger.Storage.Recordings;

/// <summary>The last row of a page, newest first; opaque outside. New rows above it never shift what follows.</summary>
public readonly record struct RecordingCursor(long OpenedAt, string Id)
{
    /// <summary>False when the text was not made by <see cref="ToString"/>: the caller's fault, not the server's.</summary>
    public static bool TryParse(string text, out RecordingCursor cursor)
    {
        cursor = default;
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var openedAt))
        {
            return false;
        }

        cursor = new RecordingCursor(openedAt, parts[1]);
        return true;
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{OpenedAt} {Id}")));
}
