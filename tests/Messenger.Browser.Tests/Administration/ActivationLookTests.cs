using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>The window of an activation in each language, both themes and on a small screen: nothing stands out of view, axe finds nothing.</summary>
[Collection(Setup.Name)]
public sealed class ActivationLookTests(Product product, Chromium chromium) : ActivationTest(product, chromium)
{
    [Theory]
    [InlineData("es", ColorScheme.Light, 1280, 720)]
    [InlineData("en", ColorScheme.Dark, 1280, 720)]
    [InlineData("pt", ColorScheme.Light, 400, 800)]
    public async Task From_the_first_window_to_the_last(string language, ColorScheme theme, int width, int height)
    {
        var profile = await NewProfile(width, height, theme: theme);
        await Speaks(profile, language);
        var name = Name();
        await MadePage(name + " Ñandú");
        var editor = await NewCampaign(name, name + " Nandú", profile);
        var window = await Opens(editor, "save");
        await Expect(window.GetByTestId("continue")).ToBeVisibleAsync();
        var findings = new List<string>(await Seen(window, theme, $"activation-start-{language}-{theme}-{width}"));
        await Grant(window, declined: "pages_messaging");
        await Expect(window.GetByTestId("missing")).ToBeVisibleAsync();
        findings.AddRange(await Seen(window, theme, $"activation-missing-{language}-{theme}-{width}"));
        await window.GetByTestId("again").ClickAsync();
        await Grant(window);
        await window.GetByTestId("page-offers").GetByText(name + " Ñandú", new() { Exact = true }).ClickAsync();
        await Expect(window.GetByTestId("names")).ToBeVisibleAsync();
        findings.AddRange(await Seen(window, theme, $"activation-names-{language}-{theme}-{width}"));
        await window.GetByTestId("use-name").ClickAsync();
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        findings.AddRange(await Seen(window, theme, $"activation-done-{language}-{theme}-{width}"));
        await Closes(window);
        await Expect(editor.GetByTestId("page-card")).ToHaveAttributeAsync("data-verdict", "valid");
        await editor.GetByTestId("page-card").ScrollIntoViewIfNeededAsync();
        findings.AddRange(await Seen(editor, theme, $"activation-card-{language}-{theme}-{width}"));
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }
}
