namespace Messenger.Browser.Tests.Screens;

/// <summary>An agent's desk.</summary>
public sealed class DeskScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Status => page.GetByTestId("agent-status");

    public ILocator Items => page.GetByTestId("inbox-item");

    public ILocator Empty => page.GetByTestId("empty-inbox");

    public ILocator Transcript => page.GetByTestId("transcript");

    public ILocator Messages => Transcript.GetByTestId("message");

    public ILocator Compose => page.GetByTestId("compose");

    public ILocator Sync => page.GetByTestId("sync-indicator");

    public ILocator Item(string customer) => Items.Filter(new() { HasText = customer });

    public ILocator Message(string text) => Messages.Filter(new() { HasText = text });

    public Task IsInSync() => Expect(Sync).ToHaveAttributeAsync("data-state", "in-sync");

    /// <summary>Opens a customer's interaction, which has to be in the inbox or come soon.</summary>
    public async Task Open(string customer)
    {
        await Item(customer).ClickAsync();
        await Expect(page.Locator(".chat-title h2")).ToHaveTextAsync(customer);
        await Expect(Compose).ToBeFocusedAsync();
    }

    public async Task Answer(string text)
    {
        await Compose.FillAsync(text);
        await Compose.PressAsync("Enter");
    }

    public async Task Choose(string row)
    {
        await page.GetByTestId("status-menu").ClickAsync();
        await page.GetByTestId(row).ClickAsync();
    }

    public async Task Finish(string? disposition = null)
    {
        await page.GetByTestId("finish").ClickAsync();
        if (disposition is not null)
        {
            await page.GetByTestId("disposition-" + disposition).CheckAsync();
        }

        await page.GetByTestId("finish-confirm").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
