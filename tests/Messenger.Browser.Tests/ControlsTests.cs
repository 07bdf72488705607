using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>What a person can do on the customers' page beside writing: as a customer, and as Meta.</summary>
[Collection(Work.Name)]
public sealed class ControlsTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task A_customer_sends_a_picture_reacts_edits_and_takes_back()
    {
        await Floor.Settings(new { unsend = true });
        var psid = await Floor.Customer("Tamara Gil");
        var phone = await Phones(psid);
        await phone.Write("Me llegó roto");
        await phone.Attach("image");
        await Expect(phone.Messages).ToHaveCountAsync(2);
        await Expect(phone.Messages.Last.Locator("img.photo")).ToBeVisibleAsync();

        await phone.Actions(phone.Message("roto"));
        await phone.Page.GetByTestId("message-menu").GetByRole(AriaRole.Button, new() { Name = "❤️" }).ClickAsync();
        await Expect(phone.Message("roto").GetByTestId("reactions")).ToHaveTextAsync("❤️");
        await phone.Actions(phone.Message("roto"));
        await phone.Page.GetByTestId("message-menu").GetByRole(AriaRole.Button, new() { Name = "❤️" }).ClickAsync();
        await Expect(phone.Message("roto").GetByTestId("reactions")).ToBeHiddenAsync();

        phone.Page.Dialog += async (_, prompt) => await prompt.AcceptAsync("Me llegó roto el frasco");
        await phone.Actions(phone.Message("roto"));
        await phone.Page.GetByTestId("action-edit").ClickAsync();
        await Expect(phone.Message("Me llegó roto el frasco")).ToContainTextAsync("editado");

        await phone.Actions(phone.Message("frasco"));
        await phone.Page.GetByTestId("action-unsend").ClickAsync();
        await Expect(phone.Message("frasco")).ToHaveCountAsync(0);
        await Expect(phone.Messages).ToHaveCountAsync(2);
        await Expect(phone.Page.Locator("#trouble")).ToBeHiddenAsync();

        // All of it went to the product, whatever it makes of it, and Meta is content.
        await Expect(phone.Page.GetByTestId("webhook-status")).ToHaveAttributeAsync("data-state", "good");
        await Floor.Settings(null);
    }

    [Theory]
    [InlineData(460)]
    [InlineData(463)]
    [InlineData(0)]
    public async Task A_token_dies_of_a_cause_and_comes_back(int cause)
    {
        var controls = await Controls();
        await controls.Button($"kill-{cause}").ClickAsync();
        await Expect(controls.Result).ToContainTextAsync("Listo");
        await Expect(controls.Card("tokens")).ToContainTextAsync(cause == 0 ? "190" : $"{cause}");
        await Expect(controls.Card("pages").Locator("li").First).ToContainTextAsync("token muerto");
        await controls.Button("token-restore").ClickAsync();
        await Expect(controls.Button("token-restore")).ToHaveCountAsync(0);
        await Expect(controls.Card("pages").Locator("li").First).Not.ToContainTextAsync("token muerto");
    }

    [Fact]
    public async Task Faults_of_sends_and_of_webhooks_are_planned_and_forgotten()
    {
        var controls = await Controls();
        await controls.Button("fault-613").ClickAsync();
        await Expect(controls.Card("sends")).ToContainTextAsync("error 613 × 1");
        await controls.Button("fault-lose").ClickAsync();
        await Expect(controls.Card("sends")).ToContainTextAsync("error 613 × 1, lose-response × 1");
        await controls.Button("faults-clear").ClickAsync();
        await Expect(controls.Button("faults-clear")).ToHaveCountAsync(0);

        await controls.Button("plan-double").ClickAsync();
        await Expect(controls.Card("webhooks")).ToContainTextAsync("double × 1");
        var ana = await Desk();
        await Floor.Writes(await Floor.Customer("Doble Díaz"), "una sola vez");
        await ana.Open("Doble Díaz");
        await Expect(ana.Messages).ToHaveCountAsync(1);
        await Expect(controls.Button("plan-clear")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_planned_fault_meets_the_next_answer_and_is_used_up()
    {
        var controls = await Controls();
        var ana = await Desk();
        await Floor.Writes(await Floor.Customer("Falla Fuentes"), "¿Me responde?");
        await ana.Open("Falla Fuentes");
        await controls.Button("fault-lose").ClickAsync();
        await Expect(controls.Card("sends")).ToContainTextAsync("lose-response × 1");
        await ana.Answer("Llega una sola vez");
        await Expect(controls.Button("faults-clear")).ToHaveCountAsync(0);
        await Expect(ana.Message("Llega una sola vez")).ToHaveCountAsync(1);
        await Expect(ana.Message("Llega una sola vez")).ToHaveAttributeAsync("data-state", new System.Text.RegularExpressions.Regex("^(sent|delivered)$"));
    }

    [Fact]
    public async Task A_switch_for_each_agent_puts_him_into_a_call_and_out_again()
    {
        var sofia = await Board();
        var ana = await Desk();
        var controls = await Controls();
        var phone = controls.Button("call-ana");
        await Expect(phone).ToHaveRoleAsync(AriaRole.Switch);
        await Expect(phone).ToHaveAttributeAsync("aria-checked", "false");
        await Expect(controls.Button("call-carla")).ToBeVisibleAsync();
        try
        {
            await phone.ClickAsync();
            await Expect(phone).ToHaveAttributeAsync("aria-checked", "true");
            await Expect(controls.Result).ToContainTextAsync("ana: el centro de contacto respondió HTTP 204");
            await Expect(ana.Status).ToHaveTextAsync("Ocupado");
            await Expect(sofia.Agent("ana")).ToHaveAttributeAsync("data-state", "Busy");
            await Expect(sofia.Agent("bruno")).ToHaveAttributeAsync("data-state", "Disconnected");

            await phone.ClickAsync();
            await Expect(phone).ToHaveAttributeAsync("aria-checked", "false");
            await Expect(ana.Status).ToHaveTextAsync("Libre");
            await Expect(sofia.Agent("ana")).ToHaveAttributeAsync("data-state", "Available");
        }
        finally
        {
            await Floor.Call("ana", false);
        }
    }

    [Fact]
    public async Task The_busy_afternoon_starts_and_stops()
    {
        var controls = await Controls();
        await controls.Button("afternoon-start").ClickAsync();
        await Expect(controls.Button("afternoon-start")).ToBeDisabledAsync();
        await Expect(controls.Card("afternoon").GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await controls.Button("afternoon-stop").ClickAsync();
        await Expect(controls.Button("afternoon-stop")).ToBeDisabledAsync();
        await Expect(controls.Button("afternoon-start")).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 720)]
    [InlineData(ColorScheme.Dark, 1280, 720)]
    [InlineData(ColorScheme.Light, 400, 800)]
    [InlineData(ColorScheme.Dark, 400, 800)]
    public async Task Nothing_is_cut_or_stands_out(ColorScheme theme, int width, int height)
    {
        var controls = await Controls(await NewProfile(width, height, theme: theme));
        foreach (var language in new[] { "es", "pt", "en" })
        {
            await controls.Page.Locator("#language").SelectOptionAsync(language);
            await Expect(controls.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await controls.IsOpen();
            Assert.Empty(await controls.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.strip > *, .strip a, .strip button, .strip select, .card, .card button, .card select, .card p')]
                  .filter(e => e.offsetParent && !e.closest('.unseen'))
                  .filter(e => { const box = e.getBoundingClientRect(); return box.width > 1 && (box.right > innerWidth + 0.5 || box.left < -0.5); })
                  .map(e => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 40)}`)
                """));

            // A list as wide as its words, or with its code in their place.
            Assert.True(await controls.Page.EvaluateAsync<bool>("""
                () => { const list = document.querySelector('#language'); return list.scrollWidth <= list.clientWidth || getComputedStyle(list).color === 'rgba(0, 0, 0, 0)'; }
                """));
        }
    }

    private async Task<ControlsScreen> Controls(IBrowserContext? profile = null)
    {
        var phones = await Phones(profile: profile);
        await phones.Page.GetByTestId("view-controls").ClickAsync();
        var controls = new ControlsScreen(phones.Page);
        await controls.IsOpen();
        return controls;
    }
}
