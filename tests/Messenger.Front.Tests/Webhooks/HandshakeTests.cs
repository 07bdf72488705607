using System.Net;
using Messenger.Front.Tests.Product;
using Messenger.Simulator;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>Meta asks once whether the address is ours.</summary>
[Collection(ProductCollection.Name)]
public sealed class HandshakeTests(SharedProduct shared)
{
    [Fact]
    public async Task The_challenge_comes_back_for_the_right_token()
    {
        using var reply = await Ask($"hub.mode=subscribe&hub.verify_token={SimulatorDefaults.VerifyToken}&hub.challenge=1158201444");
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("1158201444", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/plain", reply.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1158201444")]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444")]
    [InlineData("hub.mode=subscribe&hub.verify_token=simulator-verify-token")]
    [InlineData("hub.mode=subscribe&hub.verify_token=simulator-verify-token&hub.challenge=")]
    [InlineData("hub.mode=subscribe&hub.verify_token=simulator-verify-token&hub.challenge=%3Cscript%3E")]
    [InlineData("hub.mode=unsubscribe&hub.verify_token=simulator-verify-token&hub.challenge=1")]
    [InlineData("hub.verify_token=simulator-verify-token&hub.challenge=1")]
    [InlineData("")]
    public async Task Anything_else_is_refused(string query)
    {
        using var reply = await Ask(query);
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        Assert.DoesNotContain("1158201444", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Ask(string query) => shared.Running.Product.GetAsync($"{SignedWebhook.Path}?{query}");
}
