using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Security;

namespace Messenger.Front.Tests.Campaigns;

/// <summary>Members and voice rosters over REST (R32, R33).</summary>
[Collection(ProductCollection.Name)]
public sealed class MemberTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    private static string Path(string campaignId) => $"/api/campaigns/{campaignId}/members";

    private static IEnumerable<(string? Name, int Penalty, string? Reason)> Items(JsonElement list) => list.GetProperty("items").EnumerateArray()
        .Select(m => (m.GetProperty("userName").GetString(), m.GetProperty("penalty").GetInt32(), m.GetProperty("reason").GetString()));

    [Fact]
    public async Task A_list_comes_back_as_it_was_set_in_its_order()
    {
        var work = await Workplace.Open(_product);
        var (one, two) = (await work.Agent("uno", "Uno Primero"), await work.Agent("dos"));
        var three = (await work.Person($"tres.{work.CampaignId}", "Tres", Roles.Agent)).UserName;
        var (before, tag) = await _product.Read(Path(work.CampaignId), by: "sofia");
        Assert.Equal([(one, 0, null), (two, 0, null)], Items(before));
        Assert.Equal("Uno Primero", before.GetProperty("items")[0].GetProperty("displayName").GetString());

        using var reply = await _product.Change(
            Path(work.CampaignId), new { items = new object[] { new { userName = three, penalty = 9 }, new { userName = one.ToUpperInvariant() } } }, tag);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var (after, newer) = await _product.Read(Path(work.CampaignId));
        Assert.Equal([(three, 9, "not-in-voice-campaign"), (one, 0, null)], Items(after));
        Assert.Equal(reply.Headers.ETag!.Tag, newer);
        Assert.NotEqual(tag, newer);

        // The same once more is no change.
        await _product.Set(Path(work.CampaignId), new { items = new object[] { new { userName = three, penalty = 9 }, new { userName = one } } });
        Assert.Equal(newer, (await _product.Read(Path(work.CampaignId))).Tag);
    }

    [Fact]
    public async Task The_second_of_two_editors_overwrites_nothing_and_nobody_else_may()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("solo");
        var (path, list) = (Path(work.CampaignId), new { items = new[] { new { userName = agent, penalty = 1 } } });
        var tag = (await _product.Read(path)).Tag;
        using var untagged = await _product.Change(path, list, null);
        using var first = await _product.Change(path, list, tag);
        using var second = await _product.Change(path, new { items = Array.Empty<object>() }, tag);
        Assert.Equal(
            (HttpStatusCode.PreconditionRequired, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (untagged.StatusCode, first.StatusCode, second.StatusCode));
        Assert.Equal("/problems/stale", (await AnsweredProblem.Of(second)).Type);
        Assert.Equal([(agent, 1, null)], Items((await _product.Read(path)).Body));
        foreach (var other in new[] { "ana", "sofia" })
        {
            using var refused = await _product.Change(path, list, tag, by: other);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var nowhere = await _product.Change(Path("ninguna"), list, tag);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    /// <summary>R32: he is asked for, and what is answered happens.</summary>
    [Theory]
    [InlineData("finish")]
    [InlineData("requeue")]
    public async Task Removing_who_has_a_chat_asks_what_becomes_of_it(string onRemoval)
    {
        var work = await Workplace.Open(_product);
        var (leaves, stays) = (await work.Agent("sale", "Sale Pronto"), await work.Agent("queda"));
        await using var desk = await _product.Connect(leaves);
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "Hola");
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));

        var (path, list) = (Path(work.CampaignId), new[] { new { userName = stays } });
        var tag = (await _product.Read(path)).Tag;
        using var asked = await _product.Change(path, new { items = list }, tag);
        using var problem = JsonDocument.Parse(await asked.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Conflict, "/problems/has-chats"), (asked.StatusCode, problem.RootElement.GetProperty("type").GetString()));
        var named = problem.RootElement.GetProperty("members")[0];
        Assert.Equal((leaves, "Sale Pronto", 1), (named.GetProperty("userName").GetString(), named.GetProperty("displayName").GetString(), named.GetProperty("chats").GetInt32()));
        Assert.Equal(tag, (await _product.Read(path)).Tag);
        using var unknown = await _product.Change(path, new { items = list, onRemoval = "fire" }, tag);
        Assert.Equal(["onRemoval"], (await AnsweredProblem.Of(unknown)).Errors!.Keys);

        using var reply = await _product.Change(path, new { items = list, onRemoval }, tag);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        await using var other = await _product.Connect(stays);
        await other.Desk();
        if (onRemoval == "requeue")
        {
            await desk.Saw<InteractionRemoved>("interaction.removed", removed => removed.InteractionId == work.InteractionOf(psid));
            await other.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
        }
        else
        {
            // He goes on with it, and the next one is not his.
            var next = work.Customer();
            await work.Webhook.Write(next, "Hola");
            await other.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(next));
            Assert.True((await desk.Do("SendText", work.InteractionOf(psid), "fin", "Con gusto")).Ok);
        }
    }

    [Fact]
    public async Task Everybody_who_can_be_a_member_is_listed_with_where_he_is_one()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("listado", "Listado");
        using var sofia = await _product.Client("sofia");
        var all = (await sofia.GetFromJsonAsync<AgentList>("/api/agents"))!.Items;
        Assert.Equal([work.VoiceId, work.CampaignId], all.Single(a => a.UserName == agent).CampaignIds);
        Assert.DoesNotContain(all, a => a.UserName == "sofia");
        using var ana = await _product.Client("ana");
        using var refused = await ana.GetAsync("/api/agents");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Each_wrong_entry_is_named_and_nothing_is_set()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("queda");
        var (path, tag) = (Path(work.CampaignId), (await _product.Read(Path(work.CampaignId))).Tag);
        using var reply = await _product.Change(
            path,
            new { items = new object[] { new { userName = agent }, new { userName = "nadie" }, new { userName = "sofia" }, new { userName = agent }, new { userName = "ana", penalty = 101 } } },
            tag);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var errors = (await AnsweredProblem.Of(reply)).Errors!;
        Assert.Equal(["items[1].userName", "items[2].userName", "items[3].userName", "items[4].penalty"], errors.Keys.Order());
        Assert.Contains("nadie", errors["items[1].userName"][0], StringComparison.Ordinal);
        using var missing = await _product.Change(path, new { }, tag);
        Assert.Equal(["items"], (await AnsweredProblem.Of(missing)).Errors!.Keys);
        Assert.Equal(tag, (await _product.Read(path)).Tag);
    }

    /// <summary>R33: skipped by the voice rule although he has room; named in a roster, he is served while the customer still waits.</summary>
    [Fact]
    public async Task Who_is_in_no_voice_campaign_receives_nothing_until_a_roster_names_him()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("mudo", inVoice: false);
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "¿Hay alguien?");
        await Eventually.Is(
            () => _product.Recordings($"campaign={work.CampaignId}"), list => list.Items is [{ Status: "waiting" }], "the customer waits");
        Assert.Equal([(agent, 0, "not-in-voice-campaign")], Items((await _product.Read(Path(work.CampaignId))).Body));

        var roster = await _product.Set(Path(work.VoiceId), new { items = new[] { new { userName = agent } } });
        Assert.Equal([(agent, 0, null)], Items(roster));
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
        Assert.Equal([(agent, 0, null)], Items((await _product.Read(Path(work.CampaignId))).Body));
    }
}
