using System.Text;
using System.Text.Json.Nodes;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.Tests;

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
