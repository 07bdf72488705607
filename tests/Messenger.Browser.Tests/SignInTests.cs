using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>Who may come in, and where the session lives.</summary>
[Collection(Work.Name)]
public sealed class SignInTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task Demo_people_open_in_tabs_of_their_own_side_by_side()
    {
        var page = await Profile.NewPageAsync();
        await page.GotoAsync("");
        await Expect(page.Locator(".demo-people strong")).ToHaveTextAsync(["Ana Morales", "Bruno Costa", "Carla Giménez", "Sofía Rey", "Admin", "Clientes"]);

        var anaTab = await Profile.RunAndWaitForPageAsync(() => page.GetByTestId("demo-ana").ClickAsync());
        var sofiaTab = await Profile.RunAndWaitForPageAsync(() => page.GetByTestId("demo-sofia").ClickAsync());
        var customersTab = await Profile.RunAndWaitForPageAsync(() => page.GetByTestId("demo-customers").ClickAsync());

        await Expect(anaTab.GetByTestId("user-menu")).ToContainTextAsync("Ana Morales");
        await Expect(new DeskScreen(anaTab).Status).ToHaveTextAsync("Libre");
        await Expect(sofiaTab.GetByTestId("user-menu")).ToContainTextAsync("Sofía Rey");
        await Expect(new BoardScreen(sofiaTab).Agent("ana")).ToContainTextAsync("Libre");
        await Expect(customersTab.GetByTestId("new-customer")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("sign-in-user")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_password_says_one_sentence_and_the_keyboard_alone_is_enough()
    {
        var page = await Profile.NewPageAsync();
        await page.GotoAsync("sign-in");
        await Expect(page.GetByTestId("sign-in-user")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("carla");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("messenger!");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true })).ToHaveTextAsync("El usuario o la contraseña no son correctos.");
        await Expect(page.GetByTestId("sign-in-password")).ToHaveValueAsync("");

        await Expect(page.GetByTestId("sign-in-password")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("messenger");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("user-menu")).ToContainTextAsync("Carla Giménez");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_and_the_page_says_so()
    {
        await Floor.User("dario", "Darío Silva", "agent");
        var page = await Profile.NewPageAsync();
        await page.GotoAsync("sign-in");
        await page.GetByTestId("sign-in-user").FillAsync("dario");
        var said = page.GetByTestId("sign-in-error");
        for (var n = 1; n <= 6; n++)
        {
            await page.GetByTestId("sign-in-password").FillAsync($"not this one {n}");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByTestId("sign-in-password")).ToHaveValueAsync("");
            await Expect(said).ToHaveTextAsync(n < 5 ? "El usuario o la contraseña no son correctos." : "El usuario está bloqueado por ahora. Espere unos minutos o avise a un administrador.");
        }
    }

    [Fact]
    public async Task A_reload_keeps_the_session_and_the_break_another_tab_does_not()
    {
        var ana = await Desk();
        await ana.Choose("break-almuerzo");
        await Expect(ana.Status).ToHaveTextAsync("Libre en Almuerzo");
        await ana.Page.ReloadAsync();
        await ana.IsInSync();
        await Expect(ana.Status).ToHaveTextAsync("Libre en Almuerzo");

        var other = await Profile.NewPageAsync();
        await other.GotoAsync("desk");
        await Expect(other.GetByTestId("sign-in-user")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_the_board_is_not_for_agents()
    {
        var page = await SignedIn("bruno");
        await new DeskScreen(page).IsInSync();
        await page.GotoAsync("supervisor");
        await Expect(page.GetByTestId("not-allowed")).ToContainTextAsync("No tiene acceso a esta página");

        await page.GetByTestId("user-menu").ClickAsync();
        await page.GetByTestId("sign-out").ClickAsync();
        await Expect(page.GetByTestId("sign-in-user")).ToBeVisibleAsync();
        await page.GotoAsync("desk");
        await Expect(page.GetByTestId("sign-in-user")).ToBeVisibleAsync();
    }
}
