using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>What rings, counts down and changes hands fits a small screen, is clean in light and dark, and speaks the other languages, too.</summary>
[Collection(Looks.Name)]
public sealed class HandLookTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private readonly List<string> _findings = [];

    [Theory]
    [InlineData("en", ColorScheme.Dark, 1280, "Decline", "Search agent or campaign", "You may write", "Assign to…")]
    [InlineData("pt", ColorScheme.Light, 400, "Recusar", "Buscar agente ou campanha", "Pode escrever", "Atribuir a…")]
    public async Task They_are_clean_and_fit(string language, ColorScheme theme, int width, string decline, string search, string open, string assign)
    {
        try
        {
            var profile = await NewProfile(width, 800, theme: theme);
            await Speaks(profile, language);
            await Floor.Campaign(new { acceptance = "automatic", wrapUpSeconds = 120, firstReplySeconds = 280, needsDisposition = true });
            var ana = await Desk(profile: profile);
            await Floor.Writes(await Floor.Customer("María del Carmen Rodríguez Larrañaga"), "Hola, compré una remera y me quedó chica; ¿cómo la cambio?");
            await ana.Items.ClickAsync();
            await Expect(ana.Page.GetByTestId("time-reply").Last).ToBeVisibleAsync();
            await Clean(ana.Page, theme, $"hand-chat-{language}");
            await Floor.Campaign(new { acceptance = "by-hand", acceptSeconds = 280, maxPerAgent = 2 });
            var bruno = await Desk("bruno", profile);
            await ana.Page.GetByTestId("transfer").ClickAsync();
            await Expect(ana.Page.GetByPlaceholder(search)).ToBeFocusedAsync();
            await Clean(ana.Page, theme, $"hand-transfer-{language}");
            await ana.Dialog.GetByTestId("target-bruno").GetByRole(AriaRole.Radio).CheckAsync();
            await ana.Page.GetByTestId("target-confirm").ClickAsync();
            await Expect(ana.Handing).ToBeVisibleAsync();
            await Expect(bruno.Ringing).ToBeVisibleAsync();
            await bruno.Page.CloseAsync();
            await Clean(ana.Page, theme, $"hand-handing-{language}");
            await ana.Page.GetByTestId("cancel-transfer").ClickAsync();
            await ana.Page.GetByTestId("chat-menu").ClickAsync();
            await Expect(ana.Page.GetByTestId("give-back")).ToBeVisibleAsync();
            await Clean(ana.Page, theme, $"hand-menu-{language}");
            await ana.Page.Keyboard.PressAsync("Escape");
            await ana.Page.GetByTestId("finish").ClickAsync();
            await Clean(ana.Page, theme, $"hand-finish-{language}");
            await ana.Dialog.GetByRole(AriaRole.Radio).First.CheckAsync();
            await ana.Page.GetByTestId("finish-confirm").ClickAsync();
            await Expect(ana.WrapUps).ToBeVisibleAsync();

            await Floor.Writes(await Floor.Customer("João Gonçalves"), "Bom dia, ainda têm o modelo azul em tamanho M? Vi na página de vocês.");
            await Expect(ana.Ringing).ToContainTextAsync("João Gonçalves");
            await ana.Page.GetByTestId("decline").ClickAsync();
            await Expect(ana.Page.GetByTestId("decline-confirm")).ToHaveTextAsync(decline);
            await Clean(ana.Page, theme, $"hand-ringing-{language}");
            await ana.Page.Keyboard.PressAsync("Escape");
            await ana.Page.GetByTestId("recents").ClickAsync();
            var recent = ana.Page.GetByTestId("recent").First;
            await Expect(recent).ToContainTextAsync(open);
            await Clean(ana.Page, theme, $"hand-recents-{language}");
            await recent.ClickAsync();
            await Expect(ana.Page.GetByTestId("reopen")).ToBeEnabledAsync();
            await Clean(ana.Page, theme, $"hand-recent-{language}");
            await ana.Page.Keyboard.PressAsync("Escape");
            await ana.Page.GetByTestId("accept").ClickAsync();
            await Expect(ana.Title).ToHaveTextAsync("João Gonçalves");

            await Floor.Writes(await Floor.Customer("Zoé Ñandú"), "¿Hay alguien?");
            var sofia = await Board(profile);
            await Expect(sofia.Waiting).ToHaveCountAsync(1);
            await sofia.Waiting.GetByTestId("interaction-menu").ClickAsync();
            await Expect(sofia.Page.GetByTestId("menu-assign")).ToHaveTextAsync(assign);
            await Clean(sofia.Page, theme, $"hand-board-{language}");
            await sofia.Page.GetByTestId("menu-assign").ClickAsync();
            await sofia.Page.GetByTestId("force").CheckAsync();
            await Clean(sofia.Page, theme, $"hand-assign-{language}");
            await sofia.Page.Keyboard.PressAsync("Escape");
            await Expect(sofia.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await sofia.Agent("ana").GetByTestId("agent-interactions").ClickAsync();
            await sofia.Page.GetByTestId("held").GetByTestId("interaction-menu").ClickAsync();
            await Expect(sofia.Page.GetByTestId("menu-requeue")).ToBeVisibleAsync();
            await Clean(sofia.Page, theme, $"hand-agent-{language}");
            Assert.True(_findings.Count == 0, string.Join(Environment.NewLine, _findings));
        }
        finally
        {
            await Floor.Campaign(new { acceptance = "automatic", wrapUpSeconds = 0, firstReplySeconds = 0, needsDisposition = false, maxPerAgent = 3 });
        }
    }

    /// <summary>Colours differ by theme, and everything else is judged once.</summary>
    private async Task Clean(IPage page, ColorScheme theme, string name)
    {
        await Look(page, name);
        _findings.AddRange((await OutOfView(page)).Select(what => $"{name}: out of view: {what}"));
        var options = theme == ColorScheme.Dark ? new AxeRunOptions { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } } : null;
        _findings.AddRange((await page.RunAxe(options)).Violations.Select(v =>
            $"{name}: {v.Id} ({v.Impact}): {v.Help}: {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html))}"));
    }
}
