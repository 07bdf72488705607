using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>A campaign is activated with Facebook in a window of its own (R21-R31): from the click to the answer on the customer's phone, and what a login does to other campaigns.</summary>
[Collection(Setup.Name)]
public sealed class ActivationPageTests(Product product, BlockingChromium chromium) : ActivationTest(product, chromium), IClassFixture<BlockingChromium>
{
    [Fact]
    public async Task From_nothing_to_the_answer_on_the_phone()
    {
        var name = Name();
        var page = await MadePage(name);
        var editor = await NewCampaign(name, name);
        await OpenAllWeek(editor);
        var window = await Opens(editor, "save");
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Look(window, "activation-done");
        await Expect(editor.GetByTestId("page-card")).ToHaveAttributeAsync("data-verdict", "valid");
        await Closes(window);

        var members = await SignedIn("admin");
        await Expect(members.GetByTestId("campaigns")).ToBeVisibleAsync();
        await members.GotoAsync(editor.Url + "/members");
        await members.GetByTestId("available-ana").CheckAsync();
        await members.GetByTestId("add").ClickAsync();
        await members.GetByTestId("save").ClickAsync();
        await Expect(members.GetByTestId("save-state")).ToHaveTextAsync("Guardado");
        var ana = await Desk();
        var psid = await Customer(page, "Lucía Pérez");
        await Writes(page, psid, "¿Abren hoy?");
        await ana.Open("Lucía Pérez");
        await ana.Answer("Sí, hasta las 18");
        await Shows(psid, "Sí, hasta las 18");
    }

    [Fact]
    public async Task A_login_without_another_campaigns_page_says_so_and_one_click_repairs_it()
    {
        var (first, second) = (Name(), Name());
        await MadePage(first);
        await MadePage(second);
        var editor = await NewCampaign(first, first);
        var window = await Opens(editor, "save");
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
        editor = await NewCampaign(second, second);
        window = await Opens(editor, "save");
        await Grant(window, unticked: first);
        await Expect(window.GetByTestId("lost")).ToContainTextAsync(first);
        await Look(window, "activation-lost");
        var table = await SignedIn("admin");
        await Expect(Token(table, first)).ToHaveAttributeAsync("data-token", "invalid");
        await window.GetByTestId("repair").ClickAsync();
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
        await Again(first);
        await Expect(Token(table, first)).ToHaveAttributeAsync("data-token", "valid");
        await Expect(Token(table, second)).ToHaveAttributeAsync("data-token", "valid");
    }

    [Fact]
    public async Task A_token_that_dies_is_red_at_once_on_the_board_too_and_the_kept_message_goes_out_after_the_next_login()
    {
        var board = await Board();
        var ana = await Desk();
        var psid = await Customer(Floor.Page, "Marta Kept");
        await Writes(Floor.Page, psid, "Hola");
        await ana.Open("Marta Kept");
        await Control("tokens/kill", new { cause = 460, pageId = Floor.Page });
        try
        {
            await ana.Answer("Buenas");
            await Expect(board.Page.GetByTestId("page-invalid")).ToBeVisibleAsync();
            await Expect(ana.Message("Buenas").GetByTestId("kept")).ToBeVisibleAsync();
            await Look(ana.Page, "message-kept");
            await Look(board.Page, "page-invalid");
            var table = await SignedIn("admin");
            await Expect(Token(table, "Soporte")).ToHaveAttributeAsync("data-token", "invalid");
            await Again("Soporte");
            await Shows(psid, "Buenas");
            await Expect(ana.Message("Buenas").GetByTestId("kept")).ToHaveCountAsync(0);
            await Expect(Token(table, "Soporte")).ToHaveAttributeAsync("data-token", "valid");
            await Expect(board.Page.GetByTestId("page-invalid")).ToHaveCountAsync(0);
        }
        finally
        {
            await Control("tokens/restore", new { pageId = Floor.Page });
        }
    }
}
