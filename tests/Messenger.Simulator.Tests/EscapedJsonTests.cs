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
