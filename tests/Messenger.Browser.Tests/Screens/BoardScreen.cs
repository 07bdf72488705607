namespace Messenger.Browser.Tests.Screens;

/// <summary>A supervisor's board.</summary>
public sealed class BoardScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Waiting => page.GetByTestId("waiting-row");

    /// <summary>What Meta did to the Page for its conduct.</summary>
    public ILocator Measure => page.GetByTestId("page-measure");

    public ILocator Agent(string userName) => page.Locator($"[data-testid=agent-row][data-agent={userName}]");

    public ILocator Tile(string name) => page.GetByTestId("tile-" + name).Locator(".tile-value");

    public async Task IsInSync()
    {
        await Expect(page.GetByTestId("sync-indicator")).ToHaveAttributeAsync("data-state", "in-sync");
        await Expect(Agent("ana")).ToBeVisibleAsync();
    }
}
