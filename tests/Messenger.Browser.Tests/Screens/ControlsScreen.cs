namespace Messenger.Browser.Tests.Screens;

/// <summary>The second view of the customers' page: what Meta, customers and the phone system can do.</summary>
public sealed class ControlsScreen(IPage page)
{
    public static readonly string[] Cards = ["afternoon", "agents", "sends", "webhooks", "tokens", "pages", "customer", "alerts"];

    public IPage Page => page;

    public ILocator Result => page.GetByTestId("controls-result");

    public ILocator Card(string name) => page.GetByTestId("card-" + name);

    public ILocator Button(string testId) => page.GetByTestId(testId);

    public async Task IsOpen()
    {
        foreach (var card in Cards)
        {
            await Expect(Card(card)).ToBeVisibleAsync();
        }
    }
}
