using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests.Administration;

/// <summary>An administrator makes a user, who chooses a password of his own, works, and is out at once when he is disabled (R49).</summary>
[Collection(Setup.Name)]
public sealed class PeopleTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task A_new_agent_comes_in_with_a_password_of_his_own_and_is_out_when_disabled()
    {
        await Floor.Installation(new { passwordContact = "" });
        var admin = await SignedIn("admin");
        await Expect(admin.GetByTestId("user-menu")).ToBeVisibleAsync();
        await admin.GetByTestId("nav-users").ClickAsync();
        await Expect(admin.GetByTestId("user-ana")).ToContainTextAsync("Ana Morales");
        await admin.GetByTestId("role").SelectOptionAsync("supervisor");
        await Expect(admin.GetByTestId("user-ana")).ToHaveCountAsync(0);
        await Expect(admin.GetByTestId("user-sofia")).ToContainTextAsync("Todas");
        await admin.GetByTestId("search").FillAsync("nadie se llama así");
        await Expect(admin.GetByTestId("no-users")).ToBeVisibleAsync();

        await admin.GetByTestId("new-user").ClickAsync();
        await admin.Locator("#f-userName").FillAsync("eva ríos");
        await Expect(admin.Locator("#f-userName-fault")).ToContainTextAsync("letras, números");
        await admin.Locator("#f-userName").FillAsync("admin");
        await admin.Locator("#f-displayName").FillAsync("Eva Ríos");
        await admin.GetByTestId("role-agent").CheckAsync();
        await admin.GetByTestId("role-supervisor").CheckAsync();
        await admin.GetByTestId("sees-some").CheckAsync();
        await admin.GetByTestId("sees-soporte").CheckAsync();
        await admin.GetByTestId("save").ClickAsync();
        await Expect(admin.Locator("#f-userName-fault")).ToHaveTextAsync("Ya existe otro igual.");
        await admin.Locator("#f-userName").FillAsync("eva");
        await admin.GetByTestId("save").ClickAsync();
        var password = await admin.GetByTestId("one-time-password").TextContentAsync();
        await admin.GetByTestId("password-noted").ClickAsync();
        await Expect(admin.GetByTestId("is-one-time")).ToBeVisibleAsync();

        var eva = await (await NewProfile()).NewPageAsync();
        await eva.GotoAsync("sign-in");
        await Expect(eva.GetByTestId("sign-in-help")).ToHaveTextAsync("¿Sin contraseña? Pídala a su administrador.");
        await eva.GetByTestId("sign-in-user").FillAsync("eva");
        await eva.GetByTestId("sign-in-password").FillAsync(password!);
        await eva.Keyboard.PressAsync("Enter");
        await Expect(eva.GetByTestId("choose-new")).ToBeFocusedAsync();
        await eva.Keyboard.TypeAsync("corta");
        await eva.Keyboard.PressAsync("Enter");
        await Expect(eva.GetByTestId("choose-error")).ToHaveTextAsync("De 8 a 256 caracteres.");
        await eva.GetByTestId("choose-new").FillAsync("mi propia clave");
        await eva.GetByTestId("choose-again").FillAsync("mi propia clave");
        await eva.Keyboard.PressAsync("Enter");
        var desk = new DeskScreen(eva);
        await desk.IsInSync();
        await Expect(desk.Status).ToHaveTextAsync("Libre");

        await admin.ReloadAsync();
        await admin.GetByTestId("disable").ClickAsync();
        await admin.GetByTestId("confirm").ClickAsync();
        await Expect(admin.GetByTestId("is-disabled")).ToBeVisibleAsync();
        await Expect(eva.GetByTestId("sign-in-user")).ToBeVisibleAsync();

        await admin.GetByTestId("user-audit").ClickAsync();
        await Expect(admin.GetByTestId("audit")).ToContainTextAsync("Deshabilitado");
        await Expect(admin.GetByTestId("audit").Locator("tbody tr")).ToHaveCountAsync(3);
        var file = await admin.RunAndWaitForDownloadAsync(() => admin.GetByTestId("export-csv").ClickAsync());
        Assert.Contains("disabled,false,true", await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
