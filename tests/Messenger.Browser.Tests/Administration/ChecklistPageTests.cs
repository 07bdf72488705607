using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>What is missing, green or red with a way to it (R27), and what would happen to a customer now.</summary>
[Collection(Setup.Name)]
public sealed class ChecklistPageTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private const string Nothing = """
        {"isComplete":false,"items":[{"code":"address","done":false,"fault":"none"},{"code":"app","done":false,"fault":"refused"},
        {"code":"webhook","done":false,"fault":"no-app"},{"code":"campaign","done":false,"fault":"none"},{"code":"members","done":false,"fault":"no-campaign"}]}
        """;

    [Fact]
    public async Task Red_points_lead_to_where_they_are_put_right_and_the_test_tells_who_would_get_it()
    {
        var page = await SignedIn("admin");
        await Expect(page.GetByTestId("campaign-Soporte")).ToBeVisibleAsync();
        await page.GotoAsync("admin/campaigns/soporte");
        await Complete(page);

        await Floor.Opens(allWeek: false);
        try
        {
            await page.GetByTestId("tab-advanced").ClickAsync();
            await page.GetByTestId("check-again").ClickAsync();
            await Expect(page.GetByTestId("check-schedule")).ToHaveAttributeAsync("data-fault", "empty");
            await page.GetByTestId("fix-schedule").ClickAsync();
            await Expect(page.GetByTestId("week")).ToBeVisibleAsync();
            await page.GetByTestId("test-campaign").ClickAsync();
            await Expect(page.GetByTestId("test-result").Locator("[data-kind=text]")).ToContainTextAsync("fuera de horario");
        }
        finally
        {
            await Floor.Opens(allWeek: true);
        }

        await Desk();
        await page.GetByTestId("check-again").ClickAsync();
        await Expect(page.GetByTestId("check-schedule")).ToHaveAttributeAsync("data-done", "true");
        await page.GetByTestId("test-campaign").ClickAsync();
        await Expect(page.GetByTestId("test-result").Locator("[data-kind=offered]")).ToContainTextAsync("Se ofrecería a Ana");
        await Expect(page.GetByTestId("why-member").Filter(new() { HasText = "Bruno" })).ToHaveAttributeAsync("data-reason", "offline");
    }

    [Fact]
    public async Task Who_sets_it_up_is_shown_the_five_steps_while_no_campaign_was_connected()
    {
        const string dead = """{"items":[{"id":"c1","name":"Muerta","type":"messenger","pageId":"1","pageName":"Tienda","enabled":true,"openNow":true,"token":"invalid","members":1,"waiting":0,"held":0,"inactive":"token-invalid","version":1}]}""";
        var other = await NewProfile();
        await other.RouteAsync("**/api/campaigns", route => route.FulfillAsync(new() { ContentType = "application/json", Body = dead }));
        await (await SignedIn("admin", other)).WaitForURLAsync("**/admin/campaigns");

        await Profile.RouteAsync("**/api/campaigns", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"items":[]}""" }));
        await Profile.RouteAsync("**/api/setup", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Nothing }));
        var page = await SignedIn("admin");
        await page.WaitForURLAsync("**/admin/setup");
        await Expect(page.GetByTestId("setup")).ToHaveAttributeAsync("data-complete", "false");
        await page.GetByTestId("fix-campaign").ClickAsync();
        await page.WaitForURLAsync("**/admin/campaigns");
    }

    [Theory]
    [InlineData("es", ColorScheme.Light, 1280, 720)]
    [InlineData("en", ColorScheme.Dark, 1280, 720)]
    [InlineData("pt", ColorScheme.Light, 400, 800)]
    public async Task They_are_clean(string language, ColorScheme theme, int width, int height)
    {
        var profile = await NewProfile(width, height, theme: theme);
        await Speaks(profile, language);
        await Desk("ana");
        var page = await SignedIn("admin", profile);
        await Expect(page.GetByTestId("campaign-Soporte")).ToBeVisibleAsync();
        await page.GotoAsync("admin/campaigns/soporte");
        await Complete(page);
        await page.GetByTestId("test-campaign").ClickAsync();
        await Expect(page.GetByTestId("why-member").First).ToBeVisibleAsync();
        await page.GetByTestId("page-card").ScrollIntoViewIfNeededAsync();
        await page.GetByTestId("test-result").ScrollIntoViewIfNeededAsync();
        var findings = new List<string>(await Seen(page, theme, $"ready-{language}-{theme}-{width}"));
        await page.GotoAsync("admin/setup");
        await Expect(page.GetByTestId("setup")).ToHaveAttributeAsync("data-complete", "true");
        findings.AddRange(await Seen(page, theme, $"setup-{language}-{theme}-{width}"));
        await page.GotoAsync("admin/facebook");
        await page.GetByTestId("check-app").ClickAsync();
        await Expect(page.GetByTestId("app-check")).ToHaveAttributeAsync("data-outcome", "ok");
        findings.AddRange(await Seen(page, theme, $"facebook-{language}-{theme}-{width}"));
        await page.GetByTestId("seen").ScrollIntoViewIfNeededAsync();
        findings.AddRange(await Seen(page, theme, $"facebook-seen-{language}-{theme}-{width}"));
        await profile.RouteAsync("**/api/setup", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Nothing }));
        await page.GotoAsync("admin/setup");
        await Expect(page.GetByTestId("setup")).ToHaveAttributeAsync("data-complete", "false");
        findings.AddRange(await Seen(page, theme, $"setup-new-{language}-{theme}-{width}"));
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }
}
