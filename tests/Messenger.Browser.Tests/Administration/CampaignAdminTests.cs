using System.Text.Json;
using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>An administrator sets campaigns up on screen (R6-R20).</summary>
[Collection(Setup.Name)]
public sealed class CampaignAdminTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private static string Unique(string name) => $"{name} {Guid.NewGuid().ToString("N")[..6]}";

    [Fact]
    public async Task A_campaign_is_made_from_nothing_by_keyboard_alone()
    {
        var name = Unique("Ventas");
        var page = await SignedIn("admin");
        await Expect(page.GetByTestId("campaigns")).ToBeVisibleAsync();
        await Reach(page, page.GetByTestId("new-campaign"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Nombre", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByTestId("save")).ToBeDisabledAsync();

        await Types(page, page.GetByLabel("Nombre", new() { Exact = true }), name);
        await Types(page, page.GetByLabel("Nivel de servicio (umbral)"), "30");
        await Reach(page, page.GetByLabel("Quién puede recibir"));
        await page.Keyboard.PressAsync("ArrowDown");
        await Types(page, page.GetByLabel("Zona horaria"), "America/Bogota");

        // Saturday, 10 to 14, beside the office hours; then the office hours go.
        foreach (var day in new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday" })
        {
            await Reach(page, page.GetByTestId("day-" + day));
            await page.Keyboard.PressAsync("Space");
        }

        await Types(page, page.GetByLabel("Desde", new() { Exact = true }), "10");
        await Types(page, page.GetByLabel("Hasta", new() { Exact = true }), "14:30");
        await Reach(page, page.GetByTestId("schedule-add"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("S 10:00-14:30")).ToBeVisibleAsync();

        // The chosen one is what is changed.
        await Reach(page, page.GetByLabel("L a V 09:00-18:00"));
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByTestId("day-saturday")).ToBeCheckedAsync();
        await Expect(page.GetByTestId("day-monday")).Not.ToBeCheckedAsync();
        await Types(page, page.GetByLabel("Hasta", new() { Exact = true }), "15:00", backwards: true);
        await Reach(page, page.GetByTestId("schedule-change"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("S 10:00-15:00")).ToBeVisibleAsync();
        await Expect(page.GetByText("S 10:00-14:30")).ToHaveCountAsync(0);
        await Reach(page, page.GetByLabel("S 10:00-15:00"));
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.GetByLabel("L a V 09:00-18:00")).ToBeCheckedAsync();
        await Reach(page, page.GetByTestId("schedule-remove"), backwards: true);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("L a V 09:00-18:00")).ToHaveCountAsync(0);
        await Reach(page, page.GetByTestId("save"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("save-state")).ToHaveTextAsync("Guardado");

        await Reach(page, page.GetByTestId("back"), backwards: true);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("campaign-" + name)).ToContainTextAsync("Sin página");
        var saved = await Saved(name);
        Assert.Equal((30, "nopause", "America/Bogota"), (saved.GetProperty("serviceLevelSeconds").GetInt32(), saved.GetProperty("eligibility").GetString(), saved.GetProperty("timeZone").GetString()));
        var row = Assert.Single(saved.GetProperty("schedule").EnumerateArray());
        Assert.Equal("""{"days":["saturday"],"from":"10:00","to":"15:00"}""", row.GetRawText());
    }

    [Fact]
    public async Task A_new_form_blames_nobody_and_the_page_itself_never_scrolls()
    {
        var page = await SignedIn("admin");
        await page.GetByTestId("new-campaign").ClickAsync();
        await Expect(page.Locator("#f-name")).ToBeVisibleAsync();
        await Expect(page.Locator(".form-fault")).ToHaveCountAsync(0);
        await page.GetByTestId("schedule-add").ScrollIntoViewIfNeededAsync();
        foreach (var day in new[] { "saturday", "sunday" })
        {
            await page.GetByTestId("day-" + day).ClickAsync();
            await Expect(page.GetByTestId("day-" + day)).ToBeCheckedAsync();
        }

        Assert.Equal(0, await page.EvaluateAsync<int>("document.scrollingElement.scrollHeight - document.scrollingElement.clientHeight"));
        await page.Locator("#f-priority").FillAsync("11");
        await Expect(page.Locator("#f-name-fault")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Wrong_fields_say_so_beside_themselves_and_nothing_is_saved()
    {
        var page = await Editor();
        var (save, state) = (page.GetByTestId("save"), page.GetByTestId("save-state"));
        foreach (var (label, typed, said) in new[]
                 {
                     ("Nombre", "", "De 1 a 80 caracteres."), ("Nombre", new string('x', 81), "De 1 a 80 caracteres."),
                     ("Nivel de servicio (umbral)", "0", "Un número entero de 1 a 86.400."), ("Nivel de servicio (umbral)", "-5", "Un número entero de 1 a 86.400."),
                     ("Nivel de servicio (umbral)", "veinte", "Escriba un número entero."), ("Nivel de servicio (umbral)", "99999999999", "Escriba un número entero."),
                     ("Prioridad", "11", "Un número entero de 1 a 10."), ("Zona horaria", "Marte/Olimpo", "Una zona horaria IANA"),
                 })
        {
            var field = page.GetByLabel(label).First;
            var before = await field.InputValueAsync();
            await field.FillAsync(typed);
            await Expect(page.Locator(".form-fault")).ToContainTextAsync(said);
            await Expect(save).ToBeDisabledAsync();
            await Expect(state).ToHaveTextAsync("Hay un campo por corregir.");
            await field.FillAsync(before);
            await Expect(page.Locator(".form-fault")).ToHaveCountAsync(0);
        }

        // What is odd but no fault stays text: nothing of it is run.
        await page.GetByLabel("Nombre", new() { Exact = true }).FillAsync("<script>alert(1)</script> שלום 🎉");
        await page.GetByTestId("tab-advanced").ClickAsync();
        await page.GetByLabel("ACD (máximo en cola)").FillAsync("-1");
        await Expect(page.Locator(".form-fault")).ToContainTextAsync("Un número entero de 0 a 100.000.");
        await Expect(save).ToBeDisabledAsync();
        await page.GetByTestId("discard").ClickAsync();
        await Expect(page.Locator(".form-fault")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("save-state")).ToBeEmptyAsync();
        Assert.Equal("Soporte", (await Saved("Soporte")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Of_two_administrators_the_second_sees_what_changed_and_keeps_what_he_typed()
    {
        var page = await Editor();
        await page.GetByLabel("Nivel de servicio (umbral)").FillAsync("25");
        await page.GetByLabel("Zona horaria").FillAsync("America/Bogota");
        try
        {
            await Floor.Campaign(new { serviceLevelSeconds = 40, priority = 8 });
            await page.GetByTestId("save").ClickAsync();
            var note = page.GetByTestId("elsewhere");
            await Expect(note).ToContainTextAsync("Nivel de servicio (umbral)");
            await Expect(note).ToContainTextAsync("Usted puso: 25.");
            await Expect(page.GetByLabel("Prioridad")).ToHaveValueAsync("8");
            await Expect(page.GetByLabel("Nivel de servicio (umbral)")).ToHaveValueAsync("25");
            await note.GetByRole(AriaRole.Button, new() { Name = "Dejar el valor de la otra persona" }).ClickAsync();
            await Expect(page.GetByLabel("Nivel de servicio (umbral)")).ToHaveValueAsync("40");
            await page.GetByTestId("save").ClickAsync();
            await Expect(page.GetByTestId("save-state")).ToHaveTextAsync("Guardado");
            var saved = await Saved("Soporte");
            Assert.Equal((40, 8, "America/Bogota"), (saved.GetProperty("serviceLevelSeconds").GetInt32(), saved.GetProperty("priority").GetInt32(), saved.GetProperty("timeZone").GetString()));
        }
        finally
        {
            await Floor.Campaign(new { serviceLevelSeconds = 20, priority = 5, timeZone = "America/Montevideo" });
        }
    }

    [Fact]
    public async Task Nobody_leaves_what_he_changed_without_being_asked_and_each_text_keeps_its_languages()
    {
        var page = await Editor();
        await page.GetByTestId("tab-advanced").ClickAsync();
        await page.GetByTestId("text-language-pt").ClickAsync();
        var text = page.GetByLabel("Cola llena");
        var before = await text.InputValueAsync();
        await text.FillAsync("Já voltamos.");
        await page.GetByTestId("text-language-en").ClickAsync();
        await Expect(page.GetByLabel("Cola llena")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Thank you"));
        await page.GetByTestId("text-language-pt").ClickAsync();
        await Expect(page.GetByLabel("Cola llena")).ToHaveValueAsync("Já voltamos.");

        await page.GetByTestId("back").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancelar" }).ClickAsync();
        await Expect(page.GetByLabel("Cola llena")).ToHaveValueAsync("Já voltamos.");
        await page.GetByTestId("back").ClickAsync();
        await page.GetByTestId("confirm").ClickAsync();
        await Expect(page.GetByTestId("campaigns")).ToBeVisibleAsync();
        Assert.Equal(before, (await Saved("Soporte")).GetProperty("texts").GetProperty("queueFull").GetProperty("pt").GetString());
    }

    [Fact]
    public async Task A_campaign_has_canned_responses_of_its_own_and_its_agents_are_offered_them()
    {
        var page = await Editor();
        try
        {
            await page.GetByTestId("tab-advanced").ClickAsync();
            var canned = page.Locator(".form-card", new() { Has = page.Locator(".entries") });
            await canned.GetByTestId("entry-add").ClickAsync();
            await Expect(page.GetByTestId("save")).ToBeDisabledAsync();
            await canned.GetByLabel("Título").FillAsync("Garantía");
            await canned.GetByLabel("Atajo").FillAsync("garantia");
            await canned.GetByLabel("Texto", new() { Exact = true }).FillAsync("La garantía es de un año, ");
            await canned.GetByTestId("insert-customer.name").ClickAsync();
            await Expect(canned.GetByTestId("canned-preview")).ToContainTextAsync("La garantía es de un año, Lucía Pérez");
            await page.GetByTestId("save").ClickAsync();
            await Expect(page.GetByTestId("save-state")).ToHaveTextAsync("Guardado");

            await Floor.Writes(await Floor.Customer("Rita Sosa"), "Hola");
            var ana = await Desk();
            await ana.Open("Rita Sosa");
            await ana.Compose.PressSequentiallyAsync("/garan");
            await Expect(ana.Page.GetByText("Garantía", new() { Exact = true })).ToBeVisibleAsync();
        }
        finally
        {
            await Floor.Campaign(new { cannedResponses = Array.Empty<object>() });
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public async Task The_table_is_right_with_none_one_and_thousands(int count)
    {
        // Else the real table would come by push.
        (await HeldPushes.Of(Profile)).Hold();
        var page = await Profile.NewPageAsync();
        await page.RouteAsync("**/api/campaigns", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = JsonSerializer.Serialize(new
            {
                items = Enumerable.Range(1, count).Select(n => new { id = $"c{n}", name = $"Campaña {n:0000}", type = "messenger", pageName = $"Página {n}", enabled = n % 7 != 0, openNow = true, token = "valid", members = n, waiting = n % 5, held = n % 3, inactive = n % 7 == 0 ? "disabled" : null, version = 1 }),
            }),
        }));
        await page.GotoAsync("sign-in?as=admin");
        if (count == 0)
        {
            await page.WaitForURLAsync("**/admin/setup");
            await page.GotoAsync("admin/campaigns");
            await Expect(page.GetByTestId("no-campaigns")).ToBeVisibleAsync();
            return;
        }

        await Expect(page.Locator("[data-testid^=campaign-]").First).ToBeVisibleAsync();
        Assert.True(await page.Locator("[data-testid^=campaign-]").CountAsync() < 200, "Only what is in view is drawn.");
        await page.GetByTestId("search").FillAsync($"PAGINA {count}");
        await Expect(page.Locator("[data-testid^=campaign-]")).ToHaveCountAsync(1);
        await page.GetByTestId("search").FillAsync("ninguna así");
        await Expect(page.GetByText("Ninguna campaña coincide")).ToBeVisibleAsync();
    }

    private async Task<IPage> Editor()
    {
        var page = await SignedIn("admin");
        await page.GetByRole(AriaRole.Link, new() { Name = "Soporte", Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("Nombre", new() { Exact = true })).ToHaveValueAsync("Soporte");
        return page;
    }

    private async Task<JsonElement> Saved(string name)
    {
        var list = await Floor.Read("api/campaigns");
        var id = list.GetProperty("items").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name).GetProperty("id").GetString();
        return await Floor.Read($"api/campaigns/{id}");
    }

    /// <summary>With the Tab key until the focus is there.</summary>
    private static async Task Reach(IPage page, ILocator target, bool backwards = false)
    {
        for (var step = 0; step < 150; step++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }

        Assert.Fail($"The Tab key never comes to {target}.");
    }

    private static async Task Types(IPage page, ILocator field, string text, bool backwards = false)
    {
        await Reach(page, field, backwards);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }
}
