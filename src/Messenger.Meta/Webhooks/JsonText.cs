using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Reads single values of a parsed webhook without ever throwing, whatever a sender put into them.</summary>
/// <remarks>JsonElement.GetString, TryGetProperty and NameEquals throw on an escaped lone surrogate, which is valid JSON and which any
/// customer can send; so strings and names are decoded here, from the raw bytes. The body must be valid UTF-8 and parsed.</remarks>
internal static class JsonText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The property of that name, null unless <paramref name="owner"/> is an object that has it with a value other than null. The last one wins.</summary>
    /// <param name="name">Plain ASCII.</param>
    public static JsonElement? Find(JsonElement owner, ReadOnlySpan<byte> name)
    {
        if (owner.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement? found = null;
        foreach (var property in owner.EnumerateObject())
        {
            if (IsNamed(property, name))
            {
                found = property.Value;
            }
        }

        return found is { ValueKind: not JsonValueKind.Null } ? found : null;
    }

    public static bool IsNamed(JsonProperty property, ReadOnlySpan<byte> name)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return raw.SequenceEqual(name)
            // Six bytes is the longest escape of one character.
            || (raw.Length > name.Length && raw.Length <= name.Length * 6 && raw.Contains((byte)'\\') && Decode(raw) == Encoding.ASCII.GetString(name));
    }

    public static string NameOf(JsonProperty property) => Decode(JsonMarshal.GetRawUtf8PropertyName(property));

    /// <summary>The text of a JSON string; null for every other kind. U+0000 and lone surrogates come out as U+FFFD.</summary>
    public static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text ? Decode(JsonMarshal.GetRawUtf8Value(text)[1..^1]) : null;

    public static string? TextOf(JsonElement owner, ReadOnlySpan<byte> name) => Text(Find(owner, name));

    /// <summary>A string or a number as Meta mixes them for ids; null for every other kind.</summary>
    public static string? TextOrNumber(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number ? Encoding.ASCII.GetString(JsonMarshal.GetRawUtf8Value(number)) : Text(value);

    /// <summary>Meta's booleans are sometimes the string "true".</summary>
    public static bool IsTrue(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.True } || (value is { ValueKind: JsonValueKind.String } text
            && JsonMarshal.GetRawUtf8Value(text).SequenceEqual("\"true\""u8));

    /// <summary>A whole number, as number or as string; null for anything else, fractions are cut off.</summary>
    public static long? Whole(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Number or JsonValueKind.String } known)
        {
            return null;
        }

        var raw = JsonMarshal.GetRawUtf8Value(known);
        if (known.ValueKind == JsonValueKind.String)
        {
            raw = raw[1..^1];
        }

        if (Utf8Parser.TryParse(raw, out long whole, out var used) && used == raw.Length)
        {
            return whole;
        }

        return double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && Math.Abs(real) < 1e15
            ? (long)real
            : null;
    }

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'\\'))
        {
            // Valid UTF-8 holds no surrogates, and JSON allows no raw U+0000: nothing to replace.
            return Encoding.UTF8.GetString(raw);
        }

        // Every escape is at least as long in bytes as what it stands for in UTF-16.
        var chars = new char[raw.Length];
        var length = 0;
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain != 0)
            {
                plain = plain < 0 ? raw.Length : plain;
                length += Encoding.UTF8.GetChars(raw[..plain], chars.AsSpan(length));
                raw = raw[plain..];
                continue;
            }

            if (raw[1] == 'u')
            {
                _ = Utf8Parser.TryParse(raw.Slice(2, 4), out ushort unit, out _, 'x');
                chars[length++] = (char)unit;
                raw = raw[6..];
            }
            else
            {
                chars[length++] = Unescape(raw[1]);
                raw = raw[2..];
            }
        }

        return WellFormed(chars.AsSpan(0, length));
    }

    private static char Unescape(byte escape) => escape switch
    {
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        _ => (char)escape,
    };

    /// <summary>The same text with U+FFFD for U+0000, which PostgreSQL cannot store, and for surrogates without a partner, which UTF-8 cannot carry.</summary>
    public static string WellFormed(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                text[i] = Replacement;
            }
        }

        return new string(text);
    }
}
