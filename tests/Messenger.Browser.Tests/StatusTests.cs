using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests;

/// <summary>Breaks, going offline, and what an empty desk says.</summary>
[Collection(Work.Name)]
public sealed class StatusTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task An_empty_desk_says_why_and_the_board_follows()
    {
        var sofia = await Board();
        await Expect(sofia.Agent("ana")).ToHaveAttributeAsync("data-state", "Disconnected");
        var ana = await Desk();
        await Expect(ana.Empty).ToContainTextAsync("Libre, a la espera de clientes");
        await Expect(ana.Empty).ToContainTextAsync("Soporte");
        await Expect(sofia.Agent("ana")).ToContainTextAsync("Libre");

        await ana.Choose("break-almuerzo");
        await Expect(ana.Status).ToHaveTextAsync("Libre en Almuerzo");
        await Expect(ana.Empty).ToContainTextAsync("Durante el break (Almuerzo) no recibe interacciones.");
        await Expect(sofia.Agent("ana")).ToContainTextAsync("Libre en Almuerzo");
        await ana.Page.GetByTestId("end-break").ClickAsync();
        await Expect(ana.Status).ToHaveTextAsync("Libre");
        await Expect(sofia.Agent("ana")).ToHaveAttributeAsync("data-state", "Available");

        await ana.Choose("set-offline");
        await Expect(ana.Status).ToHaveTextAsync("Desconectado");
        await Expect(ana.Empty).ToContainTextAsync("Está desconectado");
        await Expect(sofia.Agent("ana")).ToContainTextAsync("Desconectado");
        await ana.Empty.GetByRole(AriaRole.Button, new() { Name = "Ponerse libre" }).ClickAsync();
        await Expect(ana.Status).ToHaveTextAsync("Libre");
    }

    [Fact]
    public async Task Going_offline_with_an_open_chat_asks_and_the_queue_gets_it_back()
    {
        var ana = await Desk();
        var psid = await Floor.Customer("Tomás Vega");
        await Floor.Writes(psid, "¿Hacen envíos?");
        await ana.Open("Tomás Vega");

        await ana.Choose("set-offline");
        var dialog = ana.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Tiene una interacción abierta. ¿Qué hacemos con ella?");
        await Expect(ana.Page.Locator(".mud-dialog-container:focus-within")).ToHaveCountAsync(1);
        await ana.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(ana.Items).ToHaveCountAsync(1);

        var sofia = await Board();
        await ana.Choose("set-offline");
        await ana.Page.GetByTestId("leave-return").ClickAsync();
        await Expect(ana.Status).ToHaveTextAsync("Desconectado");
        await Expect(ana.Items).ToHaveCountAsync(0);
        await Expect(sofia.Waiting).ToContainTextAsync("Tomás Vega");

        var bruno = await Desk("bruno");
        await bruno.Open("Tomás Vega");
        await Expect(bruno.Message("¿Hacen envíos?")).ToHaveCountAsync(1);
        await Expect(sofia.Waiting).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Finishing_first_keeps_the_chat_brings_no_new_one_and_ends_offline()
    {
        var ana = await Desk();
        var psid = await Floor.Customer("Clara Núñez");
        await Floor.Writes(psid, "Hola");
        await ana.Open("Clara Núñez");
        await ana.Choose("set-offline");
        await ana.Page.GetByTestId("leave-finish").ClickAsync();
        await Expect(ana.Page.Locator(".planned")).ToHaveTextAsync("se desconecta tras los chats");

        var sofia = await Board();
        await Floor.Writes(await Floor.Customer("Iván Cruz"), "¿Hay alguien?");
        await Expect(sofia.Waiting).ToContainTextAsync("Iván Cruz");
        await Expect(ana.Items).ToHaveCountAsync(1);

        await ana.Finish();
        await Expect(ana.Status).ToHaveTextAsync("Desconectado");
        await Expect(ana.Empty).ToContainTextAsync("Está desconectado");
    }

    [Fact]
    public async Task A_break_while_chatting_is_busy_on_break()
    {
        var ana = await Desk();
        await Floor.Writes(await Floor.Customer("Paula Ríos"), "Buen día");
        await ana.Open("Paula Ríos");
        await ana.Choose("break-reunion");
        await Expect(ana.Status).ToHaveTextAsync("Ocupado en Reunión");
        await ana.Finish();
        await Expect(ana.Status).ToHaveTextAsync("Libre en Reunión");
        await Expect(ana.Empty).ToContainTextAsync("Está en break");
    }
}
