namespace Messenger.Browser.Tests.Screens;

/// <summary>An agent's desk.</summary>
public sealed class DeskScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Status => page.GetByTestId("agent-status");

    public ILocator Items => page.GetByTestId("inbox-item");

    public ILocator Empty => page.GetByTestId("empty-inbox");

    /// <summary>The list from which he takes for himself.</summary>
    public ILocator Pull => page.GetByTestId("pull-list");

    public ILocator Takeable => page.GetByTestId("pull-row");

    /// <summary>What he is asked to take.</summary>
    public ILocator Ringing => page.GetByTestId("ringing");

    /// <summary>Why nothing comes to who did not respond.</summary>
    public ILocator NoAnswer => page.GetByTestId("no-answer");

    public ILocator Handing => page.GetByTestId("handing");

    public ILocator WrapUps => page.GetByTestId("wrap-up");

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public ILocator Title => page.Locator(".chat-title h2");

    public ILocator Transcript => page.GetByTestId("transcript");

    public ILocator Messages => Transcript.GetByTestId("message");

    public ILocator Compose => page.GetByTestId("compose");

    /// <summary>Enabled as soon as files can be picked, and pasted too.</summary>
    public ILocator Attach => page.GetByTestId("attach");

    public ILocator Sync => page.GetByTestId("sync-indicator");

    public ILocator Item(string customer) => Items.Filter(new() { HasText = customer });

    /// <summary>The button that takes this customer's.</summary>
    public ILocator Take(string customer) => Takeable.Filter(new() { HasText = customer }).GetByTestId("pull-take");

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

    /// <summary>Opens where it could go.</summary>
    public async Task<ILocator> Targets()
    {
        await page.GetByTestId("transfer").ClickAsync();
        await Expect(page.GetByTestId("target-search")).ToBeFocusedAsync();
        return Dialog;
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
