using System.Text.RegularExpressions;
using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>The agent attaches: picked or pasted, on its way, sent, or refused with a word.</summary>
[Collection(Looks.Name)]
public sealed class AttachTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_picked_picture_goes_to_the_customer_and_shows_in_the_transcript()
    {
        var (desk, psid) = await Chat();
        await Pick(desk, "página ñ.png", "image/png", Dot);
        var picture = desk.Transcript.Locator("[data-testid=message][data-direction=out] [data-look=picture] img");
        await Expect(picture).ToBeVisibleAsync();
        await IsSent(desk);
        Assert.Equal(2, (await Floor.Mids(psid)).Count);
    }

    [Fact]
    public async Task A_pasted_file_is_attached_and_the_text_stays()
    {
        var (desk, psid) = await Chat();
        await desk.Compose.FillAsync("mire");
        await desk.Compose.EvaluateAsync(
            "e => { const t = new DataTransfer(); t.items.add(new File(['hola'], 'nota.txt', { type: 'text/plain' })); e.dispatchEvent(new ClipboardEvent('paste', { clipboardData: t, bubbles: true, cancelable: true })); }");
        await Expect(desk.Transcript.Locator("[data-look=file]")).ToContainTextAsync("nota.txt");
        await Expect(desk.Compose).ToHaveValueAsync("mire");
        await IsSent(desk);
        Assert.Equal(2, (await Floor.Mids(psid)).Count);
    }

    [Theory]
    [InlineData("es-UY", "El archivo es demasiado grande: imágenes hasta 8 MB, los demás hasta 25 MB.")]
    [InlineData("en-US", "The file is too large: pictures up to 8 MB, others up to 25 MB.")]
    [InlineData("pt-BR", "O arquivo é grande demais: imagens até 8 MB, os demais até 25 MB.")]
    public async Task A_picture_over_eight_megabytes_is_refused_in_the_agents_language(string language, string text)
    {
        var profile = await NewProfile(locale: language);
        await profile.AddInitScriptAsync($"if (location.protocol === 'http:') localStorage.setItem('messenger.language', '{language[..2]}')");
        var (desk, psid) = await Chat(profile);
        await Pick(desk, "a.png", "image/png", [.. Dot, .. new byte[8 * 1024 * 1024]]);
        await Expect(desk.Transcript.Locator(".bubble-failure")).ToContainTextAsync(text);
        Assert.Single(await Floor.Mids(psid));
    }

    private async Task<(DeskScreen Desk, string Psid)> Chat(IBrowserContext? profile = null)
    {
        var desk = await Desk(profile: profile);
        var psid = await Floor.Customer("Rosa Ñandú");
        await Floor.Writes(psid, "hola");
        await desk.Open("Rosa Ñandú");
        await Expect(desk.Attach).ToBeEnabledAsync();
        return (desk, psid);
    }

    /// <summary>Seen at once, it is on its way for a while.</summary>
    private static async Task IsSent(DeskScreen desk)
    {
        await Expect(desk.Transcript.Locator("[data-testid=message][data-direction=out].is-pending")).ToHaveCountAsync(0);
        await Expect(desk.Transcript.Locator("[data-testid=message][data-direction=out]").Last).ToHaveAttributeAsync("data-state", new Regex("sent|delivered|read"));
    }

    private static Task Pick(DeskScreen desk, string name, string type, byte[] content) =>
        desk.Page.GetByTestId("attach-input").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = content });
}
