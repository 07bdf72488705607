namespace Messenger.Browser.Tests.Screens;

/// <summary>A supervisor's board.</summary>
public sealed class BoardScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Waiting => page.GetByTestId("waiting-row");

    /// <summary>What Meta did to the Page for its conduct.</summary>
    public ILocator Measure => page.GetByTestId("page-measure");

    /// <summary>Those of the chosen list behind the queue.</summary>
    public ILocator Behind => page.GetByTestId("behind-row");

    /// <summary>What happens to those of the chosen list.</summary>
    public ILocator Note => page.GetByTestId("list-note");

    /// <summary>Whether the campaign is open, and until when.</summary>
    public ILocator Hours => page.GetByTestId("hours");

    /// <summary>Chooses a list beside the queue: queued, held, closed-hours or window-closed.</summary>
    public ILocator List(string place) => page.GetByTestId("list-" + place);

    public ILocator Agent(string userName) => page.Locator($"[data-testid=agent-row][data-agent={userName}]");

    /// <summary>What can be done with a waiting or held customer's interaction.</summary>
    public async Task Menu(ILocator row, string entry)
    {
        await row.GetByTestId("interaction-menu").ClickAsync();
        await page.GetByTestId("menu-" + entry).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).Last).ToBeVisibleAsync();
    }

    public ILocator Tile(string name) => page.GetByTestId("tile-" + name).Locator(".tile-value");

    public async Task IsInSync()
    {
        await Expect(page.GetByTestId("sync-indicator")).ToHaveAttributeAsync("data-state", "in-sync");
        await Expect(Agent("ana")).ToBeVisibleAsync();
    }
}
