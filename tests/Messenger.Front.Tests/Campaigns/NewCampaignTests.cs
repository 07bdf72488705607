using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Campaigns;

/// <summary>Campaigns that an administrator creates over REST.</summary>
[Collection(ProductCollection.Name)]
public sealed class NewCampaignTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Theory]
    [InlineData("messenger", "Ventas de Uruguay")]
    [InlineData("voice", "Voz de Uruguay")]
    public async Task It_is_there_under_an_id_of_its_own_with_defaults_for_what_was_left_out(string type, string name)
    {
        using var reply = await _product.Create(new { name, type, maxPerAgent = 7 });
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        var created = await reply.Content.ReadFromJsonAsync<JsonElement>();
        var id = created.GetProperty("id").GetString();
        Assert.Equal($"/api/campaigns/{id}", reply.Headers.Location!.OriginalString);

        var (read, tag) = await _product.Read($"/api/campaigns/{id}");
        Assert.Equal(reply.Headers.ETag!.Tag, tag);
        Assert.Equal((name, type, 7, 0, true), (
            read.GetProperty("name").GetString(), read.GetProperty("type").GetString(), read.GetProperty("maxPerAgent").GetInt32(), read.GetProperty("queueLimit").GetInt32(),
            read.GetProperty("enabled").GetBoolean()));
        using var sofia = await _product.Client("sofia");
        Assert.Contains((await sofia.GetFromJsonAsync<CampaignList>("/api/campaigns"))!.Items, c => c.Id == id && c.Type == type && c.Name == name);
        Assert.Empty((await _product.Read($"/api/campaigns/{id}/members")).Body.GetProperty("items").EnumerateArray());

        using var again = await _product.Create(new { name = name.ToUpperInvariant(), type });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("/problems/taken", (await AnsweredProblem.Of(again)).Type);
    }

    [Fact]
    public async Task Each_wrong_field_is_named_and_so_is_a_missing_one()
    {
        using var reply = await _product.Create(new { type = "fax", maxPerAgent = 0 });
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var problem = await AnsweredProblem.Of(reply);
        Assert.Equal("/problems/validation", problem.Type);
        Assert.Equal(["maxPerAgent", "name", "type"], problem.Errors!.Keys.Order());
        Assert.Equal("a whole number from 1 to 50", Assert.Single(problem.Errors["maxPerAgent"]));
        var word = problem.Faults!["maxPerAgent"];
        Assert.Equal((FaultCode.Number, "1", "50"), (word.Code, word.Args[0], word.Args[1]));
        using var hidden = await _product.Create(new { type = "voice", name = "a\u0000b" });
        Assert.Equal(["name"], (await AnsweredProblem.Of(hidden)).Errors!.Keys);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("sofia")]
    public async Task Only_administrators_create_one(string userName)
    {
        using var reply = await _product.Create(new { name = "De nadie", type = "voice" }, by: userName);
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }
}
