using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>Members and words fit a small screen, are clean in light and dark, and speak the other languages.</summary>
[Collection(Setup.Name)]
public sealed class MemberLookTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private readonly List<string> _findings = [];

    [Theory]
    [InlineData("es", ColorScheme.Light, 1280)]
    [InlineData("en", ColorScheme.Dark, 1280)]
    [InlineData("pt", ColorScheme.Light, 400)]
    public async Task They_are_clean_and_fit(string language, ColorScheme theme, int width)
    {
        var profile = await NewProfile(width, 720, theme: theme);
        await Speaks(profile, language);
        var page = await SignedIn("admin", profile);
        await Expect(page.GetByTestId("campaigns")).ToBeVisibleAsync();
        await page.GotoAsync("admin/campaigns/soporte/members");
        await Expect(page.GetByTestId("member-bruno")).ToBeVisibleAsync();
        await Clean(page, theme, $"admin-members-{language}");
        foreach (var (path, shown) in new[]
        {
            ("members", "agents-ana"), ("voice", "rosters"), ("breaks", "entry-0"), ("dispositions", "entry-0"), ("canned", "entry-0"), ("holidays", "no-entries"), ("blocklist", "no-blocked"),
        })
        {
            await Go(page, path, width);
            await Expect(page.GetByTestId(shown)).ToBeVisibleAsync();
            if (path == "holidays")
            {
                await page.GetByTestId("entry-add").ClickAsync();
                await Expect(page.Locator(".entry-detail")).ToBeVisibleAsync();
            }

            await Clean(page, theme, $"admin-{path}-{language}");
            if (path == "holidays")
            {
                await page.GetByTestId("discard").ClickAsync();
            }
        }

        Assert.True(_findings.Count == 0, string.Join(Environment.NewLine, _findings));
    }

    private static async Task Go(IPage page, string path, int width)
    {
        if (width < 720)
        {
            await page.Locator(".top-bar .narrow-only").First.ClickAsync();
        }

        await page.GetByTestId("nav-" + path).ClickAsync();
    }

    private async Task Clean(IPage page, ColorScheme theme, string name)
    {
        await Look(page, name);
        _findings.AddRange((await OutOfView(page)).Select(what => $"{name}: out of view: {what}"));
        _findings.AddRange(await Axe.Findings(theme, name, page));
    }
}
