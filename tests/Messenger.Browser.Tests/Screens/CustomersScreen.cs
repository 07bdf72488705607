namespace Messenger.Browser.Tests.Screens;

/// <summary>The page on which a person plays customers.</summary>
public sealed class CustomersScreen(IPage page)
{
    public IPage Page => page;

    public ILocator Messages => page.GetByTestId("message");

    public ILocator Typing => page.GetByTestId("typing");

    public ILocator Message(string text) => Messages.Filter(new() { HasText = text });

    public async Task MakeCustomer(string name)
    {
        await page.GetByTestId("new-customer").ClickAsync();
        await page.GetByTestId("new-customer-name").FillAsync(name);
        await page.GetByTestId("new-customer-save").ClickAsync();
        await Expect(page.Locator("#chat-sub")).ToContainTextAsync(name);
    }

    public async Task Write(string text)
    {
        await page.GetByTestId("compose").FillAsync(text);
        await page.GetByTestId("compose").PressAsync("Enter");
    }

    /// <summary>Sends a sample of this type.</summary>
    public async Task Attach(string type)
    {
        await page.GetByTestId("attach").ClickAsync();
        await page.GetByTestId("attach-" + type).ClickAsync();
    }

    /// <summary>Opens what can be done with this message.</summary>
    public async Task Actions(ILocator message)
    {
        await message.HoverAsync();
        await message.GetByTestId("message-actions").ClickAsync();
        await Expect(page.GetByTestId("message-menu")).ToBeVisibleAsync();
    }

    public Task Open(string name) => page.GetByTestId("customer-item").Filter(new() { HasText = name }).ClickAsync();
}
