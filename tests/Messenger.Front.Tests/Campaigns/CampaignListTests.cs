using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Campaigns;

/// <summary>The lists of campaigns, field by field.</summary>
[Collection(ProductCollection.Name)]
public sealed class CampaignListTests(SharedProduct shared)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task Supervisors_see_all_campaigns()
    {
        using var sofia = await _product.Client("sofia");
        var list = await sofia.GetFromJsonAsync<JsonElement>("/api/campaigns", TestContext.Current.CancellationToken);
        Assert.Equal("items", Assert.Single(list.EnumerateObject()).Name);
        var items = list.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!);
        var fields = new[] { "enabled", "held", "id", "inactive", "members", "name", "openNow", "pageId", "pageName", "token", "tokenReason", "tokenSince", "type", "version", "waiting" };
        Assert.All(items.Values, item => Assert.Equal(fields, item.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)));

        Assert.Equal(
            """{"enabled":true,"id":"soporte","inactive":null,"members":3,"name":"Soporte","openNow":true,"pageId":"100000000000001","pageName":"Tienda Ñandú","token":"valid","type":"messenger"}""",
            Plain(items["soporte"]));
        Assert.Equal(
            """{"enabled":true,"id":"telefonia","inactive":null,"members":3,"name":"Telefonía","openNow":true,"pageId":null,"pageName":null,"token":"none","type":"voice"}""",
            Plain(items["telefonia"]));
    }

    [Fact]
    public async Task Agents_see_their_own()
    {
        var work = await Workplace.Open(_product);
        using var eva = await _product.Client(await work.Agent("eva"));
        var both = (await eva.GetFromJsonAsync<DeskCampaignList>("/api/desk/campaigns", TestContext.Current.CancellationToken))!.Items;
        Assert.Equal([work.VoiceId, work.CampaignId], both.Select(item => item.Id).Order(StringComparer.Ordinal));
        var own = both.Single(item => item.Id == work.CampaignId);
        Assert.Equal((work.CampaignId, work.PageId, true, "none"), (own.Id, own.PageId, own.OpenNow, own.Token));
        using var ana = await _product.Client("ana");
        var list = (await ana.GetFromJsonAsync<DeskCampaignList>("/api/desk/campaigns", TestContext.Current.CancellationToken))!;
        Assert.Equal(["soporte", "telefonia"], list.Items.Select(item => item.Id).Order());
    }

    [Fact]
    public async Task A_campaigns_own_canned_responses_reach_its_agents_and_nobody_elses()
    {
        var (work, other) = (await Workplace.Open(_product), await Workplace.Open(_product));
        var (eva, otro) = (await work.Agent("eva"), await other.Agent("otro"));
        await _product.Set(
            $"/api/campaigns/{work.CampaignId}",
            new { cannedResponses = new[] { new { title = "Envíos", shortcut = "envios", text = "Enviamos a todo el país, {{customer.name}}.", language = "es" } } });
        using var desk = await _product.Client(eva);
        var offered = (await desk.GetFromJsonAsync<DeskCampaignList>("/api/desk/campaigns", TestContext.Current.CancellationToken))!.Items;
        var response = Assert.Single(offered.Single(item => item.Id == work.CampaignId).CannedResponses);
        Assert.Equal(("envios", "Envíos", "envios", "es"), (response.Id, response.Title, response.Shortcut, response.Language));
        using var elsewhere = await _product.Client(otro);
        var others = (await elsewhere.GetFromJsonAsync<DeskCampaignList>("/api/desk/campaigns", TestContext.Current.CancellationToken))!.Items;
        Assert.All(others, item => Assert.Empty(item.CannedResponses));
    }

    [Fact]
    public async Task A_desk_is_told_what_it_may_offer()
    {
        using var ana = await _product.Client("ana");
        var configuration = (await ana.GetFromJsonAsync<ConfigurationView>("/api/configuration", TestContext.Current.CancellationToken))!;
        Assert.Equal(["Almuerzo", "Baño", "Capacitación", "Reunión"], configuration.Breaks.Select(kind => kind.Name).Order());
        Assert.Equal(3, configuration.Dispositions.Count);
        Assert.Equal(3, configuration.CannedResponses.Count);
    }

    /// <summary>Without what others of these tests change meanwhile.</summary>
    private static string Plain(JsonElement item) => JsonSerializer.Serialize(
        new SortedDictionary<string, JsonElement>(
            item.EnumerateObject().Where(p => p.Name is not ("waiting" or "held" or "version" or "tokenReason" or "tokenSince")).ToDictionary(p => p.Name, p => p.Value), StringComparer.Ordinal),
        Readable);
}
