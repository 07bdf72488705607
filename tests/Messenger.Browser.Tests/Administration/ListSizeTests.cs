using System.Text.Json;
using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests.Administration;

/// <summary>The lists of administration with nobody, one and thousands in them.</summary>
[Collection(Setup.Name)]
public sealed class ListSizeTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public async Task Of_members_only_those_in_view_are_drawn_and_one_is_found(int count)
    {
        var page = await SignedIn("admin");
        await Expect(page.GetByTestId("campaigns")).ToBeVisibleAsync();
        var agents = Enumerable.Range(1, 2 * count).Select(n => new { userName = $"agente{n:00000}", displayName = $"Agente {n}", campaignIds = n <= count ? new[] { "soporte" } : [] }).ToArray();
        await Answers(page, "**/api/agents", new { items = agents });
        await Answers(page, "**/api/campaigns/soporte/members", new { items = agents.Take(count).Select(a => new { a.userName, a.displayName, penalty = 0, reason = "not-in-voice-campaign" }) });
        await page.GotoAsync("admin/campaigns/soporte/members");
        var members = page.Locator(".member-row");
        if (count == 0)
        {
            await Expect(page.GetByText("Nadie atiende todavía")).ToBeVisibleAsync();
            await Expect(page.GetByText("Todos los agentes ya son miembros.")).ToBeVisibleAsync();
            return;
        }

        await Expect(members.First).ToBeVisibleAsync();
        Assert.InRange(await members.CountAsync(), 1, 100);
        await page.GetByTestId("members-search").FillAsync($"agente{count:00000}");
        await Expect(members).ToHaveCountAsync(1);
        await Expect(members).ToContainTextAsync($"Agente {count}");
    }

    [Theory]
    [InlineData("users", "no-users", "users")]
    [InlineData("blocklist", "no-blocked", "blocklist")]
    [InlineData("audit", "no-changes", "audit")]
    public async Task Long_lists_come_page_by_page_and_an_empty_one_says_so(string path, string none, string table)
    {
        var page = await SignedIn("admin");
        await Expect(page.GetByTestId("campaigns")).ToBeVisibleAsync();
        var rows = page.GetByTestId(table).Locator("tbody tr:visible");
        await Answers(page, $"**/api/{path}?*", new { items = Array.Empty<object>(), next = (string?)null });
        await page.GotoAsync("admin/" + path);
        await Expect(page.GetByTestId(none)).ToBeVisibleAsync();

        await Answers(page, $"**/api/{path}?*", new { items = Entries(path, 1, 1), next = (string?)null });
        await page.GotoAsync("admin/" + path);
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("more")).ToHaveCountAsync(0);

        await Answers(page, $"**/api/{path}?*", new { items = Entries(path, 1, 50), next = "50" });
        await page.GotoAsync("admin/" + path);
        await Expect(page.GetByTestId("more")).ToBeVisibleAsync();
        await Answers(page, $"**/api/{path}?*", new { items = Entries(path, 51, 50), next = "100" });
        await page.GetByTestId("more").ClickAsync();
        await Expect(rows).ToHaveCountAsync(100);
        await Expect(page.GetByTestId("more")).ToBeVisibleAsync();
    }

    private static object[] Entries(string path, int first, int count) =>
    [
        .. Enumerable.Range(first, count).Select(n => path switch
        {
            "users" => (object)new { userName = $"persona{n}", displayName = $"Persona {n}", roles = new[] { "agent" }, disabled = false, campaigns = (string[]?)null, oneTimePassword = false },
            "blocklist" => new { pageId = "100000000000001", psid = $"7{n:000000000000000}", customerName = $"Cliente {n}", reason = "Insultos", by = new { userName = "sofia", displayName = "Sofía" }, at = At },
            _ => new { at = At, user = new { userName = "admin", displayName = "Admin" }, target = "configuration", targetName = (string?)null, kind = "settings", changes = new[] { new { field = "needsVoice", before = "true", after = "false" } } },
        }),
    ];

    private static async Task Answers(IPage page, string address, object content) => await page.RouteAsync(address, route => route.FulfillAsync(new()
    {
        ContentType = "application/json",
        Headers = new Dictionary<string, string> { ["ETag"] = "\"1\"" },
        Body = JsonSerializer.Serialize(content),
    }));
}
