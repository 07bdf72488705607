using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Messenger.Meta;

/// <summary>Reads the <c>signed_request</c> that Meta posts when a person removes the app or asks for his data to be deleted.</summary>
public static class SignedRequest
{
    /// <summary>Meta's have some 200 characters.</summary>
    private const int MaxLength = 8_192;

    /// <param name="value">The form field: base64url of the signature, a dot, base64url of JSON; padded or not. Anything else is an answer, never an exception.</param>
    /// <param name="appSecret">UTF-8 bytes of the app secret. Empty proves nothing.</param>
    /// <remarks>Nothing of the JSON is looked at before the signature holds; the comparison takes the same time for every wrong one.</remarks>
    public static SignedRequestReading Read(string? value, ReadOnlySpan<byte> appSecret, DateTimeOffset now)
    {
        if (value is null || value.Length > MaxLength || value.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0
            || Decode(value.AsSpan(0, dot)) is not { Length: HMACSHA256.HashSizeInBytes } signature || Decode(value.AsSpan(dot + 1)) is not { } json)
        {
            return new SignedRequestReading.Malformed();
        }

        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        // Over the second part as it was sent, not over what it stands for.
        HMACSHA256.HashData(appSecret, Encoding.ASCII.GetBytes(value[(dot + 1)..]), actual);
        return CryptographicOperations.FixedTimeEquals(signature, actual) && !appSecret.IsEmpty ? ReadJson(json, now) : new SignedRequestReading.Forged();
    }

    private static SignedRequestReading ReadJson(byte[] json, DateTimeOffset now)
    {
        if (!Utf8.IsValid(json))
        {
            return new SignedRequestReading.Malformed();
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return ReadContent(document.RootElement, now);
        }
        catch (JsonException)
        {
            return new SignedRequestReading.Malformed();
        }
    }

    private static SignedRequestReading ReadContent(JsonElement content, DateTimeOffset now)
    {
        if (JsonText.TextOf(content, "algorithm"u8) is not { } algorithm || !algorithm.Equals("HMAC-SHA256", StringComparison.OrdinalIgnoreCase))
        {
            return new SignedRequestReading.WrongAlgorithm();
        }

        if (JsonText.TextOrNumber(JsonText.Find(content, "user_id"u8)) is not { } userId || !MetaId.IsId(userId))
        {
            return new SignedRequestReading.Malformed();
        }

        // Zero, as in the tokens of old, means that it does not run out.
        var runsOut = JsonText.Whole(JsonText.Find(content, "expires"u8)) is { } number and not 0
            && (MetaTime.Read(JsonText.Find(content, "expires"u8)) is not { } expires || expires <= now);
        return runsOut ? new SignedRequestReading.Expired() : new SignedRequestReading.Valid(userId, MetaTime.Read(JsonText.Find(content, "issued_at"u8)));
    }

    /// <summary>Stricter than the library, which skips white space and takes a percent sign for padding: one value has one spelling, padded or not.</summary>
    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bare = text.TrimEnd('=');
        if ((bare.Length != text.Length && (text.Length % 4 != 0 || text.Length - bare.Length > 2)) || bare.IndexOfAnyExcept(Alphabet) >= 0)
        {
            return null;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(bare.Length)];
        return Base64Url.DecodeFromChars(bare, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

/// <summary>What a signed request turned out to be; only <see cref="Valid"/> is to be acted on.</summary>
public abstract record SignedRequestReading
{
    private SignedRequestReading()
    {
    }

    /// <param name="UserId">App-scoped: the person who signed in with Meta here, as the one who connected a Page; never a customer of a Page.</param>
    /// <param name="IssuedAt">Null when Meta did not say.</param>
    public sealed record Valid(string UserId, DateTimeOffset? IssuedAt) : SignedRequestReading;

    /// <summary>Well-formed, but not signed with the app's secret.</summary>
    public sealed record Forged : SignedRequestReading;

    /// <summary>Signed, but says that it was signed another way.</summary>
    public sealed record WrongAlgorithm : SignedRequestReading;

    /// <summary>Signed, but its time is over.</summary>
    public sealed record Expired : SignedRequestReading;

    /// <summary>Not two parts in base64url, or signed and without a person in it.</summary>
    public sealed record Malformed : SignedRequestReading;
}
