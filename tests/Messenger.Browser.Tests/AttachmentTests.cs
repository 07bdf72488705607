using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>What customers attach, as the agent sees, opens and hears it.</summary>
[Collection(Looks.Name)]
public sealed class AttachmentTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_picture_of_a_customer_shows_small_and_opens_large(ColorScheme theme)
    {
        var desk = await Desk(profile: await NewProfile(theme: theme));
        var psid = await Floor.Customer("Rosa Ñandú");
        await Floor.Sends(psid, new { type = "image" });
        await Expect(desk.Item("Rosa Ñandú")).ToContainTextAsync("[Imagen]");
        await desk.Open("Rosa Ñandú");

        var small = Look(desk, "picture").Locator("img");
        await Loaded(small);
        await Look(desk, "picture").GetByRole(AriaRole.Button, new() { Name = "Abrir: Imagen" }).FocusAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        var large = desk.Page.GetByTestId("picture-large");
        await Loaded(large);
        await Expect(large).ToHaveAttributeAsync("alt", "Imagen");
        Assert.True((await large.BoundingBoxAsync())!.Width > (await small.BoundingBoxAsync())!.Width);
        var download = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.GetByTestId("picture-download").ClickAsync());
        Assert.Equal("Imagen.png", download.SuggestedFilename);
        await desk.Page.Keyboard.PressAsync("Escape");
        await Expect(large).ToHaveCountAsync(0);

        // Nothing on the screen leads to the file without the session.
        Assert.StartsWith("blob:", await small.GetAttributeAsync("src"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_kind_has_its_own_look()
    {
        var desk = await Desk();
        var psid = await Floor.Customer("Rosa Ñandú");
        await Floor.Sends(psid, new { type = "audio" }, new { type = "video" }, new { type = "file" }, new { type = "sticker" });
        await desk.Open("Rosa Ñandú");
        await Floor.Sends(psid, new { type = "fallback" }, new { type = "location" }, new { type = "template" }, new { type = "share" }, new { type = "hologram" });

        await Loaded(Look(desk, "sticker").Locator("img"));
        await Look(desk, "sound").GetByRole(AriaRole.Button, new() { Name = "Reproducir Audio" }).ClickAsync();
        await Plays(Look(desk, "sound").Locator("audio"));
        await Look(desk, "film").GetByRole(AriaRole.Button, new() { Name = "Reproducir Video" }).ClickAsync();
        await Plays(Look(desk, "film").Locator("video"));
        var file = Look(desk, "file").GetByRole(AriaRole.Button, new() { Name = "Descargar comprobante.pdf" });
        Assert.Equal("comprobante.pdf", (await desk.Page.RunAndWaitForDownloadAsync(() => file.ClickAsync())).SuggestedFilename);

        await Expect(Look(desk, "place")).ToContainTextAsync("Plaza Uruguaya");
        await Expect(Look(desk, "place")).ToContainTextAsync("-25.2821, -57.6321");
        await Expect(Look(desk, "card").Filter(new() { HasText = "Poncho de alpaca" })).ToContainTextAsync("$ 45.900");
        await Expect(Look(desk, "card").Filter(new() { HasText = "Un artículo" })).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Expect(Look(desk, "card").Filter(new() { HasText = "Enlace compartido" })).ToHaveAttributeAsync("href", "https://www.facebook.com/share/1");
        await Expect(Look(desk, "card").Filter(new() { HasText = "Contenido que no se puede mostrar" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("es-UY", "Imagen: no se pudo recibir; Facebook ya no lo entrega", "Imagen: no se pudo recibir; la dirección no es de Facebook")]
    [InlineData("en-US", "Image: could not be received; Facebook no longer delivers it", "Image: could not be received; its address is not Facebook’s")]
    [InlineData("pt-BR", "Imagem: não foi possível receber; o Facebook não o entrega mais", "Imagem: não foi possível receber; o endereço não é do Facebook")]
    public async Task What_cannot_be_had_says_why_in_the_agents_language(string language, string gone, string foreign)
    {
        var profile = await NewProfile(locale: language);
        await profile.AddInitScriptAsync($"if (location.protocol === 'http:') localStorage.setItem('messenger.language', '{language[..2]}')");
        var desk = await Desk(profile: profile);
        var psid = await Floor.Customer("Rosa Ñandú");
        await Floor.Sends(
            psid, new { type = "image", url = Product.Customers + "cdn/none/a.png?oe=1&oh=x" }, new { type = "image", url = "https://example.org/a.png" });
        await desk.Open("Rosa Ñandú");
        await Expect(Look(desk, "lost").First).ToHaveTextAsync(gone);
        await Expect(Look(desk, "lost").Last).ToHaveTextAsync(foreign);
    }

    private static ILocator Look(DeskScreen desk, string look) => desk.Transcript.Locator($"[data-testid=attachment][data-look={look}]");

    private static async Task Loaded(ILocator picture)
    {
        await Expect(picture).ToBeVisibleAsync();
        await Expect(picture).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await picture.EvaluateAsync<int>("e => e.naturalWidth") > 0);
    }

    /// <summary>It knows its length, so the browser understood the bytes.</summary>
    private static async Task Plays(ILocator media)
    {
        await Expect(media).ToBeVisibleAsync();
        Assert.True(await media.EvaluateAsync<bool>(
            "e => e.readyState > 0 || new Promise((yes, no) => { e.onloadedmetadata = () => yes(true); e.onerror = () => no(new Error('not understood')); })"));
    }
}
