using System.Text.RegularExpressions;
using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>A supervisor's hand on the board: assign, look what an agent has, take it back, end it.</summary>
[Collection(Work.Name)]
public sealed class HandTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task A_supervisor_assigns_over_a_limit_and_returns_to_the_queue()
    {
        try
        {
            await Floor.Campaign(new { maxPerAgent = 1 });
            var ana = await Desk();
            await Floor.Writes(await Floor.Customer("Irma Cano"), "uno");
            await ana.Open("Irma Cano");
            await Floor.Writes(await Floor.Customer("Nora Vidal"), "dos");
            var sofia = await Board();
            var dialog = sofia.Page.GetByRole(AriaRole.Dialog).Last;
            await Expect(sofia.Waiting).ToContainTextAsync("Nora Vidal");

            await sofia.Menu(sofia.Waiting, "assign");
            var target = dialog.GetByTestId("target-ana");
            await Expect(target).ToContainTextAsync("sin lugar: llegó a su máximo");
            await Expect(target.GetByRole(AriaRole.Radio)).ToBeDisabledAsync();
            await Expect(dialog.GetByTestId("target-confirm")).ToBeDisabledAsync();
            await dialog.GetByTestId("force").CheckAsync();
            await Expect(dialog).ToContainTextAsync("Queda registrado con su nombre.");
            await target.GetByRole(AriaRole.Radio).CheckAsync();
            await dialog.GetByTestId("target-confirm").ClickAsync();
            await Expect(ana.Item("Nora Vidal")).ToBeVisibleAsync();
            await Expect(sofia.Waiting).ToHaveCountAsync(0);

            await sofia.Agent("ana").GetByTestId("agent-interactions").ClickAsync();
            var held = sofia.Page.GetByTestId("held");
            await Expect(held).ToHaveCountAsync(2);
            await Expect(held.Filter(new() { HasText = "Irma Cano" })).ToContainTextAsync(new Regex("en chat 0:\\d\\d"));
            var nora = held.Filter(new() { HasText = "Nora Vidal" });
            await nora.GetByTestId("interaction-menu").ClickAsync();
            await Expect(sofia.Page.GetByTestId("menu-transfer")).ToBeVisibleAsync();
            await Expect(sofia.Page.GetByTestId("menu-take-over")).ToHaveCountAsync(0);
            await sofia.Page.GetByTestId("menu-requeue").ClickAsync();
            await Expect(dialog).ToContainTextAsync("pierde la interacción con Nora Vidal");
            await sofia.Page.GetByTestId("confirm").ClickAsync();
            await Expect(ana.Page.GetByText("La interacción con Nora Vidal ya no es suya.")).ToBeVisibleAsync();
            await Expect(held).ToHaveCountAsync(1);
            await Expect(ana.Items).ToHaveCountAsync(1);
            await Expect(sofia.Page.GetByTestId("agent-dialog-close")).ToBeFocusedAsync();
            await sofia.Page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToHaveCountAsync(0);

            await Expect(sofia.Waiting).ToContainTextAsync("Nora Vidal");
            await sofia.Menu(sofia.Waiting, "close");
            await sofia.Page.GetByTestId("confirm").ClickAsync();
            await Expect(sofia.Waiting).ToHaveCountAsync(0);
        }
        finally
        {
            await Floor.Campaign(new { maxPerAgent = 3 });
        }
    }
}
