using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>Of one who waits a supervisor asks why, and reads the answer.</summary>
[Collection(Work.Name)]
public sealed class WhyTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private const string Address = "**/api/interactions/*/why";

    /// <summary>Ana has her hands full, and one waits.</summary>
    private async Task<DeskScreen> OneWaits(string name)
    {
        var ana = await Desk();
        foreach (var other in new[] { "Uno Vega", "Dos Vega", "Tres Vega" })
        {
            await Floor.Writes(await Floor.Customer(other), "Buenas");
        }

        await Expect(ana.Items).ToHaveCountAsync(3);
        await Floor.Writes(await Floor.Customer(name), "¿Me atienden?");
        return ana;
    }

    private static async Task<ILocator> Ask(BoardScreen board, string name)
    {
        await board.Waiting.Filter(new() { HasText = name }).GetByTestId("interaction-menu").ClickAsync();
        await board.Page.GetByTestId("menu-why").ClickAsync();
        return board.Page.GetByRole(AriaRole.Dialog);
    }

    private static ILocator Step(ILocator dialog, string kind) => dialog.Locator($"[data-testid=why-step][data-kind={kind}]");

    [Fact]
    public async Task Why_one_waits_and_then_why_she_got_it()
    {
        var sofia = await Board();
        var ana = await OneWaits("Paula Vega");
        var dialog = await Ask(sofia, "Paula Vega");
        await Expect(dialog).ToContainTextAsync("¿Por qué? Paula Vega");
        await Expect(Step(dialog, "queued")).ToContainTextAsync("Entró en la cola.");
        await Expect(Step(dialog, "waits")).ToContainTextAsync("Espera, y ahora no se ofrece a nadie.");
        await Expect(Step(dialog, "waits")).ToContainTextAsync("Es la única en la cola");
        var members = Step(dialog, "waits").GetByTestId("why-member");
        await Expect(members.Filter(new() { HasText = "Ana" })).ToContainTextAsync("3 de 3 ocupados.");

        await ana.Open("Uno Vega");
        await ana.Answer("Listo.");
        await ana.Finish();
        await Expect(ana.Item("Paula Vega")).ToBeVisibleAsync();
        await dialog.GetByTestId("why-again").ClickAsync();
        await Expect(Step(dialog, "waits")).ToHaveCountAsync(0);
        await Expect(Step(dialog, "offered").Last).ToContainTextAsync("Se ofreció a Ana");
        await Expect(Step(dialog, "offered").Last.Locator("[data-reason=chosen]")).ToContainTextAsync("Recibió la oferta.");
        await Expect(Step(dialog, "assigned")).ToContainTextAsync("Quedó asignada a Ana");
        await Look(sofia.Page, "why-assigned");
        await sofia.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_an_answer_it_says_so_and_asks_again()
    {
        var sofia = await Board();
        await OneWaits("Paula Vega");
        var status = 503;
        await sofia.Page.RouteAsync(Address, route => route.FulfillAsync(new() { Status = status }));
        var dialog = await Ask(sofia, "Paula Vega");
        await Expect(dialog.GetByTestId("why-note")).ToContainTextAsync("No se pudo leer el motivo");
        await Look(sofia.Page, "why-failed");
        status = 404;
        await dialog.GetByTestId("why-again").ClickAsync();
        await Expect(dialog.GetByTestId("why-note")).ToContainTextAsync("Ya no hay datos de esta interacción");
        await sofia.Page.UnrouteAsync(Address);
        await dialog.GetByTestId("why-again").ClickAsync();
        await Expect(Step(dialog, "waits")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task While_the_journal_is_read_it_says_that_it_looks()
    {
        var sofia = await Board();
        await OneWaits("Paula Vega");
        var answered = new TaskCompletionSource();
        await sofia.Page.RouteAsync(Address, async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        var dialog = await Ask(sofia, "Paula Vega");
        await Expect(dialog.GetByRole(AriaRole.Status, new() { Name = "Buscando el motivo" })).ToBeVisibleAsync();
        await Expect(dialog.GetByTestId("why-again")).ToHaveAttributeAsync("aria-disabled", "true");
        answered.SetResult();
        await Expect(Step(dialog, "waits")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("es", "Espera, y ahora no se ofrece a nadie.", "3 de 3 ocupados.", ColorScheme.Light, 1280)]
    [InlineData("en", "It waits, and is offered to nobody now.", "3 of 3 busy.", ColorScheme.Dark, 1280)]
    [InlineData("pt", "Espera, e agora não é oferecida a ninguém.", "3 de 3 ocupados.", ColorScheme.Light, 400)]
    public async Task It_is_read_in_each_language_on_large_and_small_screens(string language, string waits, string full, ColorScheme theme, int width)
    {
        await OneWaits("María del Carmen Rodríguez de los Santos");
        var profile = await NewProfile(width, 720, theme: theme);
        await Speaks(profile, language);
        var board = await Board(profile);
        await board.Waiting.First.ScrollIntoViewIfNeededAsync();
        await Look(board.Page, $"why-row-{language}");
        Assert.Empty(await OutOfView(board.Page));
        var dialog = await Ask(board, "María del Carmen");
        await Expect(Step(dialog, "waits")).ToContainTextAsync(waits);
        await Expect(Step(dialog, "waits").GetByTestId("why-member").Filter(new() { HasText = "Ana" })).ToContainTextAsync(full);
        await Look(board.Page, $"why-{language}");
        Assert.True(await dialog.EvaluateAsync<bool>("d => d.scrollWidth <= d.clientWidth + 1 && d.getBoundingClientRect().right <= innerWidth + 0.5"));
        await profile.CloseAsync();
    }
}
