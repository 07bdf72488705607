using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests;

/// <summary>A customer writes, an agent answers, both see it.</summary>
[Collection(Work.Name)]
public sealed class MainJobTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task A_customer_is_answered_and_comes_back_after_the_end()
    {
        var ana = await Desk();
        var phone = await Phones();
        await phone.MakeCustomer("Lucía Pérez");
        await phone.Write("Hola, ¿tienen la remera en talle M?");

        await Expect(ana.Item("Lucía Pérez")).ToContainTextAsync("Soporte");
        await Expect(ana.Item("Lucía Pérez")).ToContainTextAsync("Hola, ¿tienen la remera en talle M?");
        await Expect(ana.Item("Lucía Pérez").Locator(".badge")).ToHaveTextAsync("1");
        await Expect(ana.Status).ToHaveTextAsync("Ocupado");
        await ana.Open("Lucía Pérez");
        await Expect(ana.Messages).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("talle M\\?")]);
        await Expect(ana.Item("Lucía Pérez").Locator(".badge")).ToHaveCountAsync(0);

        await ana.Compose.PressSequentiallyAsync("Sí, claro");
        await Expect(phone.Typing).ToBeVisibleAsync();
        await ana.Compose.PressAsync("Enter");
        await Expect(phone.Message("Sí, claro")).ToHaveAttributeAsync("data-direction", "out");
        await Expect(phone.Typing).ToBeHiddenAsync();
        await Expect(ana.Compose).ToHaveValueAsync("");
        await Expect(ana.Message("Sí, claro")).ToHaveCountAsync(1);
        await Expect(ana.Message("Sí, claro").GetByRole(AriaRole.Img, new() { Name = "Leído" })).ToBeVisibleAsync();

        await ana.Finish("resuelto");
        await Expect(ana.Items).ToHaveCountAsync(0);
        await Expect(ana.Empty).ToContainTextAsync("Libre, a la espera de clientes");
        await Expect(ana.Status).ToHaveTextAsync("Libre");

        await phone.Write("Una cosa más");
        await Expect(ana.Item("Lucía Pérez")).ToContainTextAsync("Una cosa más");
        await ana.Open("Lucía Pérez");
        // The whole conversation stands above the new interaction.
        await Expect(ana.Messages).ToHaveCountAsync(3);
        await Expect(ana.Page.Locator(".separator-part")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Marks_follow_the_phone_delivered_first_read_when_it_is_opened()
    {
        var ana = await Desk();
        var psid = await Floor.Customer("Mateo Silva");
        var phones = await Phones();
        await Floor.Writes(psid, "¿Abren el domingo?");
        await ana.Open("Mateo Silva");
        await ana.Answer("Sí, de 10 a 18.");

        await Expect(ana.Message("de 10 a 18").GetByRole(AriaRole.Img, new() { Name = "Entregado" })).ToBeVisibleAsync();
        await phones.Open("Mateo Silva");
        await Expect(ana.Message("de 10 a 18").GetByRole(AriaRole.Img, new() { Name = "Leído" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Shift_Enter_breaks_the_line_and_a_canned_response_is_filled_in()
    {
        var ana = await Desk();
        var psid = await Floor.Customer("Noelia Díaz");
        await Floor.Writes(psid, "Buenas");
        await ana.Open("Noelia Díaz");

        await ana.Compose.PressSequentiallyAsync("/hola");
        await Expect(ana.Page.GetByTestId("canned-list")).ToBeVisibleAsync();
        await ana.Compose.PressAsync("Enter");
        await Expect(ana.Compose).ToHaveValueAsync("¡Hola, Noelia Díaz! Soy Ana Morales, de Soporte. ¿En qué puedo ayudarle?");
        await ana.Compose.PressAsync("Shift+Enter");
        await ana.Compose.PressSequentiallyAsync("Quedo a las órdenes.");
        await ana.Compose.PressAsync("Enter");

        await Expect(ana.Message("Quedo a las órdenes.")).ToHaveCountAsync(1);
        var until = DateTimeOffset.UtcNow.AddSeconds(20);
        while (!(await Floor.Phone(psid)).Contains("¡Hola, Noelia Díaz! Soy Ana Morales, de Soporte. ¿En qué puedo ayudarle?\nQuedo a las órdenes."))
        {
            Assert.True(DateTimeOffset.UtcNow < until, "The phone never showed the answer.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
