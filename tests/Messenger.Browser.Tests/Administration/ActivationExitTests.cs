using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>Each way out of an activation is said on screen and goes on from there (R22-R26).</summary>
[Collection(Setup.Name)]
public sealed class ActivationExitTests(Product product, BlockingChromium chromium) : ActivationTest(product, chromium), IClassFixture<BlockingChromium>
{
    [Fact]
    public async Task Another_name_is_shown_with_what_differs_and_facebooks_is_taken_by_a_click()
    {
        var name = Name();
        await MadePage(name + " Ñandú");
        var editor = await NewCampaign(name, name + " Nandú");
        var window = await Opens(editor, "save");
        await Grant(window);
        await window.GetByTestId("page-offers").GetByText(name + " Ñandú", new() { Exact = true }).ClickAsync();
        await Expect(window.GetByTestId("names").Locator("mark")).ToHaveTextAsync(["N", "Ñ"]);
        Assert.Empty(await Axe.Findings(ColorScheme.Light, "activation", window));
        await Look(window, "activation-names");
        await window.GetByTestId("use-name").ClickAsync();
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
        await Expect(editor.Locator("#f-pageName")).ToHaveValueAsync(name + " Ñandú");
    }

    [Fact]
    public async Task Cancelled_at_facebook_it_says_so_and_goes_on_from_there()
    {
        var name = Name();
        await MadePage(name);
        var editor = await NewCampaign(name, name);
        var window = await Opens(editor, "save");
        await window.GetByTestId("continue").ClickAsync();
        await window.Locator("button[name=cancel]").ClickAsync();
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-exit", "cancelled");
        Assert.Empty(await Axe.Findings(ColorScheme.Light, "activation", window));
        await Expect(editor.GetByTestId("attempt")).ToHaveAttributeAsync("data-exit", "cancelled");
        await window.GetByTestId("again").ClickAsync();
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
    }

    [Fact]
    public async Task A_declined_permission_is_named_and_asked_for_again()
    {
        var name = Name();
        await MadePage(name);
        var editor = await NewCampaign(name, name);
        var window = await Opens(editor, "save");
        await Grant(window, declined: "pages_messaging");
        await Expect(window.GetByTestId("missing")).ToContainTextAsync("pages_messaging");
        await Look(window, "activation-permissions");
        await window.GetByTestId("again").ClickAsync();
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
    }

    [Fact]
    public async Task A_window_that_is_closed_ends_the_attempt_and_the_button_begins_another()
    {
        var name = Name();
        await MadePage(name);
        var editor = await NewCampaign(name, name);
        var window = await Opens(editor, "save");
        await window.GetByTestId("continue").ClickAsync();
        await window.Locator("button[name=cancel]").WaitForAsync();
        await window.CloseAsync();
        await Expect(editor.GetByTestId("attempt")).ToHaveAttributeAsync("data-exit", "cancelled");
        window = await Opens(editor, "activate");
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
    }

