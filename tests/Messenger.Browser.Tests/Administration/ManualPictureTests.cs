using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>
/// The pictures of the users' manual come from the running product. Each run takes them in one language; with MESSENGER_PICTURES=1 it
/// takes them in all, and writes them to docs/manual/images.
/// </summary>
[Collection(Setup.Name)]
public sealed class ManualPictureTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private const int Most = 200 * 1024;

    private static bool Write => Environment.GetEnvironmentVariable("MESSENGER_PICTURES") == "1";

    public static TheoryData<string> Languages() => Write ? ["es", "en", "pt"] : ["es"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Pictures_of_the_manual(string language)
    {
        var profile = await NewProfile(width: 1100, height: 680);
        await Speaks(profile, language);
        var page = await SignedIn("admin", profile);
        await Expect(page.GetByTestId("campaign-Soporte")).ToBeVisibleAsync();
        await Take(page, language, "campaigns");
        await page.GetByTestId("campaign-Soporte").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByTestId("week")).ToBeVisibleAsync();
        await Take(page, language, "campaign-basic");
        await page.GetByTestId("tab-advanced").ClickAsync();
        await Expect(page.Locator("#f-queueLimit")).ToBeVisibleAsync();
        await Take(page, language, "campaign-advanced");
        await Complete(page);
        await page.GetByTestId("test-campaign").ClickAsync();
        await Expect(page.GetByTestId("why-member").First).ToBeVisibleAsync();
        await page.GetByTestId("test-result").ScrollIntoViewIfNeededAsync();
        await Take(page, language, "ready");
        foreach (var (path, name, shown) in new[]
                 {
                     ("admin/campaigns/soporte/members", "members", ".member-row"), ("admin/users", "users", ".user-table tbody tr"),
                     ("admin/canned", "canned", ".entry-detail"), ("admin/audit", "audit", ".audit-table tbody tr"),
                     ("admin/setup", "setup", "[data-testid=setup]"), ("admin/facebook", "facebook", "[data-testid=seen]"), ("activation/start/soporte", "activation", "[data-testid=continue]"),
                 })
        {
            await page.GotoAsync(path);
            await Expect(page.Locator(shown).First).ToBeVisibleAsync();
            await Take(page, language, name);
        }
    }

    private static async Task Take(IPage page, string language, string name)
    {
        var picture = await page.ScreenshotAsync();
        Assert.InRange(picture.Length, 1, Most);
        if (Write)
        {
            Directory.CreateDirectory(Folders.ManualImages);
            await File.WriteAllBytesAsync(Path.Combine(Folders.ManualImages, $"{language}-{name}.png"), picture, TestContext.Current.CancellationToken);
        }
    }
}
