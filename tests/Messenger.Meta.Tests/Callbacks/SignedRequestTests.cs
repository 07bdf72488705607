using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Messenger.Meta.Tests.Callbacks;

public sealed class SignedRequestTests
{
    private const string Json = """{"algorithm":"HMAC-SHA256","issued_at":1767225600,"expires":1767229200,"user_id":"218471"}""";

    private static readonly byte[] Secret = "app-secret"u8.ToArray();
    private static readonly DateTimeOffset Issued = DateTimeOffset.FromUnixTimeSeconds(1767225600);
    private static readonly SignedRequestReading Good = new SignedRequestReading.Valid("218471", Issued);

    [Theory]
    [InlineData(Json)]
    [InlineData("""{"algorithm":"hmac-sha256","issued_at":1767225600,"user_id":"218471"}""")]
    [InlineData("""{"algorithm":"HMAC-SHA256","issued_at":"1767225600","user_id":218471,"expires":0}""")]
    [InlineData("""{"user_id":"218471","x":"\u00e9 é","issued_at":1767225600,"algorithm":"HMAC-SHA256"}""")]
    public void What_Meta_signed_is_valid(string json)
    {
        Assert.Equal(Good, Read(Sign(json)));
        Assert.Equal(Good, Read(Padded(Sign(json))));
    }

    /// <summary>Made with openssl, not with this code: the second part is signed as it stands.</summary>
    [Fact]
    public void A_value_made_elsewhere_is_valid() => Assert.Equal(
        new SignedRequestReading.Valid("12", null), Read("0qsslpsVGRJG5Yhwt-O-v6CJzvW2cR_QHOyEpaURskM.eyJhbGdvcml0aG0iOiJITUFDLVNIQTI1NiIsInVzZXJfaWQiOiIxMiJ9"));

    [Fact]
    public void Another_secret_or_none_is_forged()
    {
        Assert.IsType<SignedRequestReading.Forged>(SignedRequest.Read(Sign(Json), "other"u8, Issued));
        Assert.IsType<SignedRequestReading.Forged>(SignedRequest.Read(Sign(Json, []), [], Issued));
        Assert.IsType<SignedRequestReading.Forged>(Read($"{new string('A', 43)}.{Sign(Json).Split('.')[1]}"));
    }

    [Fact]
    public void Another_content_under_the_same_signature_is_forged()
    {
        var other = Sign(Json.Replace("218471", "218472", StringComparison.Ordinal)).Split('.')[1];
        Assert.IsType<SignedRequestReading.Forged>(Read($"{Sign(Json).Split('.')[0]}.{other}"));
    }

    [Theory]
    [InlineData("""{"algorithm":"none","user_id":"1"}""")]
    [InlineData("""{"algorithm":"HMAC-SHA1","user_id":"1"}""")]
    [InlineData("""{"algorithm":null,"user_id":"1"}""")]
    [InlineData("""{"user_id":"1"}""")]
    [InlineData("[]")]
    public void Another_algorithm_is_named(string json) => Assert.IsType<SignedRequestReading.WrongAlgorithm>(Read(Sign(json)));

    [Theory]
    [InlineData(3599, true)]
    [InlineData(3600, false)]
    [InlineData(999999, false)]
    public void It_is_valid_until_it_expires(double seconds, bool valid) => Assert.Equal(
        valid ? Good : new SignedRequestReading.Expired(), SignedRequest.Read(Sign(Json), Secret, Issued.AddSeconds(seconds)));

    [Theory]
    [InlineData("-5")]
    [InlineData("1")]
    [InlineData("9223372036854775807")]
    public void An_end_that_is_no_time_is_over(string expires) => Assert.IsType<SignedRequestReading.Expired>(
        Read(Sign($$"""{"algorithm":"HMAC-SHA256","user_id":"1","expires":{{expires}}}""")));

    [Theory]
    [InlineData("""{"algorithm":"HMAC-SHA256"}""")]
    [InlineData("""{"algorithm":"HMAC-SHA256","user_id":""}""")]
    [InlineData("""{"algorithm":"HMAC-SHA256","user_id":"../x"}""")]
    [InlineData("""{"algorithm":"HMAC-SHA256","user_id":["1"]}""")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{")]
    public void Without_a_person_it_is_malformed(string json) => Assert.IsType<SignedRequestReading.Malformed>(Read(Sign(json)));

    [Fact]
    public void Invalid_utf8_is_malformed() => Assert.IsType<SignedRequestReading.Malformed>(Read(SignBytes([0x7B, 0xFF, 0x7D], Secret)));

    public static TheoryData<string> BadShapes()
    {
        var good = Sign(Json);
        var (signature, content) = (good.Split('.')[0], good.Split('.')[1]);
        return
        [
            "", ".", "..", "a.b", signature, content, $".{content}", $"{signature[..^1]}.{content}", $"{signature}A.{content}",
            $" {good}", $"{good} ", $"{good}\n", $"{signature}%3D.{content}", $"{signature}%.{content}", $"{signature}==.{content}", $"{signature}===.{content}",
            $"={signature}.{content}", $"{signature}.{content}====", $"{signature}.{content}.{content}", $"{signature[..10]}+{signature[11..]}.{content}",
            $"{signature[..10]}/{signature[11..]}.{content}", $"{signature[..10]}é{signature[11..]}.{content}", $"{signature[..10]}\0{signature[11..]}.{content}",
            $"{signature},{content}", new string('A', 100_000), $"{signature}.{new string('A', 100_000)}",
        ];
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(BadShapes))]
    public void Any_other_shape_is_malformed(string value) => Assert.IsType<SignedRequestReading.Malformed>(Read(value));

    [Fact]
    public void No_value_is_malformed() => Assert.IsType<SignedRequestReading.Malformed>(Read(null));

    [Fact]
    public void No_text_ever_throws_or_is_believed() => Gen.OneOf(Gen.String, Gen.Select(Gen.String, Gen.String, (a, b) => $"{a}.{b}"))
        .Sample(value => Read(value) is SignedRequestReading.Malformed or SignedRequestReading.Forged);

    [Fact]
    public void No_changed_character_is_believed() => Gen.Select(Gen.Int[0, Sign(Json).Length - 1], Gen.Char["ABCxyz019-_=.+/ "]).Sample((at, to) =>
    {
        var value = Sign(Json);
        var changed = value[..at] + to + value[(at + 1)..];
        // The last character of a part has bits that stand for nothing: spelled otherwise it may be the same signature, of the same content.
        return changed == value || Read(changed) is not SignedRequestReading.Valid || (at == value.IndexOf('.', StringComparison.Ordinal) - 1 && Read(changed) == Good);
    });

    private static SignedRequestReading Read(string? value) => SignedRequest.Read(value, Secret, Issued);

    private static string Sign(string json, byte[]? secret = null) => SignBytes(Encoding.UTF8.GetBytes(json), secret ?? Secret);

    private static string SignBytes(byte[] json, byte[] secret)
    {
        var content = Base64Url.EncodeToString(json);
        return $"{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(content)))}.{content}";
    }

    /// <summary>Meta signs what it sends, padding included.</summary>
    private static string Padded(string value)
    {
        var (signature, content) = (value.Split('.')[0], value.Split('.')[1]);
        content = content.PadRight((content.Length + 3) / 4 * 4, '=');
        signature = Base64Url.EncodeToString(HMACSHA256.HashData(Secret, Encoding.ASCII.GetBytes(content)));
        return $"{signature}=.{content}";
    }
}
