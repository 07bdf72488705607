using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests;

/// <summary>Whatever a customer writes is text, stays text, and leaves the layout alone.</summary>
[Collection(Looks.Name)]
public sealed class HostileTextTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private const string Script = "<script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\">";
    private static readonly string LongWord = new('W', 400);
    private static readonly string LongText = string.Concat(Enumerable.Repeat("Texto largo con muchas palabras. ", 58))[..1_900];

    [Fact]
    public async Task Hostile_messages_are_shown_as_text_on_every_screen()
    {
        string[] hostile = [Script, "\u202Eمرحبا بالعالم\u202C و abc", LongWord, LongText, "😀👩‍👩‍👧‍👦🇺🇾"];
        var ana = await Desk();
        var psid = await Floor.Customer("<b>Ñandú</b> & \"Cía\"");
        foreach (var text in hostile)
        {
            await Floor.Writes(psid, text);
        }

        await ana.Open("<b>Ñandú</b> & \"Cía\"");
        await Expect(ana.Messages).ToHaveCountAsync(hostile.Length);
        var shown = await ana.Transcript.Locator(".bubble-text").AllTextContentsAsync();
        Assert.Equal(hostile, shown.Select(text => text.Trim()));
        await Expect(ana.Items.Locator(".inbox-preview")).ToContainTextAsync("<script>");
        await ana.Answer(Script);
        await Expect(ana.Messages).ToHaveCountAsync(hostile.Length + 1);
        await StaysInside(ana.Page);
        await ana.Page.SetViewportSizeAsync(400, 800);
        await StaysInside(ana.Page);

        var phone = await Phones(psid);
        await Expect(phone.Messages).ToHaveCountAsync(hostile.Length + 1);
        await StaysInside(phone.Page);
        var sofia = await Board();
        await ana.Page.SetViewportSizeAsync(1280, 800);
        await ana.Choose("set-offline");
        await ana.Page.GetByTestId("leave-return").ClickAsync();
        await Expect(sofia.Waiting).ToContainTextAsync("<b>Ñandú</b>");
        await StaysInside(sofia.Page);
        await sofia.Page.SetViewportSizeAsync(400, 800);
        await StaysInside(sofia.Page);
    }

    private static async Task StaysInside(IPage page)
    {
        Assert.DoesNotContain("gone", await page.TitleAsync(), StringComparison.Ordinal);
        var tooWide = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('html, body, main, aside, .transcript, .log, .inbox-list, .people-list, .board, .table-scroll')]
              .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1)
              .map(e => `${e.tagName}.${e.className}: ${e.scrollWidth} > ${e.clientWidth}`)
            """);
        Assert.Empty(tooWide);
    }
}
