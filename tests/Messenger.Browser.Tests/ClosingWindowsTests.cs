using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests;

/// <summary>The board says whose reply window closes while the campaign is closed (B5), and leads to what can be done.</summary>
[Collection(Running.Looks.Name)]
public sealed class ClosingWindowsTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Theory]
    [InlineData("es", ColorScheme.Light, 1280)]
    [InlineData("en", ColorScheme.Dark, 1280)]
    [InlineData("pt", ColorScheme.Light, 400)]
    public async Task Who_waits_in_a_campaign_that_closes_before_his_window_is_announced_and_listed(string language, ColorScheme theme, int width)
    {
        var profile = await NewProfile(width, 760, theme: theme);
        await Speaks(profile, language);
        var board = await Board(profile);
        var psid = await Floor.Customer("Rosa Ventana");
        await Floor.Writes(psid, "¿Me responden hoy?");
        await Expect(board.Page.GetByText("Rosa Ventana")).ToBeVisibleAsync();
        await Floor.Opens(allWeek: false);
        try
        {
            await board.Page.ReloadAsync();
            await Expect(board.Page.GetByTestId("closing-windows")).ToContainTextAsync("Rosa Ventana");
            await Look(board.Page, $"windows-note-{language}-{theme}-{width}");
            Assert.Empty(await OutOfView(board.Page));
            await board.Page.GetByTestId("see-windows").ClickAsync();
            var row = board.Page.GetByTestId("window-row").Filter(new() { HasText = "Rosa Ventana" });
            await Expect(row).ToHaveAttributeAsync("data-waits", "true");
            await Look(board.Page, $"windows-list-{language}-{theme}-{width}");
            Assert.Empty(await Axe.Findings(theme, "windows", board.Page));
            await row.GetByTestId("interaction-menu").ClickAsync();
            await Expect(board.Page.GetByTestId("menu-assign")).ToBeVisibleAsync();
        }
        finally
        {
            await Floor.Opens(allWeek: true);
        }
    }
}
