using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Auditing;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Security;

namespace Messenger.Front.Tests.Auditing;

/// <summary>Who changed which setting from what to what (B8).</summary>
[Collection(ProductCollection.Name)]
public sealed class AuditTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    private async Task<AuditList> Audit(string query)
    {
        using var admin = await _product.Client("admin");
        return (await admin.GetFromJsonAsync<AuditList>("/api/audit?" + query))!;
    }

    [Fact]
    public async Task Every_change_of_settings_and_members_is_told_with_who_made_it()
    {
        var work = await Workplace.Open(_product);
        var agent = (await work.Person($"nuevo.{work.CampaignId}", "Nuevo", Roles.Agent)).UserName;
        var path = $"/api/campaigns/{work.CampaignId}";
        await _product.Set(path, new { queueLimit = 7 });
        await _product.Set(path + "/members", new { items = new[] { new { userName = agent, penalty = 3 } } });
        var before = (await _product.Read("/api/configuration")).Body.GetProperty("holidays").GetArrayLength();
        await _product.Set("/api/configuration", new { holidays = new[] { $"2040-01-{before + 1:00}", "2041-01-01" } });

        var list = await Audit($"target=campaign:{work.CampaignId}");
        Assert.Equal(["members", "settings", "created"], list.Items.Select(i => i.Kind));
        Assert.Equal([new FieldChange("added", null, $"{agent} 3")], list.Items[0].Changes);
        Assert.Equal([new FieldChange("queueLimit", "0", "7")], list.Items[1].Changes);
        Assert.Equal((new AuditUser("admin", "Admin"), null), (list.Items[1].User, list.Items[2].User));
        var holidays = (await Audit("target=configuration&user=admin&limit=1")).Items.Single();
        Assert.Equal(("configuration", "holidays"), (holidays.Target, Assert.Single(holidays.Changes).Field));
        Assert.Equal(2, (await Audit($"target=campaign:{work.CampaignId}&user=ADMIN")).Items.Count);
        Assert.Empty((await Audit($"target=campaign:{work.CampaignId}&from=2040-01-01")).Items);
        Assert.Empty((await Audit($"target=campaign:{work.CampaignId}&to=2020-01-01")).Items);
    }

    [Fact]
    public async Task It_is_paged_newest_first()
    {
        var work = await Workplace.Open(_product);
        for (var n = 1; n <= 5; n++)
        {
            await _product.Set($"/api/campaigns/{work.CampaignId}", new { queueLimit = n });
        }

        var (seen, cursor) = (new List<string?>(), "");
        do
        {
            var page = await Audit($"target=campaign:{work.CampaignId}&limit=2&cursor={cursor}");
            seen.AddRange(page.Items.Where(i => i.Kind == "settings").Select(i => i.Changes[0].After));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["5", "4", "3", "2", "1"], seen);
    }

    [Fact]
    public async Task The_demos_own_settings_are_there_and_no_token_is()
    {
        using var admin = await _product.Client("admin");
        var text = await admin.GetStringAsync("/api/audit?target=campaign:soporte&limit=200");
        Assert.Contains("pageToken", text, StringComparison.Ordinal);
        Assert.Contains("***", text, StringComparison.Ordinal);
        var created = (await Audit("target=campaign:soporte&limit=200")).Items.Single(i => i.Kind == "created");
        Assert.Equal("***", created.Changes.Single(c => c.Field == "pageToken").After);
        Assert.Null(created.User);
        Assert.Equal("Soporte", created.TargetName);
    }

    [Fact]
    public async Task It_is_exported_and_no_cell_is_a_formula()
    {
        var work = await Workplace.Open(_product);
        await _product.Set($"/api/campaigns/{work.CampaignId}", new { name = "=SUM(1)" });
        await _product.Set($"/api/campaigns/{work.CampaignId}", new { name = "@Otra, \"campaña\"" });
        using var admin = await _product.Client("admin");
        using var csv = await admin.GetAsync($"/api/audit/export?format=csv&user=admin&target=campaign:{work.CampaignId}", TestContext.Current.CancellationToken);
        Assert.Equal("audit.csv", csv.Content.Headers.ContentDisposition?.FileName);
        var lines = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("at,userName,displayName,target,targetName,kind,field,before,after", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.Contains("'=SUM(1)", lines[1], StringComparison.Ordinal);
        Assert.Contains("'@Otra, \"\"campaña\"\"", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines.SelectMany(line => line.Split(',')), cell => cell.TrimStart('"') is ['=' or '+' or '-' or '@', ..]);

        var text = await admin.GetStringAsync($"/api/audit/export?user=admin&target=campaign:{work.CampaignId}", TestContext.Current.CancellationToken);
        var saves = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonSerializer.Deserialize<AuditItem>(line, System.Text.Json.JsonSerializerOptions.Web)!).ToArray();
        Assert.Equal(["@Otra, \"campaña\"", "=SUM(1)"], saves.Select(s => s.Changes[0].After));
        using var wrong = await admin.GetAsync("/api/audit/export?format=xml&from=ayer", TestContext.Current.CancellationToken);
        Assert.Equal(["format", "from"], (await AnsweredProblem.Of(wrong)).Errors!.Keys.Order());
    }

    [Theory]
    [InlineData("from=ayer", "from")]
    [InlineData("to=2026-13-01", "to")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("target=soporte", "target")]
    public async Task A_wrong_query_is_named(string query, string field)
    {
        using var admin = await _product.Client("admin");
        using var reply = await admin.GetAsync("/api/audit?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal([field], (await AnsweredProblem.Of(reply)).Errors!.Keys);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("sofia")]
    public async Task Only_administrators_read_it(string userName)
    {
        using var caller = await _product.Client(userName);
        using var reply = await caller.GetAsync("/api/audit");
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }
}
