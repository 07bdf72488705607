using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Messenger.Tests.Shared.Fuzz;

/// <summary>Ways to break a valid body.</summary>
public static class FuzzMutations
{
    private static readonly string[] Numbers =
    [
        "1e400", "-1e400", "99999999999999999999999999", "-0", "0.0000000000000000000000000001", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "1E+2147483648", "1767225600", "1767225600123.75", "18446744073709551616", "4294967296", "1e15", "-1", "0",
    ];

    private static readonly string[] OtherTypes = ["null", "true", "false", "7", "\"\"", "\"x\"", "[]", "{}", "[[]]", "[null]", "{\"\":null}", "\"true\"", "\"null\"", "-1.5"];

    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "null", "\\u0000", "\\ud800", "\\udc00\\ud800", "\0", "\u00ff", "\uFEFF", "  \t\r\n", "/*x*/", "NaN", "1e999",
        "\"mid\":", "\"message\":", "\"__proto__\":{}", "\\ud83d\\ude00", "%00", "'", "<script>", "; DROP TABLE message;--", "\u202E", "\\u202e",
    ];

    private static readonly Func<byte[], Random, byte[]>[] All =
    [
        FlipBits, Truncate, Splice, Repeat,

        // These mostly leave JSON, so that what is behind the reader is met too.
        Nest, OfNumber, OfNumber, LoneSurrogate, LoneSurrogate, Zero, DuplicateKey, DuplicateKey, WrongType, WrongType, WrongType, WrongType, ArrayForObject,
        ArrayForObject, LongText, UnknownKey, UnknownKey, Drop, Drop, Drop, Escape, Escape,
    ];

    /// <summary>One to three breaks, one after the other; each as far as the text is still JSON.</summary>
    public static byte[] Some(byte[] body, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            body = All[random.Next(All.Length)](body, random);
        }

        return body;
    }

    private static byte[] FlipBits(byte[] body, Random random)
    {
        var flipped = (byte[])body.Clone();
        for (var n = random.Next(1, 9); n > 0 && flipped.Length > 0; n--)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    private static byte[] Truncate(byte[] body, Random random) => body[..random.Next(body.Length + 1)];

    /// <summary>Around the 64 levels that a reader takes by default, and far beyond.</summary>
    private static byte[] Nest(byte[] body, Random random)
    {
        var depth = random.Next(8) == 0 ? random.Next(1_000, 20_000) : random.Next(2, 80);
        var nested = random.Next(2) == 0
            ? new string('[', depth) + "1" + new string(']', depth)
            : new StringBuilder().Insert(0, "{\"a\":", depth).Append('1').Append('}', depth).ToString();
        return OnPart(body, random, _ => true, (_, _) => nested);
    }

    private static byte[] OfNumber(byte[] body, Random random) =>
        OnPart(body, random, part => part.Type is JsonTokenType.Number or JsonTokenType.String, (_, _) => Numbers[random.Next(Numbers.Length)]);

    private static byte[] LoneSurrogate(byte[] body, Random random) => InString(body, random, random.Next(3) switch { 0 => "\\ud800", 1 => "\\udfff", _ => "\\ude00\\ud83d" });

    /// <summary>Escaped, or as a byte, which JSON forbids.</summary>
    private static byte[] Zero(byte[] body, Random random) => InString(body, random, random.Next(4) == 0 ? "\0" : "\\u0000");

    private static byte[] DuplicateKey(byte[] body, Random random) => OnPart(body, random, part => part.Name >= 0, (part, text) =>
    {
        var property = text[part.Name..part.End];
        var name = text[part.Name..part.Start];
        return text[part.Start..part.End] + "," + (random.Next(2) == 0 ? property : name + OtherTypes[random.Next(OtherTypes.Length)]);
    });

    private static byte[] WrongType(byte[] body, Random random) => OnPart(body, random, _ => true, (_, _) => OtherTypes[random.Next(OtherTypes.Length)]);

    private static byte[] ArrayForObject(byte[] body, Random random) => OnPart(body, random, _ => true, (part, text) => part.Type switch
    {
        JsonTokenType.EndObject => "[" + text[part.Start..part.End] + "]",
        JsonTokenType.EndArray => text[(part.Start + 1)..(part.End - 1)] is { Length: > 0 } inner ? inner.Split("},{")[0] : "{}",
        _ => "[" + text[part.Start..part.End] + "]",
    });

    /// <summary>Message ids of 10,000 characters must work, of 20,001 must not.</summary>
    private static byte[] LongText(byte[] body, Random random)
    {
        int[] lengths = [2_000, 10_000, 20_000, 20_001, 30_000];
        var letter = (char)random.Next('A', 'Z' + 1);
        return OnPart(body, random, part => part.Type == JsonTokenType.String, (_, _) => "\"" + new string(letter, lengths[random.Next(lengths.Length)]) + "\"");
    }

    private static byte[] UnknownKey(byte[] body, Random random)
    {
        var parts = Parts(body).Where(part => part.Name >= 0).ToList();
        if (parts.Count == 0)
        {
            return Splice(body, random);
        }

        var chosen = parts[random.Next(parts.Count)];
        var colon = Array.IndexOf(body, (byte)':', chosen.Name);
        return Replace(body, chosen.Name, colon, "\"" + Fragments[random.Next(Fragments.Length)].Replace("\"", "", StringComparison.Ordinal) + random.Next(100).ToString(CultureInfo.InvariantCulture) + "\"");
    }

    /// <summary>A field less. A comma may stay where none may stand: then it is no JSON any more.</summary>
    private static byte[] Drop(byte[] body, Random random)
    {
        var parts = Parts(body).Where(part => part.Name >= 0).ToList();
        if (parts.Count == 0)
        {
            return Truncate(body, random);
        }

        var chosen = parts[random.Next(parts.Count)];
        var (from, to) = (chosen.Name, chosen.End);
        if (to < body.Length && body[to] == ',')
        {
            to++;
        }
        else if (from > 0 && body[from - 1] == ',' && random.Next(10) > 0)
        {
            from--;
        }

        return Replace(body, from, to, "");
    }

    private static byte[] Splice(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        return Replace(body, at, at, Fragments[random.Next(Fragments.Length)]);
    }

    private static byte[] Repeat(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        var length = Math.Min(random.Next(1, 200), body.Length - at);
        return [.. body[..(at + length)], .. body[at..]];
    }

    /// <summary>A name or text written with escapes means the same.</summary>
    private static byte[] Escape(byte[] body, Random random)
    {
        var letters = Enumerable.Range(0, body.Length).Where(n => body[n] is >= (byte)'a' and <= (byte)'z').ToList();
        if (letters.Count == 0)
        {
            return body;
        }

        var at = letters[random.Next(letters.Count)];
        return Replace(body, at, at + 1, string.Create(CultureInfo.InvariantCulture, $"\\u{(int)body[at]:x4}"));
    }

    private static byte[] InString(byte[] body, Random random, string what) => OnPart(body, random, part => part.Type == JsonTokenType.String, (part, text) =>
    {
        var at = random.Next(part.Start + 1, part.End);
        return text[part.Start..at] + what + text[at..part.End];
    });

    /// <summary>Puts something in the place of a value; where there is none of that sort, or no JSON any more, some bytes go in anywhere.</summary>
    private static byte[] OnPart(byte[] body, Random random, Func<JsonPart, bool> sort, Func<JsonPart, string, string> make)
    {
        var parts = Parts(body).Where(sort).ToList();
        if (parts.Count == 0)
        {
            return Splice(body, random);
        }

        // Latin-1 keeps one character per byte, so that places are the same in both.
        var chosen = parts[random.Next(parts.Count)];
        return Replace(body, chosen.Start, chosen.End, make(chosen, Encoding.Latin1.GetString(body)));
    }

    private static List<JsonPart> Parts(byte[] body)
    {
        try
        {
            return JsonPart.Of(body);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static byte[] Replace(byte[] body, int from, int to, string with) => [.. body[..from], .. Encoding.Latin1.GetBytes(with), .. body[to..]];
}
