using System.Net;
using System.Text;
using System.Text.Json;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>One text in the ways Meta has written it over the years. Whatever bytes come, they are what is signed, and all mean the same.</summary>
[Collection(ProductCollection.Name)]
public sealed class SignatureVectorTests(SharedProduct shared)
{
    private const string Meaning = "¿Envían a São Paulo/SP? 😀 <5% @ana";
    private const string AsNow = @"\u00bfEnv\u00edan a S\u00e3o Paulo\/SP? \ud83d\ude00 <5% @ana";
    private const string AsInOldDocuments = @"\u00bfEnv\u00edan a S\u00e3o Paulo\/SP? \ud83d\ude00 \u003C5\u0025 \u0040ana";
    private const string WithCapitals = @"\u00BFEnv\u00EDan a S\u00E3o Paulo/SP? \uD83D\uDE00 <5% @ana";
    private const string Unescaped = Meaning;

    /// <summary>The signatures were made with another program, over these bytes and the simulator's secret.</summary>
    [Theory]
    [InlineData(AsNow, "93d189763d8f3cee2e2f3f18c10966e95b00d6d73ea72f7d52dee70ec9c0a5e4")]
    [InlineData(AsInOldDocuments, "a1c59bbc3f2206dbb3362ba1721b433ba886ac525ecbe8f68ae4ff6cfdb81082")]
    [InlineData(WithCapitals, "5472e1059a6e5b692eb5344d850967ab1b2400f964e88cc1268b7b788dc1641a")]
    [InlineData(Unescaped, "8ee9c7a453fa2f8b3f49c31d917adc682e18e00e01368c1b5e71bef431603f5e")]
    public async Task A_signature_made_elsewhere_over_these_bytes_is_good_and_over_others_is_not(string text, string signature)
    {
        const string Page = "100200300400500";
        var webhook = new SignedWebhook(shared.Running, Page);
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"object":"page","entry":[{"id":"{{{Page}}}","time":1700000123456,"messaging":[{"sender":{"id":"7"},"recipient":{"id":"{{{Page}}}"},"timestamp":1700000123000,"message":{"mid":"m_vector","text":"{{{text}}}"}}]}]}""");
        Assert.Equal(HttpStatusCode.OK, await webhook.Deliver(body, "sha256=" + signature));
        Assert.Contains(await shared.Running.Aside(Page), item => Encoding.UTF8.GetString(item.Raw.Span).Contains(text, StringComparison.Ordinal));

        var written = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<JsonElement>(body));
        Assert.NotEqual(body, written);
        Assert.Equal(HttpStatusCode.Unauthorized, await webhook.Deliver(written, "sha256=" + signature));
    }

    [Fact]
    public async Task All_of_them_mean_the_same_text()
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        foreach (var text in new[] { AsNow, AsInOldDocuments, WithCapitals, Unescaped })
        {
            var item = work.Webhook.Message(psid, "TEXT").Replace("TEXT", text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(item)));
        }

        var messages = await shared.Running.Messages(work.CampaignId);
        Assert.Equal(4, messages.Count);
        Assert.All(messages, message => Assert.Equal(Meaning, message.Text));
    }
}
