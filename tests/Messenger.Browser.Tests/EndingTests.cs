using System.Text.RegularExpressions;
using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>How chats end by the clock, what remains of them, and how an agent writes again (R15, B3, R37a, R41).</summary>
[Collection(Work.Name)]
public sealed class EndingTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task The_chat_time_counts_down_ends_it_and_the_agent_writes_again()
    {
        try
        {
            await Floor.Campaign(new { chatSeconds = 20, wrapUpSeconds = 300, needsDisposition = true });
            var ana = await Desk();
            await Floor.Writes(await Floor.Customer("Teresa Lugo"), "¿A qué hora cierran?");
            await ana.Open("Teresa Lugo");
            await Expect(ana.Page.GetByTestId("time-chat")).ToHaveCountAsync(0);
            await Floor.Campaign(new { chatSeconds = 0 });
            // In the inbox and above the chat, for the last fifth of the twenty seconds.
            var left = new Regex("^Termina en 0:0[0-4]$");
            await Expect(ana.Page.GetByTestId("time-chat")).ToHaveTextAsync([left, left]);
            await Expect(ana.Page.GetByText("La interacción con Teresa Lugo terminó: llegó al tiempo máximo de chat.")).ToBeVisibleAsync();
            await Expect(ana.Items).ToHaveCountAsync(0);

            await Expect(ana.WrapUps).ToContainTextAsync("Teresa Lugo");
            await ana.Page.ReloadAsync();
            await Expect(ana.WrapUps).ToContainTextAsync("Teresa Lugo");
            await Expect(ana.WrapUps).ToContainTextAsync(new Regex("4:[345]\\d"));
            await ana.Page.GetByTestId("wrap-up-end").ClickAsync();
            await Expect(ana.WrapUps).ToHaveCountAsync(0);

            await ana.Page.GetByTestId("recents").ClickAsync();
            await ana.Page.GetByTestId("recent-search").FillAsync("LUGO");
            var recent = ana.Page.GetByTestId("recent").Filter(new() { HasText = "Teresa Lugo" });
            await Expect(recent).ToContainTextAsync("Terminó por el tiempo de chat");
            await Expect(recent).ToContainTextAsync("Se puede escribir");
            await recent.ClickAsync();
            await Expect(ana.Dialog.GetByTestId("message")).ToContainTextAsync(["¿A qué hora cierran?"]);
            await ana.Page.GetByTestId("reopen").ClickAsync();
            await Expect(ana.Dialog).ToHaveCountAsync(0);
            await Expect(ana.Title).ToHaveTextAsync("Teresa Lugo");
            await Expect(ana.Page.Locator(".chat-head").GetByTestId("kind")).ToHaveTextAsync("Reabierta");
            await ana.Answer("Cerramos a las 18.");
            await Expect(ana.Message("Cerramos a las 18.")).ToHaveAttributeAsync("data-state", new Regex("sent|delivered|read"));

            await ana.Page.GetByTestId("finish").ClickAsync();
            await Expect(ana.Dialog).ToContainTextAsync("Tipificación (obligatoria)");
            await Expect(ana.Page.GetByTestId("finish-confirm")).ToBeDisabledAsync();
            await ana.Dialog.GetByRole(AriaRole.Radio).First.CheckAsync();
            await ana.Page.GetByTestId("finish-confirm").ClickAsync();
            await Expect(ana.Items).ToHaveCountAsync(0);
        }
        finally
        {
            await Floor.Campaign(new { chatSeconds = 0, wrapUpSeconds = 0, needsDisposition = false });
        }
    }

    [Fact]
    public async Task A_break_after_the_chats_can_be_taken_back_and_a_cut_line_finds_everything_again()
    {
        try
        {
            await Floor.Campaign(new { connectionGraceSeconds = 60 });
            var (cut, sockets) = (false, new List<IWebSocketRoute>());
            await Profile.RouteWebSocketAsync(new Regex("/hubs/agent"), async socket =>
            {
                if (cut)
                {
                    await socket.CloseAsync();
                    return;
                }

                socket.ConnectToServer();
                sockets.Add(socket);
            });
            var ana = await Desk();
            await Floor.Writes(await Floor.Customer("Noemí Alba"), "Hola");
            await ana.Open("Noemí Alba");

            await ana.Choose("break-almuerzo-after");
            var planned = ana.Page.GetByTestId("planned");
            await Expect(planned).ToContainTextAsync("Almuerzo comienza cuando termine su última interacción; no recibe nuevas.");
            await ana.Page.GetByTestId("planned-cancel").ClickAsync();
            await Expect(planned).ToHaveCountAsync(0);
            await Expect(ana.Status).ToHaveTextAsync("Ocupado");
            await ana.Choose("break-almuerzo-after");
            await Expect(planned).ToBeVisibleAsync();

            var sofia = await Board(await NewProfile());
            await Cut();
            await Expect(sofia.Agent("ana")).ToContainTextAsync("conexión perdida");
            await Expect(sofia.Waiting).ToHaveCountAsync(0);
            cut = false;
            await ana.IsInSync();
            await Expect(ana.Items).ToHaveCountAsync(1);
            await Expect(ana.Title).ToHaveTextAsync("Noemí Alba");
            await Expect(planned).ToBeVisibleAsync();
            await ana.Finish();
            await Expect(ana.Status).ToHaveTextAsync("Libre en Almuerzo");
            await ana.Page.GetByTestId("end-break").ClickAsync();

            // Later than the grace: what nobody took comes back to him.
            await Floor.Campaign(new { connectionGraceSeconds = 1 });
            await Floor.Writes(await Floor.Customer("Saúl Mier"), "Buenas");
            await ana.Open("Saúl Mier");
            await Cut();
            await Expect(sofia.Waiting).ToContainTextAsync("Saúl Mier");
            cut = false;
            await ana.IsInSync();
            await Expect(ana.Item("Saúl Mier")).ToBeVisibleAsync();
            await Expect(sofia.Waiting).ToHaveCountAsync(0);

            async Task Cut()
            {
                cut = true;
                foreach (var socket in sockets.ToList())
                {
                    await socket.CloseAsync();
                }

                sockets.Clear();
            }
        }
        finally
        {
            await Floor.Campaign(new { connectionGraceSeconds = 60 });
        }
    }
}
