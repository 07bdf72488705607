using System.Text;
using System.Text.Json.Nodes;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.Tests;

public sealed class EscapedJsonTests
{
    [Theory]
    [InlineData("ä", "\\u00e4")]
    [InlineData("Ñandú", "\\u00d1and\\u00fa")]
    [InlineData("😀", "\\ud83d\\ude00")]
    [InlineData("a/b", "a\\/b")]
    [InlineData("@ < > & % + '", "@ < > & % + '")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("\n\r\t\b\f\u0001", "\\n\\r\\t\\b\\f\\u0001")]
    [InlineData("\u2028€", "\\u2028\\u20ac")]
    public void StringsAreWrittenAsMetaWritesThem(string text, string expected)
    {
        var bytes = EscapedJson.Write(new JsonObject { ["t"] = text });

        Assert.Equal("{\"t\":\"" + expected + "\"}", Encoding.ASCII.GetString(bytes));
        Assert.Equal(text, JsonNode.Parse(bytes)!["t"]!.GetValue<string>());
    }

    [Fact]
    public void StructureKeepsItsOrderAndHasNoSpaces()
    {
        var node = new JsonObject { ["b"] = 1767225600123, ["a"] = new JsonArray(true, null, "x"), ["o"] = new JsonObject() };

        Assert.Equal("{\"b\":1767225600123,\"a\":[true,null,\"x\"],\"o\":{}}", Encoding.ASCII.GetString(EscapedJson.Write(node)));
    }

    // Expected values made with an independent HMAC implementation.
    [Fact]
    public void SignaturesMatchKnownVectors()
    {
        var body = EscapedJson.Write(new JsonObject { ["text"] = "ñ / 😀 @ < %" });

        Assert.Equal("{\"text\":\"\\u00f1 \\/ \\ud83d\\ude00 @ < %\"}", Encoding.ASCII.GetString(body));
        Assert.Equal("sha256=340439f33fd2d6148d1f9c5cb14b294b384e3c79d6a1a501ca71c4dc25c427d2", Signatures.Sha256(body, SimulatorDefaults.AppSecret));
        Assert.Equal("sha1=47cc9bbf20890e92501600a00d031c07fbfe75be", Signatures.Sha1(body, SimulatorDefaults.AppSecret));
    }
}

/// <summary>Laws that hold for any text.</summary>
public sealed class EscapingLawTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AnyTextComesBackFromPureAscii(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < 2000; n++)
        {
            var text = AnyText(random);
            foreach (var older in new[] { false, true })
            {
                var bytes = EscapedJson.Write(new JsonObject { [text] = text }, older);

                Assert.All(bytes, b => Assert.InRange(b, 0x20, 0x7f));
                var member = Assert.Single(JsonNode.Parse(bytes)!.AsObject());
                Assert.Equal((text, text), (member.Key, member.Value!.GetValue<string>()));
                var written = Encoding.ASCII.GetString(bytes);
                Assert.DoesNotMatch(@"(?<!\\)(\\\\)*/", written.Replace("\\/", "", StringComparison.Ordinal));
                Assert.All(
                    System.Text.RegularExpressions.Regex.Matches(written, @"(?<!\\)(?:\\\\)*\\u([0-9a-fA-F]{4})"),
                    m => Assert.Equal(older ? m.Groups[1].Value.ToUpperInvariant() : m.Groups[1].Value.ToLowerInvariant(), m.Groups[1].Value));
                Assert.Equal(older && text.AsSpan().IndexOfAny('<', '%', '@') >= 0, older && written.AsSpan().IndexOfAny('<', '%', '@') < 0 && text.AsSpan().IndexOfAny('<', '%', '@') >= 0);
            }
        }
    }

    // Whole code points of every plane, and often the signs that need care.
    private static string AnyText(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(0, 24); n > 0; n--)
        {
            _ = random.Next(4) switch
            {
                0 => text.Append("\"\\/<>&%@+'u\n\t\u0001\u007f"[random.Next(15)]),
                1 => text.Append(new Rune(random.Next(0x10000, 0x10ffff))),
                2 => text.Append((char)random.Next(0xa0, 0xd7ff)),
                _ => text.Append((char)random.Next(0x20, 0x7e)),
            };
        }

        return text.ToString();
    }
}
