using System.Text.RegularExpressions;
using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>Where agents accept by hand it rings: accepted, not answered, declined; and what goes from desk to desk (B3).</summary>
[Collection(Work.Name)]
public sealed class RingingTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task It_rings_until_it_is_accepted_nobody_answers_or_he_declines()
    {
        await ByHand(60, async () =>
        {
            var ana = await Desk();
            await Floor.Writes(await Floor.Customer("Emilia Sosa"), "Hola, ¿tienen este modelo en azul?");
            await Expect(ana.Ringing).ToContainTextAsync("Emilia Sosa");
            await Expect(ana.Ringing).ToContainTextAsync("Soporte");
            await Expect(ana.Ringing).ToContainTextAsync("Hola, ¿tienen este modelo en azul?");
            await Expect(ana.Ringing.GetByTestId("ring-left")).ToHaveTextAsync(new Regex("^(1:00|0:[345]\\d)$"));
            await Expect(ana.Items).ToHaveCountAsync(0);
            await ana.Page.Keyboard.PressAsync("Alt+Enter");
            await Expect(ana.Title).ToHaveTextAsync("Emilia Sosa");
            await Expect(ana.Ringing).ToHaveCountAsync(0);

            await Floor.Campaign(new { acceptSeconds = 5 });
            await Floor.Writes(await Floor.Customer("Lucio Ferro"), "¿Hay alguien?");
            await Expect(ana.Ringing).ToContainTextAsync("Lucio Ferro");
            await Expect(ana.NoAnswer).ToContainTextAsync("Sin respuesta: no aceptó o no respondió a tiempo, y por eso no le llegan interacciones.");
            await Expect(ana.Ringing).ToHaveCountAsync(0);
            await Expect(ana.Status).ToHaveTextAsync("Ocupado en Sin respuesta");
            var sofia = await Board();
            await Expect(sofia.Agent("ana")).ToContainTextAsync("Ocupado en Sin respuesta");
            await Expect(sofia.Waiting).ToContainTextAsync("Lucio Ferro");

            await Floor.Campaign(new { acceptSeconds = 60 });
            await ana.Page.GetByTestId("no-answer-end").ClickAsync();
            await Expect(ana.NoAnswer).ToHaveCountAsync(0);
            await Expect(ana.Ringing).ToContainTextAsync("Lucio Ferro");
            await ana.Ringing.GetByTestId("decline").ClickAsync();
            await ana.Ringing.GetByTestId("decline-reason").FillAsync("Salgo a una reunión");
            await ana.Page.Keyboard.PressAsync("Enter");
            await Expect(ana.Ringing).ToHaveCountAsync(0);
            await Expect(sofia.Waiting).ToContainTextAsync("Lucio Ferro");
            await Expect(ana.Status).ToHaveTextAsync("Ocupado");
        });
    }

    [Fact]
    public async Task A_transfer_rings_there_can_be_cancelled_is_taken_with_its_note_or_comes_back()
    {
        await ByHand(30, async () =>
        {
            var ana = await Desk();
            await Floor.Writes(await Floor.Customer("Ofelia Brum"), "Quiero devolver un pedido");
            await ana.Ringing.GetByTestId("accept").ClickAsync();
            await Expect(ana.Title).ToHaveTextAsync("Ofelia Brum");
            var bruno = await Desk("bruno");

            var dialog = await ana.Targets();
            await Expect(dialog.GetByTestId("target-carla").GetByRole(AriaRole.Radio)).ToBeDisabledAsync();
            await Expect(dialog.GetByTestId("target-carla")).ToContainTextAsync("no está conectado");
            await Expect(dialog.GetByTestId("target-bruno")).ToContainTextAsync("0/3");
            await ana.Page.Keyboard.TypeAsync("bru");
            await Expect(dialog.GetByTestId("target-bruno").GetByRole(AriaRole.Radio)).ToBeCheckedAsync();
            await dialog.GetByTestId("target-note").FillAsync("Pedido 4711,\nya tiene la factura.");
            await Expect(dialog.Locator(".target-count")).ToHaveTextAsync("33/2000");
            await ana.Page.GetByTestId("target-confirm").ClickAsync();
            await Expect(ana.Handing).ToContainTextAsync(new Regex("Transfiriendo a Bruno.*…\\s*vuelve en 0:[45]\\d"));
            await Expect(bruno.Ringing).ToContainTextAsync("Ofelia Brum");
            await ana.Page.GetByTestId("cancel-transfer").ClickAsync();
            await Expect(ana.Handing).ToHaveCountAsync(0);
            await Expect(ana.Message("La transferencia no se hizo: se canceló")).ToBeVisibleAsync();
            await Expect(bruno.Ringing).ToHaveCountAsync(0);
            await Expect(bruno.Status).ToHaveTextAsync("Libre");
            await Expect(bruno.Items).ToHaveCountAsync(0);

            dialog = await ana.Targets();
            await ana.Page.Keyboard.TypeAsync("bru");
            await dialog.GetByTestId("target-note").FillAsync("Pedido 4711");
            await ana.Page.GetByTestId("target-confirm").ClickAsync();
            await bruno.Ringing.GetByTestId("accept").ClickAsync();
            // First, it stands for a few seconds only.
            await Expect(ana.Page.GetByText(new Regex("^Bruno.* tomó la interacción con Ofelia Brum\\.$"))).ToBeVisibleAsync();
            await Expect(bruno.Title).ToHaveTextAsync("Ofelia Brum");
            await Expect(bruno.Message("Quiero devolver un pedido")).ToBeVisibleAsync();
            await Expect(bruno.Message("Pedido 4711").Last).ToBeVisibleAsync();
            await Expect(ana.Items).ToHaveCountAsync(0);

            // What is under way keeps the terms it began with; a campaign's new ones hold for the next.
            await bruno.Finish();
            await Floor.Campaign(new { transferReturnSeconds = 2 });
            await bruno.Choose("set-offline");
            await Floor.Writes(await Floor.Customer("Dora Paz"), "Buenas");
            await ana.Ringing.GetByTestId("accept").ClickAsync();
            await bruno.Choose("set-available");
            await Expect(bruno.Status).ToHaveTextAsync("Libre");
            await ana.Targets();
            await ana.Page.Keyboard.TypeAsync("bru");
            await ana.Page.Keyboard.PressAsync("Enter");
            await Expect(ana.Page.GetByText("Dora Paz: La transferencia no se hizo: nadie la tomó a tiempo")).ToBeVisibleAsync();
            await Expect(ana.Items).ToHaveCountAsync(1);
        });
    }

    private async Task ByHand(int acceptSeconds, Func<Task> work)
    {
        try
        {
            await Floor.Campaign(new { acceptance = "by-hand", acceptSeconds });
            await work();
        }
        finally
        {
            await Floor.Campaign(new { acceptance = "automatic", transferReturnSeconds = 60 });
        }
    }
}
