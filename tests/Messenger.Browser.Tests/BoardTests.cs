using System.Text.RegularExpressions;
using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>What a supervisor sees while it happens.</summary>
[Collection(Work.Name)]
public sealed class BoardTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task The_fourth_customer_waits_before_her_eyes_until_one_of_three_is_finished()
    {
        var sofia = await Board();
        var ana = await Desk();
        string[] names = ["Uno Acosta", "Dos Benítez", "Tres Cabrera"];
        foreach (var name in names)
        {
            await Floor.Writes(await Floor.Customer(name), "Hola, soy " + name);
        }

        await Expect(ana.Items).ToHaveCountAsync(3);
        await Floor.Writes(await Floor.Customer("Cuatro Duarte"), "¿Me atienden?");

        await Expect(sofia.Waiting).ToHaveCountAsync(1);
        await Expect(sofia.Waiting).ToContainTextAsync("Cuatro Duarte");
        await Expect(sofia.Tile("waiting")).ToHaveTextAsync("1");
        await Expect(sofia.Tile("active")).ToHaveTextAsync("3");
        await Expect(sofia.Agent("ana")).ToContainTextAsync("Ocupado");
        await Expect(sofia.Agent("ana").Locator(".load")).ToHaveTextAsync("3/3");
        await Expect(sofia.Agent("ana").GetByRole(AriaRole.Img, new() { Name = "Atiende en Messenger" })).ToBeVisibleAsync();
        var wait = sofia.Waiting.Locator(".wait");
        var early = await wait.InnerTextAsync();
        await Expect(wait).Not.ToHaveTextAsync(early);
        await Expect(sofia.Tile("longestWait")).Not.ToHaveTextAsync("-");
        await Expect(ana.Items).ToHaveCountAsync(3);

        await ana.Open("Dos Benítez");
        await ana.Answer("Listo, resuelto.");
        await Expect(ana.Message("Listo, resuelto.")).ToHaveCountAsync(1);
        await ana.Finish();

        await Expect(ana.Item("Cuatro Duarte")).ToBeVisibleAsync();
        await Expect(ana.Items).ToHaveCountAsync(3);
        await Expect(sofia.Waiting).ToHaveCountAsync(0);
        await Expect(sofia.Page.GetByText("Nadie espera")).ToBeVisibleAsync();
        await Expect(sofia.Tile("waiting")).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task Who_is_held_who_came_while_closed_and_who_is_in_a_call_is_seen_at_a_glance()
    {
        var sofia = await Board();
        var ana = await Desk();
        try
        {
            await Floor.Campaign(new { queueLimit = 1 });
            for (var n = 1; n <= 6; n++)
            {
                await Floor.Writes(await Floor.Customer($"Cliente {n}"), "Hola, ¿me atienden?");
            }

            await Expect(ana.Items).ToHaveCountAsync(3);
            await Expect(sofia.Waiting).ToHaveCountAsync(1);
            await Expect(sofia.Tile("held")).ToHaveTextAsync("2");
            await Expect(sofia.Tile("backlog")).ToHaveCountAsync(0);

            await Floor.Campaign(new { schedule = Array.Empty<object>() });
            var late = await Floor.Customer("Tarde Núñez");
            await Floor.Writes(late, "Hola, ¿están abiertos?");
            await Expect(sofia.Tile("backlog")).ToHaveTextAsync("1");
            await Floor.Call("ana", true);
            await Expect(sofia.Agent("ana").GetByRole(AriaRole.Img, new() { Name = "En llamada" }).First).ToBeVisibleAsync();
            await Look(sofia.Page, "board-held");
            for (var until = DateTimeOffset.UtcNow.AddSeconds(20); !(await Floor.Phone(late)).Any(text => text.Contains("fuera de horario", StringComparison.Ordinal));)
            {
                Assert.True(DateTimeOffset.UtcNow < until, "He was never told that it is closed.");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            await Floor.Campaign(new { schedule = Floor.AllWeek, queueLimit = 0 });
            await Expect(sofia.Waiting).ToHaveCountAsync(4);
            await Expect(sofia.Tile("held")).ToHaveCountAsync(0);
            await Expect(sofia.Tile("backlog")).ToHaveCountAsync(0);
            await Expect(sofia.Waiting.Last).ToContainTextAsync("Tarde Núñez");
        }
        finally
        {
            await Floor.Campaign(new { schedule = Floor.AllWeek, queueLimit = 0 });
            await Floor.Call("ana", false);
        }
    }

    [Fact]
    public async Task Completed_and_todays_figures_rise_and_columns_sort()
    {
        var sofia = await Board();
        var ana = await Desk();
        var completed = int.Parse(await sofia.Agent("ana").Locator(".col-number").First.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var ended = int.Parse(await sofia.Tile("endedToday").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await Floor.Writes(await Floor.Customer("Elena Sosa"), "Gracias por todo");
        await ana.Open("Elena Sosa");
        await ana.Answer("¡A usted!");
        await Expect(ana.Message("¡A usted!")).ToHaveCountAsync(1);
        await ana.Finish("resuelto");

        await Expect(sofia.Agent("ana").Locator(".col-number").First).ToHaveTextAsync($"{completed + 1}");
        await Expect(sofia.Tile("endedToday")).ToHaveTextAsync($"{ended + 1}");
        await Expect(sofia.Tile("aht")).Not.ToHaveTextAsync("-");
        await Expect(sofia.Tile("serviceLevelAnswered")).ToHaveTextAsync(new Regex(@"^\d+(,\d)?\s?%$"));
        await Expect(sofia.Tile("serviceLevelWithAbandoned")).ToHaveTextAsync(new Regex(@"^\d+(,\d)?\s?%$"));

        // How the queued of today add up stands on their tile.
        var equation = await sofia.Page.GetByTestId("tile-queuedToday").GetAttributeAsync("title");
        var terms = Regex.Match(equation!, @"(\d+) = (\d+) atendidas \+ (\d+) abandonadas \+ (\d+) terminadas sin atender \+ (\d+) aún sin atender").Groups.Values
            .Skip(1).Select(g => int.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(terms[0], terms.Skip(1).Sum());
        Assert.True(terms[1] > 0, equation);
        await Expect(sofia.Agent("ana")).ToHaveAttributeAsync("data-state", "Available");

        var names = sofia.Page.Locator("[data-testid=agent-row] .col-name");
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Agente", Exact = true }).ClickAsync();
        await Expect(names).ToHaveTextAsync(["Ana Morales", "Bruno Costa", "Carla Giménez"]);
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Agente", Exact = true }).ClickAsync();
        await Expect(names).ToHaveTextAsync(["Carla Giménez", "Bruno Costa", "Ana Morales"]);
    }

    [Theory]
    [InlineData("es", "Facebook bloqueó la página Tienda Ñandú", "Motivo: Mensajes no solicitados <b>")]
    [InlineData("en", "Facebook blocked the Page Tienda Ñandú", "Reason: Mensajes no solicitados <b>")]
    [InlineData("pt", "O Facebook bloqueou a página Tienda Ñandú", "Motivo: Mensajes no solicitados <b>")]
    public async Task A_block_of_the_Page_is_announced_until_Meta_lifts_it(string language, string announced, string reason)
    {
        BoardScreen sofia;
        try
        {
            await Floor.Measure("block", "Mensajes no solicitados <b>");
            var signIn = await Profile.NewPageAsync();
            await signIn.GotoAsync("sign-in");
            await signIn.GetByTestId("language-" + language).ClickAsync();
            await Expect(signIn.Locator("html")).ToHaveAttributeAsync("lang", language);
            sofia = await Board();
            await Expect(sofia.Measure).ToHaveRoleAsync(AriaRole.Alert);
            await Expect(sofia.Measure).ToContainTextAsync(announced);
            await Expect(sofia.Measure).ToContainTextAsync(reason);
            await Expect(sofia.Measure).ToContainTextAsync(DateTimeOffset.Now.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            await Floor.Measure("unblock");
        }

        await sofia.Page.ReloadAsync();
        await sofia.IsInSync();
        await Expect(sofia.Measure).ToHaveCountAsync(0);
    }
}
