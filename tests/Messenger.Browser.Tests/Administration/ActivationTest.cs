using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>An administrator connects campaigns with Facebook.</summary>
public abstract class ActivationTest(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private static readonly HttpClient Http = new();

    private static int _made;

    /// <summary>A campaign that has a Page is activated anew.</summary>
    protected async Task Again(string campaign)
    {
        var editor = await SignedIn("admin");
        await editor.GetByTestId("campaign-" + campaign).GetByRole(AriaRole.Link).First.ClickAsync();
        var window = await Opens(editor, "activate");
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
    }

    protected async Task<IPage> NewCampaign(string name, string pageName, IBrowserContext? profile = null)
    {
        // Meta grants calls by the number of customers: dozens of Pages looked at for two of them use them up, and customers' names would wait.
        await Floor.Settings(new { usagePercent = 5 });
        var page = await SignedIn("admin", profile);
        await page.GetByTestId("new-campaign").ClickAsync();
        await page.Locator("#f-name").FillAsync(name);
        await page.Locator("#f-pageName").FillAsync(pageName);
        await page.Locator("#f-pageName").BlurAsync();
        return page;
    }

    protected static async Task OpenAllWeek(IPage editor)
    {
        foreach (var day in new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" })
        {
            await editor.GetByTestId("day-" + day).CheckAsync(new() { Force = true });
        }

        await editor.Locator("#hours-from").FillAsync("00:00");
        await editor.Locator("#hours-to").FillAsync("24:00");
        await editor.GetByTestId("schedule-add").ClickAsync();
    }

    protected static Task<IPage> Opens(IPage editor, string button) => editor.RunAndWaitForPopupAsync(() => editor.GetByTestId(button).ClickAsync());

    /// <summary>Our window, then Facebook's: everything ticked but what is named.</summary>
    protected static async Task Grant(IPage window, string? declined = null, string? unticked = null)
    {
        await window.GetByTestId("continue").ClickAsync();
        await window.Locator("button[name=cancel]").WaitForAsync();
        foreach (var box in await window.Locator("input[name=page], input[name=scope]").AllAsync())
        {
            await box.SetCheckedAsync(await box.GetAttributeAsync("value") != declined);
        }

        if (unticked is not null)
        {
            await window.GetByLabel(unticked).SetCheckedAsync(false);
        }

        await window.Locator("button:not([name=cancel])").ClickAsync();
    }

    /// <summary>The window goes with the click: whether the click is answered before that is chance.</summary>
    protected static async Task Closes(IPage window)
    {
        try
        {
            await window.GetByTestId("close").ClickAsync();
        }
        catch (PlaywrightException fault) when (fault.Message.Contains("has been closed", StringComparison.Ordinal))
        {
        }

        await Eventually(() => window.IsClosed, "the window closed itself");
    }

    protected static ILocator Token(IPage table, string campaign) => table.GetByTestId("campaign-" + campaign).GetByTestId("token");

    protected async Task<string> MadePage(string name) => (await Control("pages", new { name }))[0].GetProperty("id").GetString()!;

    protected async Task<string> Customer(string page, string name) =>
        (await Control("customers", new { pageId = page, name, locale = "es_LA" })).GetProperty("psid").GetString()!;

    protected async Task Writes(string page, string psid, string text) => await Control($"customers/{psid}/messages", new { pageId = page, text });

    protected async Task Shows(string psid, string text)
    {
        for (var patience = DateTimeOffset.UtcNow.AddSeconds(30); !(await Floor.Phone(psid)).Contains(text); await Task.Delay(50))
        {
            Assert.True(DateTimeOffset.UtcNow < patience, $"'{text}' never came to the phone.");
        }
    }

    protected async Task<JsonElement> Control(string path, object body)
    {
        using var reply = await Http.PostAsJsonAsync(new Uri(Product.Customers, "control/" + path), body);
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadAsStringAsync() is { Length: > 0 } text ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }

    protected static async Task Eventually(Func<bool> isSo, string what)
    {
        for (var patience = DateTimeOffset.UtcNow.AddSeconds(20); !isSo(); await Task.Delay(50))
        {
            Assert.True(DateTimeOffset.UtcNow < patience, $"Never: {what}.");
        }
    }

    protected static string Name() => $"Zona {Interlocked.Increment(ref _made)}{Guid.NewGuid():N}"[..14];

    protected async Task ForgetFaults() => (await Http.DeleteAsync(new Uri(Product.Customers, "control/faults"))).EnsureSuccessStatusCode();
}
