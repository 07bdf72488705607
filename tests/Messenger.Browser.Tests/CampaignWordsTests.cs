using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests;

/// <summary>A campaign's own words: canned responses beside those of the whole installation, and what it says by itself.</summary>
[Collection(Work.Name)]
public sealed class CampaignWordsTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private static readonly object Silent = new { es = "", en = "", pt = "" };

    [Fact]
    public async Task An_agent_is_offered_both_kinds_of_canned_responses_and_the_customer_is_welcomed_and_dismissed()
    {
        try
        {
            await Floor.Campaign(new
            {
                cannedResponses = new[] { new { title = "Envíos", shortcut = "envios", text = "Enviamos a todo el país, {{customer.name}}." } },
                texts = new { welcome = new { es = "Bienvenida a la tienda." }, goodbye = new { es = "Gracias por su visita." } },
            });
            var ana = await Desk();
            var psid = await Floor.Customer("Elena Ruiz");
            await Floor.Writes(psid, "Hola, quisiera saber si hacen envíos");
            await ana.Open("Elena Ruiz");
            await ana.Compose.PressSequentiallyAsync("/en");
            await Expect(ana.Page.GetByTestId("canned-list").Locator("li")).ToContainTextAsync(["/envios"]);
            await ana.Compose.PressAsync("Enter");
            await Expect(ana.Compose).ToHaveValueAsync("Enviamos a todo el país, Elena Ruiz.");
            await ana.Compose.FillAsync("");
            await ana.Page.GetByTestId("canned").ClickAsync();
            await Expect(ana.Page.Locator(".canned-option")).ToHaveCountAsync(4);
            await ana.Page.Keyboard.PressAsync("Escape");

            await ana.Finish("resuelto");
            await Expect(ana.Items).ToHaveCountAsync(0);
            IReadOnlyList<string> phone;
            var until = DateTimeOffset.UtcNow.AddSeconds(20);
            do
            {
                phone = await Floor.Phone(psid);
                Assert.True(DateTimeOffset.UtcNow < until, $"On the phone stands {string.Join(" | ", phone)}");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
            while (!phone.SequenceEqual(["Hola, quisiera saber si hacen envíos", "Bienvenida a la tienda.", "Gracias por su visita."]));
        }
        finally
        {
            await Floor.Campaign(new { cannedResponses = Array.Empty<object>(), texts = new { welcome = Silent, goodbye = Silent } });
        }
    }
}
