using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>Who serves a campaign, on screen (R32, R33).</summary>
[Collection(Setup.Name)]
public sealed class MembersPageTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private static readonly string[] Everybody = ["ana", "bruno", "carla"];

    private async Task<IPage> Members(string campaign)
    {
        var page = await SignedIn("admin");
        await Expect(page.GetByTestId("campaigns")).ToBeVisibleAsync();
        await page.GotoAsync($"admin/campaigns/{campaign}/members");
        await Expect(page.GetByTestId("member-bruno")).ToBeVisibleAsync();
        return page;
    }

    [Fact]
    public async Task With_keys_members_are_removed_added_ordered_and_weighed()
    {
        try
        {
            var page = await Members("soporte");
            await Expect(page.GetByTestId("save")).ToBeDisabledAsync();
            await page.GetByTestId("choose-carla").FocusAsync();
            await page.Keyboard.PressAsync("Space");
            await page.GetByTestId("remove").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByTestId("member-carla")).ToHaveCountAsync(0);
            await Expect(page.GetByTestId("available-carla")).ToBeCheckedAsync();
            await page.GetByTestId("add").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.GetByTestId("member-up").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.GetByTestId("penalty-carla").FocusAsync();
            await page.Keyboard.PressAsync("Control+a");
            await page.Keyboard.TypeAsync("101");
            await Expect(page.GetByTestId("member-carla")).ToContainTextAsync("Un número entero de 0 a 100");
            await Expect(page.GetByTestId("save")).ToBeDisabledAsync();
            await page.Keyboard.PressAsync("Control+a");
            await page.Keyboard.TypeAsync("70");
            await page.GetByTestId("save").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByTestId("save-state")).ToHaveTextAsync("Guardado");
            await page.ReloadAsync();
            await Expect(page.GetByTestId("members").Locator(".member-row")).ToHaveCountAsync(3);
            await Expect(page.GetByTestId("members").Locator(".member-row").Nth(1)).ToContainTextAsync("carla");
            await Expect(page.GetByTestId("penalty-carla")).ToHaveValueAsync("70");
        }
        finally
        {
            await Floor.Members("soporte", Everybody);
        }
    }

    [Fact]
    public async Task Removing_who_has_a_chat_asks_and_what_is_returned_reaches_a_colleague()
    {
        var ana = await Desk();
        await Floor.Members("soporte", "ana");
        try
        {
            await Floor.Writes(await Floor.Customer("Rita Sosa"), "Hola");
            await Expect(ana.Item("Rita Sosa")).ToBeVisibleAsync();
            await Floor.Members("soporte", "ana", "bruno");
            var bruno = await Desk("bruno");
            var page = await Members("soporte");
            await page.GetByTestId("choose-ana").CheckAsync();
            await page.GetByTestId("remove").ClickAsync();
            await page.GetByTestId("save").ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Expect(dialog).ToContainTextAsync("1 interacción abierta");
            await Look(page, "members-removal");
            await dialog.GetByTestId("removal-requeue").ClickAsync();
            await Expect(page.GetByTestId("save-state")).ToHaveTextAsync("Guardado");
            await Expect(ana.Items).ToHaveCountAsync(0);
            await Expect(bruno.Item("Rita Sosa")).ToBeVisibleAsync();
        }
        finally
        {
            await Floor.Members("soporte", Everybody);
        }
    }

    [Fact]
    public async Task What_another_administrator_saved_meanwhile_is_shown_and_nothing_of_either_is_lost()
    {
        try
        {
            var page = await Members("soporte");
            await page.GetByTestId("penalty-bruno").FillAsync("9");
            await Floor.Members("soporte", "ana", "bruno");
            await page.GetByTestId("save").ClickAsync();
            await Expect(page.GetByTestId("elsewhere")).ToContainTextAsync("Carla");
            await Expect(page.GetByTestId("member-carla")).ToHaveCountAsync(0);
            await Expect(page.GetByTestId("penalty-bruno")).ToHaveValueAsync("9");
            await Look(page, "members-elsewhere");
            await page.GetByTestId("save").ClickAsync();
            await Expect(page.GetByTestId("save-state")).ToHaveTextAsync("Guardado");
        }
        finally
        {
            await Floor.Members("soporte", Everybody);
        }
    }

    [Fact]
    public async Task Who_receives_nothing_is_red_and_one_click_each_or_for_all_puts_them_into_the_roster()
    {
        try
        {
            await Floor.Members("telefonia", "carla");
            var page = await Members("soporte");
            await Expect(page.GetByTestId("member-ana")).ToContainTextAsync("No recibe nada");
            await Look(page, "members-withheld");
            await page.GetByTestId("fix-ana").ClickAsync();
            await Expect(page.GetByTestId("member-ana")).Not.ToContainTextAsync("No recibe nada");
            await Expect(page.GetByTestId("withheld")).ToContainTextAsync("1 no recibe");
            await page.GetByTestId("fix-all").ClickAsync();
            await Expect(page.GetByTestId("withheld")).ToHaveCountAsync(0);
        }
        finally
        {
            await Floor.Members("telefonia", Everybody);
        }
    }
}
