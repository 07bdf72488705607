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
        var fields = new[] { "enabled", "id", "name", "openNow", "pageId", "pageName", "token", "type" };
        Assert.All(items.Values, item => Assert.Equal(fields, item.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)));

        Assert.Equal(
            """{"id":"soporte","name":"Soporte","type":"messenger","pageId":"100000000000001","pageName":"Tienda Ñandú","enabled":true,"openNow":true,"token":"valid"}""",
            Plain(items["soporte"]));
        Assert.Equal(
            """{"id":"telefonia","name":"Telefonía","type":"voice","pageId":null,"pageName":null,"enabled":true,"openNow":true,"token":"none"}""",
            Plain(items["telefonia"]));
    }

    [Fact]
    public async Task Agents_see_their_own()
    {
        var work = await Workplace.Open(_product);
        using var eva = await _product.Client(await work.Agent("eva"));
        var own = Assert.Single((await eva.GetFromJsonAsync<CampaignList>("/api/desk/campaigns", TestContext.Current.CancellationToken))!.Items);
        Assert.Equal((work.CampaignId, work.PageId, true, "none"), (own.Id, own.PageId, own.OpenNow, own.Token));
        using var ana = await _product.Client("ana");
        var list = (await ana.GetFromJsonAsync<CampaignList>("/api/desk/campaigns", TestContext.Current.CancellationToken))!;
        Assert.Equal(["soporte", "telefonia"], list.Items.Select(item => item.Id).Order());
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

    private static string Plain(JsonElement item) => JsonSerializer.Serialize(item, Readable);
}
