using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>Breaks, dispositions, canned responses, holidays and blocked customers, on screen and where they are used.</summary>
[Collection(Setup.Name)]
public sealed class WordsPageTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private async Task<IPage> Admin(string path, IBrowserContext? profile = null)
    {
        var page = await SignedIn("admin", profile);
        await Expect(page.GetByTestId("campaigns")).ToBeVisibleAsync();
        await page.GotoAsync("admin/" + path);
        return page;
    }

    private static async Task Saves(IPage page)
    {
        await page.GetByTestId("save").ClickAsync();
        await Expect(page.GetByTestId("save-state")).ToHaveTextAsync("Guardado");
    }

    [Fact]
    public async Task A_break_is_read_in_each_agents_language()
    {
        var page = await Admin("breaks");
        await Expect(page.GetByTestId("entry-3")).ToBeVisibleAsync();
        await page.GetByTestId("entry-add").ClickAsync();
        await Expect(page.GetByTestId("save")).ToBeDisabledAsync();
        await page.GetByLabel("Nombre", new() { Exact = true }).FillAsync("Médico");
        await page.GetByTestId("icon-medical_services").CheckAsync();
        await page.GetByLabel("English").FillAsync("Doctor");
        await Saves(page);
        var english = await NewProfile();
        await Speaks(english, "en");
        var ana = await Desk(profile: english);
        await ana.Page.GetByTestId("status-menu").ClickAsync();
        await ana.Page.GetByTestId("break-medico").ClickAsync();
        await Expect(ana.Status).ToContainTextAsync("Doctor");
        var sofia = await Board(english);
        await Expect(sofia.Agent("ana")).ToContainTextAsync("Doctor");
        await ana.Page.GetByTestId("end-break").ClickAsync();

        // With the guard: leaving asks, and staying keeps what was typed.
        await page.GetByTestId("entry-remove").ClickAsync();
        await page.GetByTestId("nav-holidays").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Cambios sin guardar");
        await page.Keyboard.PressAsync("Escape");
        await Saves(page);
        await Expect(page.GetByTestId("entry-4")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Dispositions_in_levels_are_chosen_level_by_level()
    {
        var page = await Admin("dispositions");
        await page.GetByTestId("entry-0").ClickAsync();
        await page.GetByTestId("add-below").ClickAsync();
        await page.GetByLabel("Nombre", new() { Exact = true }).FillAsync("Con cambio");
        await Saves(page);
        await Look(page, "words-dispositions");
        var ana = await Desk();
        await Floor.Writes(await Floor.Customer("Nora Vega"), "Hola");
        await ana.Open("Nora Vega");
        await ana.Page.GetByTestId("finish").ClickAsync();
        await ana.Dialog.GetByTestId("disposition-resuelto").CheckAsync();
        await Expect(ana.Page.GetByTestId("finish-confirm")).ToBeDisabledAsync();
        await ana.Dialog.GetByTestId("disposition-con-cambio").CheckAsync();
        await Look(ana.Page, "words-finish");
        await ana.Page.GetByTestId("finish-confirm").ClickAsync();
        await Expect(ana.Items).ToHaveCountAsync(0);
        await ana.Page.GetByTestId("recents").ClickAsync();
        await ana.Page.GetByTestId("recent").First.ClickAsync();
        await Expect(ana.Dialog).ToContainTextAsync("Resuelto › Con cambio");

        await page.GetByTestId("entry-1").ClickAsync();
        await page.GetByTestId("entry-remove").ClickAsync();
        await Saves(page);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_the_field_and_variables_are_inserted_by_a_click()
    {
        var page = await Admin("canned");
        await page.GetByTestId("entry-add").ClickAsync();
        await page.GetByLabel("Título").FillAsync("Envío <b>استلام</b> 📦");
        await page.GetByLabel("Atajo").FillAsync("hola");
        await Expect(page.Locator("[data-field='cannedResponses[3].shortcut']")).ToContainTextAsync("ya usa este atajo");
        await page.GetByLabel("Atajo").FillAsync("envio");
        await page.GetByLabel("Texto").FillAsync("Buenas, ");
        await page.GetByTestId("insert-customer.name").ClickAsync();
        await Expect(page.GetByLabel("Texto")).ToHaveValueAsync("Buenas, {{customer.name}}");
        await Expect(page.GetByTestId("canned-preview")).ToHaveTextAsync("Buenas, Lucía Pérez");
        await page.GetByLabel("Texto").FillAsync(new string('x', 1_901));
        await Expect(page.GetByTestId("save")).ToBeDisabledAsync();
        await page.GetByLabel("Texto").FillAsync("Sale hoy.");
        await Saves(page);
        await page.GetByTestId("entry-3").ClickAsync();
        await page.GetByTestId("entry-remove").ClickAsync();
        await Saves(page);
    }

    [Fact]
    public async Task A_customer_is_blocked_with_a_reason_leaves_the_desk_and_comes_back_unblocked()
    {
        var ana = await Desk();
        var psid = await Floor.Customer("Tomás Gil");
        await Floor.Writes(psid, "$%&!");
        await Expect(ana.Item("Tomás Gil")).ToBeVisibleAsync();
        var page = await Admin("blocklist");
        await page.GetByTestId("block").ClickAsync();
        await page.GetByTestId("block-search").FillAsync("tomas");
        await page.GetByTestId("customer-" + psid).CheckAsync();
        await page.GetByTestId("block-confirm").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("De 1 a 500 caracteres");
        await page.GetByTestId("block-reason").FillAsync("Insultos");
        await Look(page, "words-block");
        await page.GetByTestId("block-confirm").ClickAsync();
        await Expect(page.GetByTestId("blocklist")).ToContainTextAsync("Insultos");
        await Expect(ana.Items).ToHaveCountAsync(0);
        await Floor.Writes(psid, "¿Hola?");
        await Floor.Writes(await Floor.Customer("Eva Ríos"), "Buenas");
        await Expect(ana.Items).ToHaveCountAsync(1);
        await page.GetByTestId("unblock-" + psid).ClickAsync();
        await page.GetByTestId("confirm").ClickAsync();
        await Expect(page.GetByTestId("no-blocked")).ToBeVisibleAsync();
        await Floor.Writes(psid, "Perdón");
        await Expect(ana.Item("Tomás Gil")).ToBeVisibleAsync();
    }
}
