using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>The screens of users and the audit fit large and small windows, are clean in light and dark, and speak three languages; with one page and with many.</summary>
[Collection(Setup.Name)]
public sealed class PeopleLookTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private readonly List<string> _findings = [];

    [Theory]
    [InlineData("es", ColorScheme.Light, 1280, "Usuarios", "Auditoría", "mesa de ayuda, interno 4567")]
    [InlineData("en", ColorScheme.Dark, 1280, "Users", "Audit", "the help desk, extension 4567")]
    [InlineData("pt", ColorScheme.Light, 400, "Usuários", "Auditoria", "central de ajuda, ramal 4567")]
    public async Task They_are_clean_and_fit(string language, ColorScheme theme, int width, string users, string audit, string contact)
    {
        var floor = Floor;
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => floor.User(
            $"{language}.persona-{n:00}", n == 0 ? "María del Carmen Rodríguez Larrañaga de los Ángeles y Vázquez" : $"Persona número {n}", n % 9 == 0 ? "supervisor" : "agent")));
        var profile = await NewProfile(width, 720, theme: theme);
        await Speaks(profile, language);
        var admin = await SignedIn("admin", profile);
        await Expect(admin.GetByTestId("user-menu")).ToBeVisibleAsync();
        await admin.GotoAsync("admin/users");
        await Expect(admin.Locator("h1")).ToHaveTextAsync(users);
        await Expect(admin.Locator("[data-testid=users] tbody tr")).ToHaveCountAsync(50);
        await admin.Locator("#f-passwordContact").FillAsync(contact);
        await admin.GetByTestId("save-contact").ClickAsync();
        await Expect(admin.GetByTestId("save-contact")).ToBeDisabledAsync();
        await Clean(admin, theme, $"users-{language}");
        await admin.GetByTestId("search").FillAsync($"{language}.persona");
        await Expect(admin.GetByTestId("user-admin")).ToHaveCountAsync(0);
        await admin.GetByTestId("more").ClickAsync();
        await Expect(admin.Locator("[data-testid=users] tbody tr")).ToHaveCountAsync(60);

        await admin.GetByTestId($"user-{language}.persona-00").GetByRole(AriaRole.Link).ClickAsync();
        await admin.GetByTestId("sees-some").CheckAsync();
        await Clean(admin, theme, $"user-{language}");
        await admin.GetByTestId("sees-soporte").CheckAsync();
        await admin.GetByTestId("save").ClickAsync();
        await Expect(admin.GetByTestId("save")).ToBeDisabledAsync();
        await admin.GetByTestId("new-password").ClickAsync();
        await Expect(admin.GetByTestId("confirm")).ToBeVisibleAsync();
        await Clean(admin, theme, $"user-confirm-{language}");
        await admin.GetByTestId("confirm").ClickAsync();
        await Expect(admin.GetByTestId("one-time-password")).ToBeVisibleAsync();
        await Clean(admin, theme, $"user-password-{language}");
        var password = await admin.GetByTestId("one-time-password").TextContentAsync();
        await admin.GetByTestId("password-noted").ClickAsync();

        await admin.GotoAsync("admin/audit");
        await Expect(admin.Locator("h1")).ToHaveTextAsync(audit);
        await Expect(admin.Locator("[data-testid=audit] tbody tr")).ToHaveCountAsync(50);
        await Clean(admin, theme, $"audit-{language}");
        await admin.GetByTestId("what").SelectOptionAsync("campaign:soporte");
        await Expect(admin.GetByTestId("audit")).ToContainTextAsync("Soporte");
        await admin.GetByTestId("from").FillAsync("2020-01-01");
        await admin.GetByTestId("to").FillAsync("2020-01-02");
        await Expect(admin.GetByTestId("no-changes")).ToBeVisibleAsync();
        await Clean(admin, theme, $"audit-none-{language}");

        var somebody = await profile.NewPageAsync();
        await somebody.GotoAsync("sign-in");
        await Expect(somebody.GetByTestId("sign-in-help")).ToContainTextAsync(contact);
        await Clean(somebody, theme, $"sign-in-help-{language}");
        await somebody.GetByTestId("sign-in-user").FillAsync($"{language}.persona-00");
        await somebody.GetByTestId("sign-in-password").FillAsync(password!);
        await somebody.GetByTestId("sign-in-submit").ClickAsync();
        await Expect(somebody.GetByTestId("choose-new")).ToBeVisibleAsync();
        await Clean(somebody, theme, $"choose-{language}");
        Assert.True(_findings.Count == 0, string.Join(Environment.NewLine, _findings));
    }

    /// <summary>Colours differ by theme, and everything else is judged once.</summary>
    private async Task Clean(IPage page, ColorScheme theme, string name)
    {
        await Look(page, name);
        _findings.AddRange((await OutOfView(page)).Select(what => $"{name}: out of view: {what}"));
        var options = theme == ColorScheme.Dark ? new AxeRunOptions { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } } : null;
        _findings.AddRange((await page.RunAxe(options)).Violations.Select(v =>
            $"{name}: {v.Id} ({v.Impact}): {v.Help}: {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html))}"));
    }
}
