using System.Text;

namespace Messenger.Domain.Files;

/// <summary>What a file is, judged by its first bytes and nothing else: names and claimed types are its sender's word.</summary>
/// <remarks>Precedence: the table of signatures, then containers by what they hold, then text. Everything else, the empty file too, is
/// <see cref="Unknown"/>. Text is text: a page, a script or an SVG picture has no type of its own here, so nobody can be served one.</remarks>
public readonly struct MediaTypeRules
{
    /// <summary>So many bytes from the beginning are enough to judge by.</summary>
    public const int HeadLength = 4096;

    public const string Unknown = "application/octet-stream";

    private const string Text = "text/plain";

    private static readonly (int At, byte[] Signature, string Type)[] Signatures =
    [
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, "GIF87a"u8.ToArray(), "image/gif"),
        (0, "GIF89a"u8.ToArray(), "image/gif"),
        (0, "ID3"u8.ToArray(), "audio/mpeg"),
        (0, "fLaC"u8.ToArray(), "audio/flac"),
        (0, "#!AMR"u8.ToArray(), "audio/amr"),
        (0, "%PDF-"u8.ToArray(), "application/pdf"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
    ];

    private static readonly (byte[] Name, string Type)[] OfficeParts =
    [
        ("word/"u8.ToArray(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/"u8.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/"u8.ToArray(), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("mimetypeapplication/vnd.oasis.opendocument.text"u8.ToArray(), "application/vnd.oasis.opendocument.text"),
        ("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"u8.ToArray(), "application/vnd.oasis.opendocument.spreadsheet"),
    ];

    /// <param name="head">The first <see cref="HeadLength"/> bytes, or the whole file when it is shorter.</param>
    public static string Of(ReadOnlySpan<byte> head)
    {
        foreach (var (at, signature, type) in Signatures)
        {
            if (Has(head, at, signature))
            {
                return type;
            }
        }

        return Riff(head) ?? IsoMedia(head) ?? Matroska(head) ?? Ogg(head) ?? MpegSound(head) ?? Zip(head) ?? (IsText(head) ? Text : Unknown);
    }

    /// <summary>The usual ending of such a file's name, with its dot; empty when there is none.</summary>
    public static string EndingOf(string mediaType) => mediaType switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/heic" => ".heic",
        "audio/mpeg" => ".mp3",
        "audio/mp4" => ".m4a",
        "audio/ogg" => ".ogg",
        "audio/wav" => ".wav",
        "video/mp4" => ".mp4",
        "video/webm" => ".webm",
        "video/quicktime" => ".mov",
        "application/pdf" => ".pdf",
        "application/zip" => ".zip",
        Text => ".txt",
        _ => "",
    };

    private static string? Riff(ReadOnlySpan<byte> head) => Has(head, 0, "RIFF"u8) switch
    {
        true when Has(head, 8, "WEBP"u8) => "image/webp",
        true when Has(head, 8, "WAVE"u8) => "audio/wav",
        true when Has(head, 8, "AVI "u8) => "video/x-msvideo",
        _ => null,
    };

    private static string? IsoMedia(ReadOnlySpan<byte> head)
    {
        if (!Has(head, 4, "ftyp"u8) || head.Length < 12)
        {
            return null;
        }

        return Encoding.Latin1.GetString(head.Slice(8, 4)) switch
        {
            "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1" => "image/heic",
            "avif" or "avis" => "image/avif",
            "M4A " or "M4B " => "audio/mp4",
            "qt  " => "video/quicktime",
            _ => "video/mp4",
        };
    }

    private static string? Matroska(ReadOnlySpan<byte> head) =>
        !Has(head, 0, [0x1A, 0x45, 0xDF, 0xA3]) ? null : head[..Math.Min(head.Length, 64)].IndexOf("webm"u8) >= 0 ? "video/webm" : "video/x-matroska";

    private static string? Ogg(ReadOnlySpan<byte> head) =>
        !Has(head, 0, "OggS"u8) ? null : head[..Math.Min(head.Length, 64)].IndexOf("theora"u8) >= 0 ? "video/ogg" : "audio/ogg";

    /// <summary>Sound without a header begins with the twelve set bits of its first frame; then come version and layer.</summary>
    private static string? MpegSound(ReadOnlySpan<byte> head) => head is [0xFF, var next, var third, ..] && third < 0xF0
        ? (next & 0xF6) switch
        {
            0xF2 or 0xF4 => "audio/mpeg",
            0xF0 => "audio/aac",
            _ => null,
        }
        : null;

    private static string? Zip(ReadOnlySpan<byte> head)
    {
        if (!Has(head, 0, [0x50, 0x4B, 0x03, 0x04]))
        {
            return null;
        }

        foreach (var (name, type) in OfficeParts)
        {
            if (head.IndexOf(name) >= 0)
            {
                return type;
            }
        }

        return "application/zip";
    }

    /// <summary>Whole UTF-8 without control characters; the last character may be cut off by the end of the head.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return false;
        }

        while (!head.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(head, out var rune, out var length);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
            {
                return true;
            }

            if (status != System.Buffers.OperationStatus.Done || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r' or '\f')))
            {
                return false;
            }

            head = head[length..];
        }

        return true;
    }

    private static bool Has(ReadOnlySpan<byte> head, int at, ReadOnlySpan<byte> signature) =>
        head.Length >= at + signature.Length && head.Slice(at, signature.Length).SequenceEqual(signature);
}
