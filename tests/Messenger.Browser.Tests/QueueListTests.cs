using System.Globalization;
using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>Beside those who wait the board lists who is held, who came while closed and whom nobody may answer; and it says when it opens.</summary>
[Collection(Work.Name)]
public sealed class QueueListTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    // Neither today nor tomorrow, whatever zone the campaign is in.
    private static DateTimeOffset OpensOn => DateTimeOffset.UtcNow.AddDays(3);

    private static object[] OneDay => [new { days = new[] { OpensOn.DayOfWeek.ToString() }, from = "09:00", to = "18:00" }];

    [Fact]
    public async Task Each_list_shows_who_is_in_it_and_what_happens_to_them()
    {
        var sofia = await Board();
        await Desk();
        string? silent = null;
        try
        {
            await Expect(sofia.List("held")).ToHaveCountAsync(0);
            await Floor.Campaign(new { queueLimit = 1 });
            foreach (var name in new[] { "Uno Ríos", "Dos Ríos", "Tres Ríos", "Cuatro Ríos" })
            {
                await Floor.Writes(await Floor.Customer(name), "Buenas");
            }

            await Expect(sofia.Tile("active")).ToHaveTextAsync("3");
            await Expect(sofia.Waiting).ToHaveCountAsync(1);
            await Floor.Writes(await Floor.Customer("Cinco Ríos"), "Buenas");
            await Expect(sofia.List("held")).ToContainTextAsync("1");
            await Floor.Writes(await Floor.Customer("Seis Ríos"), "Buenas");
            await Expect(sofia.List("held")).ToContainTextAsync("2");
            await sofia.List("held").ClickAsync();
            await Expect(sofia.Behind).ToHaveCountAsync(2);
            await Expect(sofia.Behind.First).ToContainTextAsync("Cinco Ríos");
            await Expect(sofia.Note).ToHaveTextAsync("La cola está llena: entran por orden de llegada cuando se libera un lugar.");
            await Expect(sofia.Waiting).ToHaveCountAsync(0);

            // Whom Facebook lets nobody answer any more never enters the queue.
            silent = await Floor.Customer("Silvia Sosa");
            await Floor.WroteLongAgo(silent, "¿Me oyen?");
            await sofia.List("window-closed").ClickAsync();
            await Expect(sofia.Behind).ToHaveCountAsync(1);
            await Expect(sofia.Behind).ToContainTextAsync("Silvia Sosa");
            await Expect(sofia.Note).ToContainTextAsync("Facebook ya no permite responderles");

            await Floor.Campaign(new { schedule = OneDay });
            await Floor.Writes(await Floor.Customer("Tarde Núñez"), "¿Están abiertos?");
            await sofia.List("closed-hours").ClickAsync();
            await Expect(sofia.Behind).ToContainTextAsync("Tarde Núñez");
            await Expect(sofia.Note).ToHaveTextAsync($"Escribieron fuera de horario: entran a la cola al abrir, {Weekday("es")} 09:00.");
            await Look(sofia.Page, "lists-closed");
            await sofia.List("queued").ClickAsync();
            await Expect(sofia.Note).ToHaveCountAsync(0);

            await Floor.Campaign(new { schedule = Floor.AllWeek, queueLimit = 0 });
            await Expect(sofia.List("held")).ToHaveCountAsync(0);
            await Expect(sofia.List("closed-hours")).ToHaveCountAsync(0);
            await Expect(sofia.Waiting.Last).ToContainTextAsync("Tarde Núñez");
            await Floor.Writes(silent, "¡Aquí estoy!");
            await Expect(sofia.Waiting.Filter(new() { HasText = "Silvia Sosa" })).ToHaveCountAsync(1);
            await Expect(sofia.List("window-closed")).ToHaveCountAsync(0);
            await Expect(sofia.Page.Locator("#waiting-title")).ToHaveTextAsync("En espera");
        }
        finally
        {
            await Floor.Campaign(new { schedule = Floor.AllWeek, queueLimit = 0 });
            if (silent is not null)
            {
                await Floor.Writes(silent, "Gracias");
            }
        }
    }

    [Theory]
    [InlineData("es", "En horario", "Fuera de horario · abre {0} 09:00", "Retenidas", "Fuera de horario", "entran a la cola al abrir")]
    [InlineData("en", "Open now", "Out of hours · opens {0} 09:00", "Held", "Out of hours", "enter the queue at the opening")]
    [InlineData("pt", "Em horário", "Fora do horário · abre {0} 09:00", "Retidas", "Fora do horário", "entram na fila na abertura")]
    public async Task Hours_are_right_at_once_and_lists_speak_each_language_on_large_and_small_screens(
        string language, string open, string closed, string held, string backlog, string note)
    {
        var boards = new List<(BoardScreen Board, string Name)>();
        foreach (var (theme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 400) })
        {
            var profile = await NewProfile(width, 720, theme: theme);
            await Speaks(profile, language);
            boards.Add((await Board(profile), $"lists-{language}-{theme}-{width}"));
        }

        try
        {
            await Expect(boards[0].Board.Hours).ToHaveTextAsync(open);
            await Floor.Campaign(new { queueLimit = 1 });
            for (var n = 1; n <= 4; n++)
            {
                await Floor.Writes(await Floor.Customer($"María del Carmen Rodríguez {n}"), "Hola, ¿me atienden?");
            }

            await Expect(boards[0].Board.List("held")).ToContainTextAsync("3");
            await Floor.Campaign(new { schedule = OneDay });
            await Expect(boards[0].Board.Hours).ToHaveTextAsync(string.Format(CultureInfo.InvariantCulture, closed, Weekday(language)), new() { Timeout = 5_000 });
            await Floor.Writes(await Floor.Customer("Tarde Núñez"), "¿Abren mañana?");
            foreach (var (board, name) in boards)
            {
                await Expect(board.List("held")).ToContainTextAsync(held);
                await Expect(board.List("closed-hours")).ToContainTextAsync(backlog);
                await board.List("closed-hours").ClickAsync();
                await Expect(board.List("closed-hours")).ToHaveAttributeAsync("aria-pressed", "true");
                await Expect(board.Note).ToContainTextAsync(note);
                await Expect(board.Behind).ToHaveCountAsync(1);
                await board.Behind.First.ScrollIntoViewIfNeededAsync();
                await Look(board.Page, name);
                Assert.Empty(await OutOfView(board.Page));
            }

            await Floor.Campaign(new { schedule = Floor.AllWeek });
            await Expect(boards[0].Board.Hours).ToHaveTextAsync(open, new() { Timeout = 5_000 });
        }
        finally
        {
            await Floor.Campaign(new { schedule = Floor.AllWeek, queueLimit = 0 });
        }
    }

    private static string Weekday(string language) => CultureInfo.GetCultureInfo(language switch { "pt" => "pt-BR", _ => language })
        .DateTimeFormat.GetAbbreviatedDayName(OpensOn.DayOfWeek).TrimEnd('.');
}
