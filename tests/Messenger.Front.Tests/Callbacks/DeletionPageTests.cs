using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Messenger.Front.Callbacks;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.Http;

namespace Messenger.Front.Tests.Callbacks;

/// <summary>What the person who asked for a deletion finds at the address that Facebook gives him.</summary>
[Collection(ProductCollection.Name)]
public sealed partial class DeletionPageTests(SharedProduct shared)
{
    [Theory]
    [InlineData("es-AR,es;q=0.9", "es", "Solicitud de eliminación de datos", "Completada", "1 de enero de 2026")]
    [InlineData("pt-BR", "pt", "Solicitação de exclusão de dados", "Concluída", "1 de janeiro de 2026")]
    [InlineData("de,en;q=0.5", "en", "Request to delete data", "Done", "January 1, 2026")]
    [InlineData("", "en", "Request to delete data", "Done", "January 1, 2026")]
    public async Task It_says_what_was_asked_when_and_that_it_is_done(string accepted, string language, string title, string done, string date)
    {
        var person = SignedCallback.Person();
        using var reply = await Get(await Code(person), accepted);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("text/html", reply.Content.Headers.ContentType?.MediaType);
        var html = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var shown = WebUtility.HtmlDecode(html);
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.All([$"<h1>{title}</h1>", done, date, "<time datetime=\"2026-01-01T00:00:00Z\">"], text => Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.DoesNotContain(person, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_has_no_script_and_may_load_nothing()
    {
        using var reply = await Get(await Code(SignedCallback.Person()), "es");
        var html = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"\s(src|href|style|on\w+)\s*=", html);
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style().Match(html).Groups[1].Value)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(reply.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("noindex, nofollow", Assert.Single(reply.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal("no-referrer", Assert.Single(reply.Headers.GetValues("Referrer-Policy")));
        Assert.True(reply.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=")]
    [InlineData("?code=0123456789abcdef0123456789abcdef")]
    [InlineData("?code=0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("?code=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("?code='%20OR%201=1--")]
    [InlineData("?code=1&code=2")]
    public async Task An_unknown_code_is_a_friendly_page_too(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/deletion" + query);
        request.Headers.TryAddWithoutValidation("Accept-Language", "pt");
        using var reply = await shared.Running.Product.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        var html = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<h1>Esta solicitação não foi encontrada</h1>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://contact.example", "https://contact.example/deletion?code=c")]
    [InlineData("https://contact.example/desk/", "https://contact.example/desk/deletion?code=c")]
    [InlineData(null, "https://called.example:8443/deletion?code=c")]
    [InlineData("", "https://called.example:8443/deletion?code=c")]
    public void Its_address_is_the_configured_one_else_the_one_that_was_called(string? configured, string expected)
    {
        var called = new DefaultHttpContext().Request;
        (called.Scheme, called.Host) = ("https", new HostString("called.example", 8443));
        Assert.Equal(expected, DeletionEndpoint.AddressOf(called, new FrontOptions { PublicBaseUrl = configured }, "c"));
    }

    private async Task<string> Code(string person)
    {
        var callback = new SignedCallback(shared.Running, "deletion");
        using var reply = await callback.Post(callback.About(person));
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("confirmation_code").GetString()!;
    }

    private async Task<HttpResponseMessage> Get(string code, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/deletion?code=" + code);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        return await shared.Running.Product.SendAsync(request);
    }

    [GeneratedRegex("<style>(.*)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