    [Fact]
    public async Task Where_the_browser_blocks_the_window_the_same_tab_does()
    {
        var name = Name();
        await MadePage(name);
        var profile = await NewProfile();
        await profile.AddInitScriptAsync("window.open = () => null;");
        var editor = await NewCampaign(name, name, profile);
        await editor.GetByTestId("save").ClickAsync();
        await Expect(editor.GetByTestId("blocked")).ToBeVisibleAsync();
        Assert.Empty(await Axe.Findings(ColorScheme.Light, "editor", editor));
        await editor.GetByTestId("blocked").ScrollIntoViewIfNeededAsync();
        await Look(editor, "activation-blocked");
        await editor.GetByTestId("same-tab").ClickAsync();
        await Grant(editor);
        await Expect(editor.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await editor.GetByTestId("close").ClickAsync();
        await Expect(editor.GetByTestId("page-card")).ToHaveAttributeAsync("data-verdict", "valid");
    }

    [Fact]
    public async Task The_browser_of_these_tests_blocks_a_window_that_no_click_opened()
    {
        var page = await Profile.NewPageAsync();

        // By itself, before the test looks: whatever a test evaluates in a page counts as an act of the person.
        await page.RouteAsync("**/nobody-clicked", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = "<script>document.title = String(window.open('about:blank'));</script>",
        }));
        await page.GotoAsync("nobody-clicked");
        await Expect(page).ToHaveTitleAsync("null");
    }

    [Fact]
    public async Task Of_thirty_pages_one_is_found_by_its_name_and_taken()
    {
        var name = Name();
        await Control("pages", new { name = name + " Tienda", count = 30 });
        var editor = await NewCampaign(name, name + " Otra");
        var window = await Opens(editor, "save");
        await Grant(window);
        var wanted = name + " Tienda 17";
        await Expect(window.GetByTestId("page-offers").GetByText(name)).ToHaveCountAsync(30);
        await Look(window, "activation-thirty");
        await window.GetByTestId("page-search").FillAsync("tienda 17");
        await window.GetByTestId("page-offers").GetByText(wanted, new() { Exact = true }).ClickAsync();
        await window.GetByTestId("use-name").ClickAsync();
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
        await Expect(editor.Locator("#f-pageName")).ToHaveValueAsync(wanted);
    }

    [Fact]
    public async Task An_answer_that_the_push_has_overtaken_does_not_bring_the_past_back()
    {
        var name = Name();
        await MadePage(name + " Ñandú");
        var editor = await NewCampaign(name, name);
        var window = await Opens(editor, "save");
        await Grant(window);
        await window.GetByTestId("page-offers").GetByText(name + " Ñandú", new() { Exact = true }).ClickAsync();
        var held = new TaskCompletionSource();
        var given = new TaskCompletionSource();
        await window.RouteAsync("**/api/activations/*/page", async route =>
        {
            var answer = await route.FetchAsync();
            await held.Task;
            await route.FulfillAsync(new() { Response = answer });
            given.SetResult();
        });
        await window.GetByTestId("use-name").ClickAsync();
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        held.SetResult();
        await given.Task;
        await Closes(window);
    }

    [Fact]
    public async Task A_page_that_the_account_may_not_message_for_names_the_missing_task()
    {
        var name = Name();
        await Control("pages", new { name, mayMessage = false });
        var editor = await NewCampaign(name, name);
        var window = await Opens(editor, "save");
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-exit", "not-admin");
        await Expect(window.GetByTestId("missing")).ToContainTextAsync("MESSAGING");
        await Look(window, "activation-no-task");
        await window.CloseAsync();
        await Expect(editor.GetByTestId("attempt")).ToHaveAttributeAsync("data-exit", "not-admin");
    }

    [Fact]
    public async Task A_page_that_another_campaign_has_names_that_campaign()
    {
        var (first, second) = (Name(), Name());
        await MadePage(first);
        var editor = await NewCampaign(first, first);
        var window = await Opens(editor, "save");
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
        editor = await NewCampaign(second, first);
        window = await Opens(editor, "save");
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-exit", "page-taken");
        await Expect(window.GetByTestId("halted")).ToContainTextAsync(first);
        await Look(window, "activation-taken");
        await window.CloseAsync();
    }

    [Fact]
    public async Task Facebook_that_does_not_answer_is_said_and_tried_again()
    {
        var name = Name();
        await MadePage(name);
        var editor = await NewCampaign(name, name);
        var window = await Opens(editor, "save");
        await Control("faults", new { kind = "html", on = "login", count = 20, seconds = 0 });
        try
        {
            await Grant(window);
            await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-exit", "facebook-unavailable");
            await Look(window, "activation-facebook-down");
        }
        finally
        {
            await ForgetFaults();
        }

        await window.GetByTestId("again").ClickAsync();
        await Grant(window);
        await Expect(window.GetByTestId("activation")).ToHaveAttributeAsync("data-phase", "done");
        await Closes(window);
    }
}
