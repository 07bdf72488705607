using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>The campaign table and the editor in each language, both themes and on a small screen: nothing stands out of view, axe finds nothing.</summary>
[Collection(Setup.Name)]
public sealed class CampaignLookTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Theory]
    [InlineData("es", ColorScheme.Light, 1280, 720)]
    [InlineData("en", ColorScheme.Dark, 1280, 720)]
    [InlineData("pt", ColorScheme.Light, 400, 800)]
    public async Task Table_and_editor_are_clean(string language, ColorScheme theme, int width, int height)
    {
        var profile = await NewProfile(width, height, theme: theme);
        await Speaks(profile, language);
        var page = await SignedIn("admin", profile);
        await Expect(page.GetByTestId("campaign-Soporte")).ToBeVisibleAsync();
        var findings = new List<string>(await Seen(page, theme, $"campaigns-{language}-{theme}-{width}"));
        await page.GetByTestId("campaign-Soporte").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByTestId("week")).ToBeVisibleAsync();
        findings.AddRange(await Seen(page, theme, $"campaign-basic-{language}-{theme}-{width}"));
        await page.Locator("#f-name").FillAsync("");
        await Expect(page.Locator(".form-fault")).ToBeVisibleAsync();
        await page.Locator(".schedule-row input").First.CheckAsync();
        await page.GetByTestId("schedule-change").ScrollIntoViewIfNeededAsync();
        findings.AddRange(await Seen(page, theme, $"campaign-schedule-{language}-{theme}-{width}"));
        await page.GetByTestId("tab-advanced").ClickAsync();
        await Expect(page.Locator("#f-queueLimit")).ToBeVisibleAsync();
        findings.AddRange(await Seen(page, theme, $"campaign-advanced-{language}-{theme}-{width}"));
        await page.GetByTestId("text-language-es").ScrollIntoViewIfNeededAsync();
        findings.AddRange(await Seen(page, theme, $"campaign-texts-{language}-{theme}-{width}"));
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }
}
