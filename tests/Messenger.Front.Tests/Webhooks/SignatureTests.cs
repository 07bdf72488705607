using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Messenger.Front.Tests.Product;
using Messenger.Simulator;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>Only what Meta signed comes in, and the signature covers the bytes as they came.</summary>
[Collection(ProductCollection.Name)]
public sealed class SignatureTests(SharedProduct shared)
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret);

    [Fact]
    public async Task Nothing_is_kept_of_a_body_without_a_good_signature()
    {
        var work = await Workplace.Open(shared.Running);
        var body = Encoding.UTF8.GetBytes(work.Webhook.Body(work.Webhook.Message(work.Customer(), "forged")));
        var good = work.Webhook.Sign(body);
        string?[] bad =
        [
            null, "", "sha256=", good[7..], good[..^1], good + "0", good[..^2], "sha256=" + new string('0', 64), "sha256=" + new string('g', 64),
            good.Replace("sha256", "sha1", StringComparison.Ordinal), "SHA256=" + good[7..],
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("another secret"u8, body)),
            "sha256=" + Convert.ToHexStringLower(SHA256.HashData(body)), $"{good},{good}",
        ];
        foreach (var signature in bad)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await work.Webhook.Deliver(body, signature));
        }

        // The old header alone proves nothing, even when it is right.
#pragma warning disable CA5350 // It is the header under test.
        var old = "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(Secret, body));
#pragma warning restore CA5350
        Assert.Equal(HttpStatusCode.Unauthorized, await work.Webhook.Deliver(body, old, "X-Hub-Signature"));

        Assert.Empty(await shared.Running.Messages(work.CampaignId));
        Assert.Empty(await shared.Running.Aside(work.PageId));
    }

    [Fact]
    public async Task A_changed_body_does_not_fit_its_signature()
    {
        var work = await Workplace.Open(shared.Running);
        var body = Encoding.UTF8.GetBytes(work.Webhook.Body(work.Webhook.Message(work.Customer(), "100 pesos")));
        var signature = work.Webhook.Sign(body);
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("100 pesos", "900 pesos", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await work.Webhook.Deliver(changed, signature));
        Assert.Equal(HttpStatusCode.Unauthorized, await work.Webhook.Deliver([.. body, (byte)' '], signature));
        Assert.Empty(await shared.Running.Messages(work.CampaignId));
    }

    [Fact]
    public async Task The_escaped_bytes_of_Meta_are_what_is_signed()
    {
        var work = await Workplace.Open(shared.Running);
        const string Text = "¿Envían a São Paulo/SP? 😀 <b>\"sí\"</b>";
        var escaped = Escaped(work.Webhook.Body(work.Webhook.Message(work.Customer(), Text)));
        var reserialised = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<JsonElement>(escaped));
        Assert.NotEqual(escaped, reserialised);

        Assert.Equal(HttpStatusCode.Unauthorized, await work.Webhook.Deliver(escaped, work.Webhook.Sign(reserialised)));
        Assert.Empty(await shared.Running.Messages(work.CampaignId));

        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(escaped));
        Assert.Equal(Text, Assert.Single(await shared.Running.Messages(work.CampaignId)).Text);
    }

    /// <summary>ASCII only, lower-case escapes, slashes escaped.</summary>
    private static byte[] Escaped(string json)
    {
        var text = new StringBuilder();
        foreach (var c in json)
        {
            _ = c switch
            {
                '/' => text.Append("\\/"),
                > '~' => text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
