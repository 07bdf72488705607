using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>The states of an agent are called on his desk and on the board as the product calls them, in each language (R41).</summary>
[Collection(Work.Name)]
public sealed class StateLabelTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private sealed record Words(string Language, string Disconnected, string Available, string Busy, string BreakAvailable, string BreakBusy, string InCall);

    private static readonly Words[] Languages =
    [
        new("es", "Desconectado", "Libre", "Ocupado", "Libre en Almuerzo", "Ocupado en Almuerzo", "En llamada"),
        new("en", "Disconnected", "Available", "Busy", "On break: Almuerzo", "On break: Almuerzo (busy)", "In a call"),
        new("pt", "Desconectado", "Livre", "Ocupado", "Livre em pausa: Almuerzo", "Ocupado em pausa: Almuerzo", "Em ligação"),
    ];

    [Fact]
    public async Task Every_state_has_its_word_and_a_call_its_icon()
    {
        var screens = new List<(Words Words, DeskScreen Desk, BoardScreen Board)>();
        foreach (var words in Languages)
        {
            var profile = await NewProfile();
            await Speaks(profile, words.Language);
            screens.Add((words, await Desk(profile: profile), await Board(profile)));
        }

        async Task Are(Func<Words, string> name, string state)
        {
            foreach (var (words, desk, board) in screens)
            {
                await Expect(desk.Status).ToHaveTextAsync(name(words));
                await Expect(board.Agent("ana").Locator(".state-text")).ToHaveTextAsync(name(words));
                await Expect(board.Agent("ana")).ToHaveAttributeAsync("data-state", state);
            }
        }

        async Task HaveAPhone(int count)
        {
            foreach (var (words, desk, board) in screens)
            {
                await Expect(desk.Page.GetByTestId("status-menu").GetByRole(AriaRole.Img, new() { Name = words.InCall })).ToHaveCountAsync(count);
                await Expect(board.Agent("ana").Locator(".col-icon").GetByRole(AriaRole.Img, new() { Name = words.InCall })).ToHaveCountAsync(count);
            }
        }

        var ana = screens[0].Desk;
        await Are(w => w.Available, "Available");
        await HaveAPhone(0);
        await ana.Choose("break-almuerzo");
        await Are(w => w.BreakAvailable, "BreakAvailable");
        try
        {
            await Floor.Call("ana", true);
            await Are(w => w.BreakBusy, "BreakBusy");
            await HaveAPhone(1);
            await ana.Page.GetByTestId("end-break").ClickAsync();
            await Are(w => w.Busy, "Busy");
            await HaveAPhone(1);
            await Look(ana.Page, "state-in-call");
        }
        finally
        {
            await Floor.Call("ana", false);
        }

        await Are(w => w.Available, "Available");
        await HaveAPhone(0);
        await ana.Choose("set-offline");
        await Are(w => w.Disconnected, "Disconnected");
    }
}
