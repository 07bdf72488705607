using System.Text.RegularExpressions;
using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>Each language says its own words on every page, in light and in dark, with a clock of 24 hours.</summary>
[Collection(Looks.Name)]
public sealed partial class LanguageTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    public static TheoryData<string, string[], string[], string[]> Languages => new()
    {
        { "es", ["Ingresar", "Usuario", "Contraseña", "Agente", "Supervisor"], ["Ocupado", "Bandeja", "Finalizar", "Respuestas prediseñadas", "Enviar", "Al día"], ["En espera", "Agentes", "Completados", "Estado", "Atendidas hoy", "Espera promedio (ASA)", "Desconectado", "Redes sociales"] },
        { "en", ["Sign in", "User name", "Password", "Agent", "Supervisor"], ["Busy", "Inbox", "Finish", "Canned responses", "Send", "In sync"], ["Waiting", "Agents", "Completed", "State", "Answered today", "ASA", "Disconnected", "Social networks"] },
        { "pt", ["Entrar", "Usuário", "Senha", "Agente", "Supervisor"], ["Ocupado", "Caixa de entrada", "Finalizar", "Respostas rápidas", "Enviar", "Em dia"], ["Em espera", "Agentes", "Concluídas", "Estado", "Atendidas hoje", "TME", "Desconectado", "Redes sociais"] },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Pages_speak_the_chosen_language(string language, string[] signIn, string[] desk, string[] board)
    {
        // A browser of another language and region, with a clock of 12 hours: the person's choice counts.
        var profile = await NewProfile(locale: "en-US");
        var page = await profile.NewPageAsync();
        await page.GotoAsync("sign-in");
        await page.GetByTestId("language-" + language).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Says(page, signIn);

        var ana = await Desk(profile: profile);
        await Floor.Writes(await Floor.Customer("Renata Lima"), "Hola 👋");
        await ana.Open("Renata Lima");
        await Says(ana.Page, desk);
        await Expect(ana.Messages.Locator("time")).ToHaveTextAsync(Clock());
        await Expect(ana.Items.Locator("time")).ToHaveTextAsync(Clock());
        Assert.Matches(DayAndClock(), await ana.Messages.Locator("time").GetAttributeAsync("title"));

        var sofia = await Board(profile);
        await Says(sofia.Page, board);
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_it_is_chosen()
    {
        var profile = await NewProfile(theme: ColorScheme.Dark);
        var ana = await Desk(profile: profile);
        await Expect(ana.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(ana.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(17, 22, 28)");
        await ana.Page.GetByTestId("user-menu").ClickAsync();
        await ana.Page.GetByTestId("theme-toggle").ClickAsync();
        await Expect(ana.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await Expect(ana.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(243, 245, 248)");
        await ana.Page.ReloadAsync();
        await ana.IsInSync();
        await Expect(ana.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }

    [Fact]
    public async Task The_customers_page_speaks_three_languages()
    {
        var phones = await Phones();
        foreach (var (language, title) in new[] { ("en", "Customers"), ("pt", "Clientes"), ("es", "Clientes") })
        {
            await phones.Page.Locator("#language").SelectOptionAsync(language);
            await Expect(phones.Page.Locator("#people-title")).ToHaveTextAsync(title);
            await Expect(phones.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        }
    }

    private static async Task Says(IPage page, string[] words)
    {
        foreach (var word in words)
        {
            await Expect(page.Locator("body")).ToContainTextAsync(word);
        }
    }

    [GeneratedRegex(@"^\s*([01]\d|2[0-3]):[0-5]\d\s*$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^\d\d/\d\d/\d{4} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$")]
    private static partial Regex DayAndClock();
}
