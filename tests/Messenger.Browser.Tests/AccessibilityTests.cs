using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests;

/// <summary>No finding of axe on any page, in light and in dark.</summary>
[Collection(Looks.Name)]
public sealed class AccessibilityTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_are_clean(ColorScheme theme)
    {
        var profile = await NewProfile(theme: theme);
        var signIn = await profile.NewPageAsync();
        await signIn.GotoAsync("sign-in");
        await Expect(signIn.GetByTestId("demo-ana")).ToBeVisibleAsync();
        List<string> findings = [.. await Axe.Findings(theme, "sign-in", signIn)];

        var ana = await Desk(profile: profile);
        await Expect(ana.Empty).ToBeVisibleAsync();
        findings.AddRange(await Axe.Findings(theme, "empty desk", ana.Page));
        var psid = await Floor.Customer("Sara Pinto");
        await Floor.Writes(psid, "Hola, ¿abren hoy?");
        await Floor.Writes(await Floor.Customer("Leo Britos"), "Buenas tardes");
        await ana.Open("Sara Pinto");
        await ana.Answer("Sí, hasta las 18.");
        await Expect(ana.Messages).ToHaveCountAsync(2);
        await Floor.Sends(
            psid, new { type = "image" }, new { type = "sticker" }, new { type = "file" }, new { type = "audio" }, new { type = "location" },
            new { type = "image", url = "https://example.org/a.png" });
        var picture = ana.Transcript.Locator("[data-look=picture]").GetByRole(AriaRole.Button);
        await Expect(picture).ToBeVisibleAsync();
        await Expect(ana.Transcript.Locator("[data-look=sticker] img")).ToBeVisibleAsync();
        findings.AddRange(await Axe.Findings(theme, "desk with chat", ana.Page));
        await picture.ClickAsync();
        await Expect(ana.Page.GetByTestId("picture-large")).ToBeVisibleAsync();
        findings.AddRange(await Axe.Findings(theme, "large picture", ana.Page));
        await ana.Page.Keyboard.PressAsync("Escape");
        await Expect(ana.Page.GetByTestId("picture-large")).ToHaveCountAsync(0);
        await ana.Page.GetByTestId("finish").ClickAsync();
        await Expect(ana.Page.GetByTestId("finish-confirm")).ToBeVisibleAsync();
        findings.AddRange(await Axe.Findings(theme, "finish dialog", ana.Page));
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Page.GetByTestId("status-menu").ClickAsync();
        await Expect(ana.Page.GetByTestId("set-offline")).ToBeVisibleAsync();
        findings.AddRange(await Axe.Findings(theme, "status menu", ana.Page));

        var sofia = await Board(profile);
        findings.AddRange(await Axe.Findings(theme, "board", sofia.Page));
        var phones = await Phones(psid, profile);
        await Expect(phones.Messages).ToHaveCountAsync(3);
        await Expect(phones.Page.Locator("#status-text")).Not.ToBeEmptyAsync();
        findings.AddRange(await Axe.Findings(theme, "customers' page", phones.Page));

        try
        {
            await ana.Page.GotoAsync("desk");
            await Floor.Campaign(new { eligibility = "ringall", queueLimit = 1 });
            await Floor.Writes(await Floor.Customer("Eva Prado"), "Hola, ¿me ayudan?");
            await Expect(ana.Takeable).ToHaveCountAsync(1);
            findings.AddRange(await Axe.Findings(theme, "pull list", ana.Page));
            await Floor.Writes(await Floor.Customer("Hugo Prado"), "Buenas");
            await sofia.List("held").ClickAsync();
            await Expect(sofia.Behind).ToHaveCountAsync(1);
            findings.AddRange(await Axe.Findings(theme, "board with a list behind the queue", sofia.Page));
            await sofia.List("queued").ClickAsync();
            await sofia.Waiting.First.GetByTestId("interaction-menu").ClickAsync();
            await sofia.Page.GetByTestId("menu-why").ClickAsync();
            await Expect(sofia.Page.GetByTestId("why-member").First).ToBeVisibleAsync();
            findings.AddRange(await Axe.Findings(theme, "why", sofia.Page));
        }
        finally
        {
            await Floor.Campaign(new { eligibility = "nocall", queueLimit = 0 });
        }

        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }
}
