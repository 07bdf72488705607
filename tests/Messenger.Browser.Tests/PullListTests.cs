using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>Where agents take for themselves they see who waits, and take (R9).</summary>
[Collection(Work.Name)]
public sealed class PullListTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task Two_agents_want_the_same_one_and_the_second_is_told_quietly()
    {
        await Under("ringallmultiple", async () =>
        {
            var late = await NewProfile();
            var pushes = await HeldPushes.Of(late);
            var (ana, bruno) = (await Desk(profile: late), await Desk("bruno"));
            await Expect(ana.Pull).ToContainTextAsync("Nadie espera en Soporte.");
            await Expect(ana.Empty).ToContainTextAsync("En Soporte usted elige: tome de la lista a quien espera.");
            await Floor.Writes(await Floor.Customer("Elena Paz"), "Hola, ¿me pueden ayudar con un cambio?");
            await Expect(ana.Takeable).ToHaveCountAsync(1);
            await Floor.Writes(await Floor.Customer("Raúl Soto"), "Buenas");
            await Expect(ana.Takeable).ToHaveCountAsync(2);
            await Expect(bruno.Takeable).ToHaveCountAsync(2);
            await Expect(ana.Takeable.First).ToContainTextAsync("Elena Paz");
            await Expect(ana.Takeable.First).ToContainTextAsync("Hola, ¿me pueden ayudar con un cambio?");
            await Expect(ana.Page).ToHaveTitleAsync("(2) Messenger");
            await Expect(ana.Items).ToHaveCountAsync(0);
            var wait = ana.Takeable.First.Locator("time");
            var early = await wait.InnerTextAsync();
            await Expect(wait).Not.ToHaveTextAsync(early);
            await Look(ana.Page, "pull-two");

            // She has not heard yet that he was faster: her list still shows it.
            pushes.Hold();
            await bruno.Take("Raúl Soto").ClickAsync();
            await Expect(bruno.Items).ToHaveCountAsync(1);
            await Expect(bruno.Page.Locator(".chat-title h2")).ToHaveTextAsync("Raúl Soto");
            await Expect(bruno.Compose).ToBeFocusedAsync();
            await ana.Take("Raúl Soto").ClickAsync();
            pushes.Release();
            await Expect(ana.Page.GetByText("Ya la tomó otro agente.")).ToBeVisibleAsync();
            await Expect(ana.Takeable).ToHaveCountAsync(1);
            await Expect(bruno.Takeable).ToHaveCountAsync(1);
            await Expect(ana.Items).ToHaveCountAsync(0);
            await Look(ana.Page, "pull-late");
        });
    }

    [Fact]
    public async Task With_ringall_only_the_head_is_taken_one_at_a_time_and_by_keyboard()
    {
        await Under("ringall", async () =>
        {
            var ana = await Desk();
            await Floor.Writes(await Floor.Customer("Primera Rey"), "uno");
            await Expect(ana.Takeable).ToHaveCountAsync(1);
            await Floor.Writes(await Floor.Customer("Segunda Rey"), "dos");
            await Expect(ana.Takeable).ToHaveCountAsync(2);
            await Expect(ana.Take("Segunda Rey")).ToBeDisabledAsync();
            await Expect(ana.Take("Segunda Rey")).ToHaveAttributeAsync("title", "Se toma siempre la primera de la cola.");
            await Expect(ana.Pull).ToContainTextAsync("Se toma siempre la primera de la cola.");

            await ana.Take("Primera Rey").FocusAsync();
            await ana.Page.Keyboard.PressAsync("Enter");
            await Expect(ana.Page.Locator(".chat-title h2")).ToHaveTextAsync("Primera Rey");
            await Expect(ana.Takeable).ToHaveCountAsync(1);
            await Expect(ana.Take("Segunda Rey")).ToBeDisabledAsync();
            await Expect(ana.Pull).ToContainTextAsync("Se toma de a una: finalice la que tiene para tomar otra.");
            await Look(ana.Page, "pull-ringall");
            await ana.Finish();
            await Expect(ana.Take("Segunda Rey")).ToBeEnabledAsync();

            await ana.Choose("break-reunion");
            await Expect(ana.Pull).ToContainTextAsync("Está en break: termínelo para tomar.");
            await Expect(ana.Take("Segunda Rey")).ToBeDisabledAsync();
            await ana.Page.GetByTestId("end-break").ClickAsync();
            await ana.Take("Segunda Rey").ClickAsync();
            await Expect(ana.Page.Locator(".chat-title h2")).ToHaveTextAsync("Segunda Rey");
        });
    }

    [Fact]
    public async Task The_list_comes_and_goes_with_the_strategy_without_a_reload()
    {
        var ana = await Desk();
        await Expect(ana.Empty).ToContainTextAsync("Libre, a la espera de clientes");
        await Expect(ana.Pull).ToHaveCountAsync(0);
        await Under("ringallmultiple", async () =>
        {
            await Expect(ana.Pull).ToContainTextAsync("Para tomar · Soporte");
            await Floor.Writes(await Floor.Customer("Quique Mora"), "¿Hay alguien?");
            await Expect(ana.Takeable).ToHaveCountAsync(1);
            await Expect(ana.Items).ToHaveCountAsync(0);
        });
        await Expect(ana.Pull).ToHaveCountAsync(0);
        await Expect(ana.Item("Quique Mora")).ToBeVisibleAsync();
        await ana.IsInSync();
    }

    [Theory]
    [InlineData("es", "Para tomar", "Tomar", "Se toma siempre la primera de la cola.")]
    [InlineData("en", "To take", "Take", "The first in the queue is always taken first.")]
    [InlineData("pt", "Para pegar", "Pegar", "Pega-se sempre a primeira da fila.")]
    public async Task It_speaks_each_language_and_fits_a_small_screen(string language, string title, string take, string head)
    {
        await Under("ringall", async () =>
        {
            foreach (var (theme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 400) })
            {
                var profile = await NewProfile(width, 720, theme: theme);
                await Speaks(profile, language);
                var ana = await Desk(profile: profile);
                if (theme == ColorScheme.Light && width == 1280)
                {
                    for (var n = 1; n <= 5; n++)
                    {
                        await Floor.Writes(await Floor.Customer($"María del Carmen Rodríguez {n}"), "Hola, compré una remera la semana pasada y me quedó chica; ¿cómo hago para cambiarla por otra de un talle más?");
                    }
                }

                await Expect(ana.Takeable).ToHaveCountAsync(5);
                await Expect(ana.Pull).ToContainTextAsync(title);
                await Expect(ana.Pull).ToContainTextAsync(head);
                await Expect(ana.Takeable.First.GetByTestId("pull-take")).ToHaveTextAsync(take);
                await Look(ana.Page, $"pull-{language}-{theme}-{width}");
                Assert.Empty(await OutOfView(ana.Page));
            }
        });
    }

    /// <summary>Runs under this strategy; afterwards offers are made again.</summary>
    private async Task Under(string eligibility, Func<Task> work)
    {
        try
        {
            await Floor.Campaign(new { eligibility });
            await work();
        }
        finally
        {
            await Floor.Campaign(new { eligibility = "nocall" });
        }
    }
}
