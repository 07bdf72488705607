using System.Buffers;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Builds the requests to Graph.</summary>
/// <remarks>The token travels in the Authorization header, so no address that is logged, traced or cached anywhere contains it.</remarks>
internal static class GraphRequest
{
    public static Uri Messages(MetaOptions options, string pageId, string token) =>
        new($"{Root(options)}/{Uri.EscapeDataString(pageId)}/messages?appsecret_proof={Proof(token, options.AppSecret)}");

    public static Uri Person(MetaOptions options, string psid, string token) =>
        new($"{Root(options)}/{Uri.EscapeDataString(psid)}?fields=name,first_name,last_name,locale&appsecret_proof={Proof(token, options.AppSecret)}");

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    public static ReadOnlyMemory<byte> TextMessage(string psid, string text, string metadata)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + (text.Length * 2));
        using (var json = new Utf8JsonWriter(buffer))
        {
            StartTo(json, psid);
            json.WriteString("messaging_type"u8, "RESPONSE"u8);
            json.WriteStartObject("message"u8);
            // A lone surrogate, as from a text cut inside an emoji, has no UTF-8: it would fail the whole send.
            json.WriteString("text"u8, JsonText.WellFormed(text.ToCharArray()));
            json.WriteString("metadata"u8, metadata);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Action(string psid, string action)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            StartTo(json, psid);
            json.WriteString("sender_action"u8, action);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Shows Meta that the token is used by the app it was given to: HMAC-SHA256 of the token under the app secret, lower-case hex.</summary>
    public static string Proof(string token, string appSecret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(token)));

    private static string Root(MetaOptions options) => $"{options.GraphUrl.TrimEnd('/')}/{options.ApiVersion}";

    private static void StartTo(Utf8JsonWriter json, string psid)
    {
        json.WriteStartObject();
        json.WriteStartObject("recipient"u8);
        json.WriteString("id"u8, psid);
        json.WriteEndObject();
    }
}
