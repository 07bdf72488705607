using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Campaigns;

/// <summary>A campaign's settings over REST: read, changed, refused field by field, and never overwritten unseen.</summary>
[Collection(ProductCollection.Name)]
public sealed class CampaignSettingsTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    private async Task<(JsonElement Settings, string Tag)> Read(string campaignId)
    {
        using var admin = await _product.Client("admin");
        using var reply = await admin.GetAsync($"/api/campaigns/{campaignId}");
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(), reply.Headers.ETag!.Tag);
    }

    private async Task<HttpResponseMessage> Change(string campaignId, object edit, string? tag, string by = "admin")
    {
        using var caller = await _product.Client(by);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/campaigns/{campaignId}") { Content = JsonContent.Create(edit) };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return await caller.SendAsync(request);
    }

    [Fact]
    public async Task What_is_changed_counts_at_once_and_what_is_left_out_stays()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("rest");
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        var (before, tag) = await Read(work.CampaignId);
        Assert.Equal(("nocall", "leastrecent", 3, 0), (before.GetProperty("eligibility").GetString(), before.GetProperty("distribution").GetString(), before.GetProperty("maxPerAgent").GetInt32(), before.GetProperty("queueLimit").GetInt32()));
        Assert.False(before.TryGetProperty("pageToken", out _));

        using var closed = await Change(work.CampaignId, new { schedule = Array.Empty<object>(), eligibility = "omni", distribution = "rrmemory", queueLimit = 7 }, tag);
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        var psid = work.Customer();
        await work.Webhook.Write(psid, "Hola, ¿están abiertos?");
        await Eventually.Is(() => _product.Recording(work.InteractionOf(psid)), m => m.Any(x => x.Direction == "auto"), "he is told that it is closed");
        Assert.Equal("outOfHours", (await _product.Recordings($"campaign={work.CampaignId}")).Items.Single().Status);

        var (after, second) = await Read(work.CampaignId);
        Assert.Equal(closed.Headers.ETag!.Tag, second);
        Assert.Equal(("omni", "rrmemory", 7, 3), (after.GetProperty("eligibility").GetString(), after.GetProperty("distribution").GetString(), after.GetProperty("queueLimit").GetInt32(), after.GetProperty("maxPerAgent").GetInt32()));
        string[] week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        using var open = await Change(work.CampaignId, new { schedule = new[] { new { days = week, from = "00:00", to = "24:00" } } }, second);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
    }

    [Fact]
    public async Task The_second_of_two_editors_overwrites_nothing()
    {
        var work = await Workplace.Open(_product);
        var (_, tag) = await Read(work.CampaignId);
        using var first = await Change(work.CampaignId, new { queueLimit = 1 }, tag);
        using var second = await Change(work.CampaignId, new { queueLimit = 2 }, tag);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (first.StatusCode, second.StatusCode));
        Assert.Equal("/problems/stale", (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
        Assert.Equal(1, (await Read(work.CampaignId)).Settings.GetProperty("queueLimit").GetInt32());
        using var untagged = await Change(work.CampaignId, new { queueLimit = 3 }, null);
        Assert.Equal(HttpStatusCode.PreconditionRequired, untagged.StatusCode);
    }

    [Fact]
    public async Task Each_wrong_field_is_named_and_nothing_is_saved()
    {
        var work = await Workplace.Open(_product);
        var (_, tag) = await Read(work.CampaignId);
        using var reply = await Change(
            work.CampaignId,
            new
            {
                name = " ",
                maxPerAgent = 0,
                queueLimit = -1,
                overflow = "drop",
                outOfHours = "sleep",
                eligibility = "anybody",
                distribution = "luck",
                priority = 11,
                timeZone = "Mars/Olympus",
                schedule = new[] { new { days = new[] { "lunes" }, from = "9:00", to = "25:00" } },
                serviceLevelSeconds = 0,
                abandonmentSeconds = 700_000,
                connectionGraceSeconds = 4_000,
                defaultLanguage = "fr",
                texts = new { outOfHours = new { es = new string('x', 1_901), en = "", pt = "" }, queueFull = new { es = "", en = "", pt = "" } },
            },
            tag);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var errors = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "abandonmentSeconds", "connectionGraceSeconds", "defaultLanguage", "distribution", "eligibility", "maxPerAgent", "name", "outOfHours", "overflow",
                "priority", "queueLimit", "schedule", "serviceLevelSeconds", "texts", "timeZone",
            ],
            errors);
        Assert.Equal(tag, (await Read(work.CampaignId)).Tag);
    }

    [Fact]
    public async Task Another_campaigns_name_is_refused_and_so_is_who_may_not()
    {
        var (one, other) = (await Workplace.Open(_product), await Workplace.Open(_product));
        var (settings, _) = await Read(other.CampaignId);
        var (_, tag) = await Read(one.CampaignId);
        using var taken = await Change(one.CampaignId, new { name = settings.GetProperty("name").GetString()!.ToUpperInvariant() }, tag);
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        using var sofia = await Change(one.CampaignId, new { queueLimit = 1 }, tag, by: "sofia");
        Assert.Equal(HttpStatusCode.Forbidden, sofia.StatusCode);
        using var nobody = await Change("ninguna", new { queueLimit = 1 }, "\"1\"");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }
}
