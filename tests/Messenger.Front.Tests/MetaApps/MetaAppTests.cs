using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;
using Messenger.Simulator;

namespace Messenger.Front.Tests.MetaApps;

/// <summary>The Meta app on screen: what it is, what to enter at Meta, and whether it works (R5).</summary>
[Collection(ProductCollection.Name)]
public sealed class MetaAppTests(SharedProduct shared)
{
    [Fact]
    public async Task It_says_what_to_enter_and_from_where_the_secrets_come_and_never_what_they_are()
    {
        using var admin = await shared.Running.Client("admin");
        var text = await admin.GetStringAsync("/api/meta-app");
        Assert.DoesNotContain(SimulatorDefaults.AppSecret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(SimulatorDefaults.VerifyToken, text, StringComparison.Ordinal);
        var app = (await admin.GetFromJsonAsync<MetaAppView>("/api/meta-app"))!;
        var own = shared.Running.Product.BaseAddress!.ToString().TrimEnd('/');
        Assert.Equal(
            (SimulatorDefaults.AppId, true, true, own, "Messenger__PublicBaseUrl", "private"),
            (app.AppId, app.Secret.IsSet, app.VerifyToken.IsSet, app.Address.Value, app.Address.FromFile, app.Address.Warning));
        Assert.Equal(
            new MetaUrls(own + "/webhooks/messenger", own + "/activation/return", own + "/webhooks/messenger/deauthorize", own + "/webhooks/messenger/deletion"), app.Urls);
        Assert.Contains("pages_messaging", app.Permissions);
        Assert.Contains("messages", app.Fields);
    }

    [Fact]
    public async Task The_address_leads_here_as_metas_handshake_finds()
    {
        using var admin = await shared.Running.Client("admin");
        Assert.Equal(new AddressTestResult("ok", null), await Ask<AddressTestResult>(admin, "/api/meta-app/address-test"));
    }

    [Fact]
    public async Task Metas_handshake_is_remembered_and_the_self_test_is_not_taken_for_one()
    {
        using var admin = await shared.Running.Client("admin");
        using var handshake = await shared.Running.Product.GetAsync($"{SignedWebhook.Path}?hub.mode=subscribe&hub.verify_token={SimulatorDefaults.VerifyToken}&hub.challenge=42");
        Assert.Equal(HttpStatusCode.OK, handshake.StatusCode);
        var seen = (await admin.GetFromJsonAsync<MetaAppView>("/api/meta-app"))!.Contact.HandshakeAt;
        Assert.NotNull(seen);
        await Ask<AddressTestResult>(admin, "/api/meta-app/address-test");
        using var forged = await shared.Running.Product.GetAsync($"{SignedWebhook.Path}?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=42");
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal(seen, (await admin.GetFromJsonAsync<MetaAppView>("/api/meta-app"))!.Contact.HandshakeAt);
    }

    [Fact]
    public async Task Meta_is_asked_what_it_has()
    {
        using var admin = await shared.Running.Client("admin");
        var check = await Ask<MetaAppCheck>(admin, "/api/meta-app/check");
        Assert.Equal(("ok", shared.Running.Product.BaseAddress + "webhooks/messenger", true), (check.Outcome, check.Webhook, check.IsActive));
        Assert.Empty(check.MissingFields);
    }

    [Theory]
    [InlineData("https://contact.example.com/", "https://contact.example.com")]
    [InlineData("https://example.com:8443/contact", "https://example.com:8443/contact")]
    [InlineData("", "")]
    public async Task The_address_is_saved(string typed, string saved)
    {
        var view = await shared.Running.Set("/api/configuration", new { externalAddress = typed });
        Assert.Equal(saved, view.GetProperty("externalAddress").GetString());
        await shared.Running.Set("/api/configuration", new { externalAddress = "" });
    }

    [Theory]
    [InlineData("contact.example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("https://user:word@example.com")]
    [InlineData("https://example.com/?a=1")]
    [InlineData("javascript:alert(1)")]
    public async Task What_is_no_address_is_refused_beside_its_field(string typed)
    {
        using var reply = await shared.Running.Change("/api/configuration", new { externalAddress = typed }, (await shared.Running.Read("/api/configuration")).Tag);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("external-address", (await AnsweredProblem.Of(reply)).Faults!["externalAddress"].Code);
    }

    private static async Task<T> Ask<T>(HttpClient client, string path)
    {
        using var reply = await client.PostAsJsonAsync(path, new { });
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        return (await reply.Content.ReadFromJsonAsync<T>())!;
    }
}
