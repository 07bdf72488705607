using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Messenger.Meta;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Product;

/// <summary>Delivers bodies to the webhook as Meta does, signed with the app's secret, for one Page.</summary>
public sealed class SignedWebhook(RunningProduct product, string pageId)
{
    public const string Path = "/webhooks/messenger";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string NewMid() => "m_" + Guid.NewGuid().ToString("N");

    /// <summary>One message of a customer as an element of <c>messaging</c>.</summary>
    public string Message(string psid, string text, string? mid = null, DateTimeOffset? at = null) => JsonSerializer.Serialize(
        new
        {
            sender = new { id = psid },
            recipient = new { id = pageId },
            timestamp = (at ?? DateTimeOffset.UtcNow).ToUnixTimeMilliseconds(),
            message = new { mid = mid ?? NewMid(), text },
        },
        Readable);

    /// <summary>A whole body with these elements of <c>messaging</c>, in order.</summary>
    public string Body(params IEnumerable<string> items) => BodyOf($$"""{"id":"{{pageId}}","time":{{Now}},"messaging":[{{string.Join(',', items)}}]}""");

    /// <summary>The same while another app owns the thread.</summary>
    public string Standby(params IEnumerable<string> items) => BodyOf($$"""{"id":"{{pageId}}","time":{{Now}},"standby":[{{string.Join(',', items)}}]}""");

    public static string BodyOf(params IEnumerable<string> entries) => $$"""{"object":"page","entry":[{{string.Join(',', entries)}}]}""";

    public Task<HttpStatusCode> Write(string psid, string text, string? mid = null, DateTimeOffset? at = null) => Deliver(Body(Message(psid, text, mid, at)));

    public Task<HttpStatusCode> Deliver(string body) => Deliver(Encoding.UTF8.GetBytes(body));

    public Task<HttpStatusCode> Deliver(byte[] body) => Deliver(body, Sign(body));

    public async Task<HttpStatusCode> Deliver(byte[] body, string? signature, string header = "X-Hub-Signature-256")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(header, signature);
        }

        using var reply = await product.Product.SendAsync(request);
        return reply.StatusCode;
    }

    public string Sign(byte[] body) => WebhookSignature.Sign(body, Encoding.UTF8.GetBytes(product.Services.GetRequiredService<MetaOptions>().AppSecret));

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
