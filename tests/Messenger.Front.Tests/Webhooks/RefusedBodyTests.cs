using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>Signed, and still nothing of a Page's: answered with what is wrong, never with a fault of ours.</summary>
[Collection(ProductCollection.Name)]
public sealed class RefusedBodyTests(SharedProduct shared)
{
    private SignedWebhook Webhook => new(shared.Running, "700000000000");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not json")]
    [InlineData("{\"object\":\"page\",")]
    [InlineData("{\"object\":\"page\"} trailing")]
    [InlineData("{'object':'page'}")]
    [InlineData("{\"object\":\"page\",\"entry\":[NaN]}")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("17")]
    [InlineData("\"page\"")]
    [InlineData("[]")]
    [InlineData("[{\"object\":\"page\"}]")]
    [InlineData("{\"object\":\"page\",\"entry\":\"\\u00\"}")]
    public async Task What_is_no_JSON_object_is_a_bad_request(string body) => Assert.Equal(HttpStatusCode.BadRequest, await Webhook.Deliver(body));

    [Fact]
    public async Task A_depth_bomb_is_a_bad_request()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await Webhook.Deliver(new string('[', 500_000)));
        Assert.Equal(HttpStatusCode.BadRequest, await Webhook.Deliver(
            string.Concat(Enumerable.Repeat("{\"object\":", 10_000)) + "\"page\"" + new string('}', 10_000)));
    }

    [Fact]
    public async Task Invalid_UTF8_is_a_bad_request()
    {
        var body = Encoding.UTF8.GetBytes(Webhook.Body(Webhook.Message("1", "x?x")));
        body[Array.IndexOf(body, (byte)'?')] = 0xC3;
        Assert.Equal(HttpStatusCode.BadRequest, await Webhook.Deliver(body));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"entry\":[]}")]
    [InlineData("{\"object\":\"instagram\",\"entry\":[]}")]
    [InlineData("{\"object\":\"PAGE\",\"entry\":[]}")]
    [InlineData("{\"object\":17}")]
    [InlineData("{\"object\":{\"page\":1}}")]
    [InlineData("{\"object\":null}")]
    public async Task Another_object_is_not_found(string body) => Assert.Equal(HttpStatusCode.NotFound, await Webhook.Deliver(body));

    [Fact]
    public async Task More_than_a_mebibyte_is_too_large()
    {
        var large = Encoding.UTF8.GetBytes(Webhook.Body(Webhook.Message("1", new string('x', 2 * 1024 * 1024))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Webhook.Deliver(large));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Chunked(large));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Webhook.Deliver(new byte[(1024 * 1024) + 1], signature: null));
    }

    [Fact]
    public async Task A_mebibyte_is_taken()
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        var frame = Encoding.UTF8.GetByteCount(work.Webhook.Body(work.Webhook.Message(psid, "", "m_full")));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, new string('x', (1024 * 1024) - frame), "m_full"));
        Assert.Equal((1024 * 1024) - frame, Assert.Single(await shared.Running.Messages(work.CampaignId)).Text!.Length);
    }

    /// <summary>Without a length told beforehand.</summary>
    private async Task<HttpStatusCode> Chunked(byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SignedWebhook.Path) { Content = new StreamContent(new MemoryStream(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Hub-Signature-256", Webhook.Sign(body));
        using var reply = await shared.Running.Product.SendAsync(request);
        return reply.StatusCode;
    }
}
