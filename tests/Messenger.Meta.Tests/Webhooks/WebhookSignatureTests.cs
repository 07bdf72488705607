using System.Text;
using System.Text.Json.Nodes;

namespace Messenger.Meta.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Secret = "app-secret"u8.ToArray();

    // RFC 4231, test case 2: a vector that this code did not make itself.
    [Fact]
    public void The_published_vector_is_valid() => Assert.True(WebhookSignature.IsValid(
        "what do ya want for nothing?"u8, "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Jefe"u8));

    [Theory]
    [InlineData("""{"text":"plain"}""")]
    [InlineData("""{"text":"\u00e4\u00f1 \ud83d\ude00 https:\/\/example.org\/ \u003C \u0025 \u0040"}""")]
    [InlineData("""{"text":"äñ 😀 https://example.org/ < % @"}""")]
    [InlineData("")]
    [InlineData("not json")]
    public void Bytes_are_valid_under_their_own_signature(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.True(WebhookSignature.IsValid(bytes, WebhookSignature.Sign(bytes, Secret), Secret));
    }

    [Theory]
    [InlineData("""{"text":"caf\u00e9"}""")]
    [InlineData("""{"text":"\ud83d\ude00"}""")]
    [InlineData("""{"url":"https:\/\/example.org"}""")]
    [InlineData("""{ "text": "space" }""")]
    public void The_same_json_written_again_is_not_valid(string body)
    {
        var signature = WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), Secret);
        var again = Encoding.UTF8.GetBytes(JsonNode.Parse(body)!.ToJsonString());
        Assert.False(WebhookSignature.IsValid(again, signature, Secret));
    }

    [Fact]
    public void Upper_case_hex_is_the_same_hash()
    {
        var signature = WebhookSignature.Sign("x"u8, Secret);
        Assert.True(WebhookSignature.IsValid("x"u8, "sha256=" + signature[7..].ToUpperInvariant(), Secret));
    }

    public static TheoryData<string> BadHeaders()
    {
        var good = WebhookSignature.Sign("x"u8, Secret);
        var hex = good[7..];
        return
        [
            "", "sha256", "sha256=", "sha1=" + hex[..40], hex, "SHA256=" + hex, "sha512=" + hex, " " + good, good + " ", good + "\n",
            good[..^1], good[..^2], good + "00", "sha256=" + hex[..^1] + "g", "sha256=" + new string('z', 64), "sha256=" + hex[..^1] + "é",
            "sha256= " + hex[1..], "sha256=0x" + hex[2..], "sha256=" + new string('0', 64), "sha256=" + new string('\0', 64),
            new string('a', 100_000), good + "," + good, "sha256=\ud800" + hex[1..],
        ];
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BadHeaders))]
    public void Any_other_header_is_false(string header) => Assert.False(WebhookSignature.IsValid("x"u8, header, Secret));

    [Fact]
    public void No_header_is_false() => Assert.False(WebhookSignature.IsValid("x"u8, null, Secret));

    [Fact]
    public void Another_body_or_secret_is_false()
    {
        var signature = WebhookSignature.Sign("x"u8, Secret);
        Assert.False(WebhookSignature.IsValid("y"u8, signature, Secret));
        Assert.False(WebhookSignature.IsValid("x"u8, signature, "other"u8));
    }

    [Fact]
    public void An_empty_secret_proves_nothing() => Assert.False(WebhookSignature.IsValid("x"u8, WebhookSignature.Sign("x"u8, []), []));

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        var body = Encoding.UTF8.GetBytes("""{"object":"page"}""");
        var signature = WebhookSignature.Sign(body, Secret);
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(WebhookSignature.IsValid(body, signature, Secret));
            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
