using System.Globalization;
using System.Text;
using CsCheck;
using Messenger.Domain.Conversations;

namespace Messenger.Meta.Tests.Webhooks;

/// <summary>Bodies in Meta's spelling: whatever a customer writes, the signature holds over it and the text comes out as he wrote it.</summary>
public sealed class SignaturePropertyTests
{
    private static readonly byte[] Secret = "app-secret"u8.ToArray();

    /// <summary>Characters that are spelled in more than one way.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String, Gen.OneOf("café", "ñ", "😀", "👍🏽", "@", "<", "%", "/", "\\", "\"", "\u2028", "é\u0301", "א", "\n", "\t", "&", "'", "+", "\u007f")).Array[0, 12]
        .Select(parts => string.Concat(parts));

    [Fact]
    public void What_Meta_escapes_is_signed_as_it_stands_and_read_as_it_was_written() => Gen.Select(Texts, Gen.Int[0, 2]).Sample((text, form) =>
    {
        var body = Encoding.UTF8.GetBytes(Payloads.Body(Payloads.Message($$"""{"mid":"m","text":"{{Spell("x" + text, form)}}"}""")));
        var message = Assert.IsType<Inbound.CustomerMessage>(Assert.Single(Assert.IsType<WebhookReading.Page>(WebhookReader.Read(body, Payloads.OurApp)).Items).Event);
        Assert.Equal(JsonText.WellFormed(("x" + text).ToCharArray()), message.Text);
        Assert.True(WebhookSignature.IsValid(body, WebhookSignature.Sign(body, Secret), Secret));
    });

    [Fact]
    public void Two_spellings_of_the_same_text_have_two_signatures() => Texts.Sample(text =>
    {
        var (one, other) = (Encoding.UTF8.GetBytes(Spell(text, 0)), Encoding.UTF8.GetBytes(Spell(text, 1)));
        return one.AsSpan().SequenceEqual(other) == WebhookSignature.IsValid(one, WebhookSignature.Sign(other, Secret), Secret);
    });

    /// <summary>Computed with openssl over bodies as Meta spells them, not with this code.</summary>
    [Theory]
    [InlineData("""{"text":"\u00e4\u00f1 \ud83d\ude00 https:\/\/e.x\/ @ < %"}""", "59ea6ae9a594b3faed9ee363d9293fc7898d67b6bc353589ff59880247dab66a")]
    [InlineData("""{"text":"\u003C\u0025\u0040"}""", "b4cbbbbdd67c9a81694bfab51da588c3fea7e9e946571467d9f18904e44f36cd")]
    [InlineData("""{"text":"äñ 😀 https://e.x/ @ < %"}""", "0dd4fb060ffda555559ac2a74df33a1a2f6feb0383d91641b6663c8e33d71b2e")]
    public void Signatures_made_elsewhere_hold(string body, string hex) =>
        Assert.True(WebhookSignature.IsValid(Encoding.UTF8.GetBytes(body), "sha256=" + hex, Secret));

    [Fact]
    public void No_bytes_and_no_header_ever_throw() => Gen.Select(Gen.Byte.Array[0, 300], Gen.String).Sample((body, header) =>
    {
        Assert.False(WebhookSignature.IsValid(body, header, Secret));
        Assert.False(WebhookSignature.IsValid(body, "sha256=" + header, Secret));
        Assert.NotNull(WebhookReader.Read(body, Payloads.OurApp));
    });

    /// <summary>Any JSON at all in any place of the envelope: an answer, and nothing of it lost.</summary>
    [Fact]
    public void Any_json_in_the_place_of_an_item_ends_as_one_item_or_one_aside() => Json(3).Sample(json =>
    {
        var page = Payloads.ReadPage(Payloads.Body(json, Payloads.Message("""{"mid":"m","text":"t"}""")));
        Assert.Equal(2, page.Items.Count + page.Aside.Count);
        Assert.Equal(json, Encoding.UTF8.GetString(page.Items.Count == 2 ? page.Items[0].Raw.Span : page.Aside[0].Raw.Span));
    });

    private static readonly string[] Keys =
    [
        "sender", "recipient", "id", "message", "mid", "text", "attachments", "type", "payload", "url", "sticker_id", "is_echo", "is_deleted", "postback", "reaction", "read",
        "delivery", "watermark", "message_edit", "num_edit", "referral", "ads_context_data", "optin", "pass_thread_control", "new_owner_app_id", "app_roles", "account_linking",
        "status", "policy_enforcement", "action", "commands", "reply_to", "timestamp", "product", "coordinates", "start_time", "odd key",
    ];

    private static Gen<string> Json(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.OneOf("null", "true", "\"true\"", "\"12\"", "12", "1767225599876", "\"m_1\"", "\"https://e.x/\"", "1e400", "\"\\ud800\"", "[]", "{}", "\"linked\"", "\"block\""),
            Gen.String.Select(text => $"\"{Spell(text, 0)}\""));
        return depth == 0
            ? leaf
            : Gen.OneOf(
                Gen.Select(Gen.OneOf<string>(Keys), Json(depth - 1)).Array[0, 6].Select(pairs => $"{{{string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}"))}}}"),
                Gen.Select(Gen.OneOf<string>(Keys), Json(depth - 1)).Array[0, 3].Select(pairs => $"{{{Payloads.Sides}{string.Concat(pairs.Select(pair => $",\"{pair.Item1}\":{pair.Item2}"))}}}"),
                Json(depth - 1).Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
                leaf);
    }

    /// <param name="form">0 as Meta does today (lower-case, \/), 1 as it did before (also &lt; % @, upper-case), 2 plain UTF-8 with what JSON demands.</param>
    private static string Spell(string text, int form)
    {
        var json = new StringBuilder();
        foreach (var c in text)
        {
            json.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '/' when form == 0 => "\\/",
                '<' or '%' or '@' when form == 1 => Escape(c, "X4"),
                < ' ' => Escape(c, "x4"),
                > '~' when form == 0 || char.IsSurrogate(c) => Escape(c, "x4"),
                > '~' when form == 1 => Escape(c, "X4"),
                _ => c.ToString(),
            });
        }

        return json.ToString();
    }

    private static string Escape(char c, string format) => "\\u" + ((int)c).ToString(format, CultureInfo.InvariantCulture);
}
