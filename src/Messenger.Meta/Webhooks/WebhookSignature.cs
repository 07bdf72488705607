using System.Buffers;
using System.Security.Cryptography;

namespace Messenger.Meta;

/// <summary>Proves that a webhook body came from Meta (<c>X-Hub-Signature-256</c>).</summary>
/// <remarks>Works on the bytes as they came over the wire. Parsing and writing the JSON again gives other bytes as soon as there is
/// an accent, an emoji or a slash, because Meta escapes those its own way.</remarks>
public static class WebhookSignature
{
    private const string Prefix = "sha256=";

    /// <summary>True when <paramref name="header"/> is <c>sha256=</c> and the 64 hex digits of the body's HMAC-SHA256.</summary>
    /// <param name="header">Null or any malformed value gives false, never an exception.</param>
    /// <param name="appSecret">UTF-8 bytes of the app secret. Empty gives false: nobody can prove anything with an empty key.</param>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, ReadOnlySpan<byte> appSecret)
    {
        if (appSecret.IsEmpty || header is null || header.Length != Prefix.Length + (SHA256.HashSizeInBytes * 2)
            || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (Convert.FromHexString(header.AsSpan(Prefix.Length), claimed, out _, out var written) != OperationStatus.Done
            || written != claimed.Length)
        {
            return false;
        }

        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(appSecret, body, actual);
        return CryptographicOperations.FixedTimeEquals(claimed, actual);
    }

    /// <summary>The header value Meta would send with <paramref name="body"/>: <c>sha256=</c> and lower-case hex.</summary>
    public static string Sign(ReadOnlySpan<byte> body, ReadOnlySpan<byte> appSecret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(appSecret, body, hash);
        return Prefix + Convert.ToHexStringLower(hash);
    }
}
