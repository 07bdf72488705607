using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Campaigns;

/// <summary>A campaign's settings over REST: read, changed, refused field by field, and never overwritten unseen.</summary>
[Collection(ProductCollection.Name)]
public sealed class CampaignSettingsTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    private Task<(JsonElement Settings, string Tag)> Read(string campaignId) => _product.Read($"/api/campaigns/{campaignId}");

    private Task<HttpResponseMessage> Change(string campaignId, object edit, string? tag, string by = "admin") =>
        _product.Change($"/api/campaigns/{campaignId}", edit, tag, by);

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

        using var closed = await Change(work.CampaignId, new { schedule = Array.Empty<object>(), eligibility = "omni", distribution = "rrmemory", queueLimit = 7, abandonment = "close" }, tag);
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        var psid = work.Customer();
        await work.Webhook.Write(psid, "Hola, ¿están abiertos?");
        await Eventually.Is(() => _product.Recording(work.InteractionOf(psid)), m => m.Any(x => x.Direction == "auto"), "he is told that it is closed");
        Assert.Equal("outOfHours", (await _product.Recordings($"campaign={work.CampaignId}")).Items.Single().Status);

        var (after, second) = await Read(work.CampaignId);
        Assert.Equal(closed.Headers.ETag!.Tag, second);
        Assert.Equal(("omni", "rrmemory", 7, 3), (after.GetProperty("eligibility").GetString(), after.GetProperty("distribution").GetString(), after.GetProperty("queueLimit").GetInt32(), after.GetProperty("maxPerAgent").GetInt32()));
        Assert.Equal(("count", "close"), (before.GetProperty("abandonment").GetString(), after.GetProperty("abandonment").GetString()));
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
                serviceLevelTarget = 101,
                pageName = "https://www.facebook.com/tienda",
                cannedResponses = new[] { new { title = "", shortcut = "a", text = "A" } },
                abandonment = "forget",
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
                "abandonment", "abandonmentSeconds", "cannedResponses[0].title", "connectionGraceSeconds", "defaultLanguage", "distribution", "eligibility", "maxPerAgent", "name", "outOfHours", "overflow",
                "pageName", "priority", "queueLimit", "schedule", "serviceLevelSeconds", "serviceLevelTarget", "texts.outOfHours.es", "timeZone",
            ],
            errors);
        Assert.Equal(tag, (await Read(work.CampaignId)).Tag);
    }

    [Theory]
    [InlineData("""{"maxPerAgent":"muchas"}""", "maxPerAgent")]
    [InlineData("""{"maxPerAgent":2.5}""", "maxPerAgent")]
    [InlineData("""{"maxPerAgent":1e40}""", "maxPerAgent")]
    [InlineData("""{"maxPerAgent":true}""", "maxPerAgent")]
    [InlineData("""{"name":{"es":"x"}}""", "name")]
    [InlineData("""{"schedule":"siempre"}""", "schedule")]
    [InlineData("""{"schedule":[{"days":["monday"],"from":9,"to":"18:00"}]}""", "schedule[0].from")]
    [InlineData("""{"texts":{"welcome":{"es":7}}}""", "texts.welcome.es")]
    [InlineData("""{"name":"\ud800"}""", "name")]
    [InlineData("""[]""", null)]
    [InlineData("nada", null)]
    [InlineData("", null)]
    public async Task What_is_no_number_no_text_or_no_json_is_refused_and_its_field_is_named(string body, string? field)
    {
        var work = await Workplace.Open(_product);
        var (before, tag) = await Read(work.CampaignId);
        using var admin = await _product.Client("admin");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/campaigns/{work.CampaignId}") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var reply = await admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var problem = await AnsweredProblem.Of(reply);
        Assert.Equal((400, field), (problem.Status, problem.Faults?.Keys.Single()));
        Assert.Equal(field is null ? null : FaultCode.Unreadable, problem.Faults?.Values.Single().Code);
        var (after, same) = await Read(work.CampaignId);
        Assert.Equal((before.GetRawText(), tag), (after.GetRawText(), same));
    }

    [Fact]
    public async Task Ten_megabytes_in_a_field_are_refused_field_by_field()
    {
        var work = await Workplace.Open(_product);
        var (_, tag) = await Read(work.CampaignId);
        var huge = new string('x', 10 * 1024 * 1024);
        foreach (var (edit, field) in new (object, string)[]
        {
            (new { name = huge }, "name"), (new { pageName = huge }, "pageName"), (new { timeZone = huge }, "timeZone"), (new { overflow = huge }, "overflow"),
            (new { texts = new { welcome = new { es = huge } } }, "texts.welcome.es"), (new { cannedResponses = new[] { new { title = "A", shortcut = "a", text = huge } } }, "cannedResponses[0].text"),
        })
        {
            using var reply = await Change(work.CampaignId, edit, tag);
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            Assert.Equal([field], (await AnsweredProblem.Of(reply)).Faults!.Keys);
        }

        Assert.Equal(tag, (await Read(work.CampaignId)).Tag);
    }

    [Fact]
    public async Task What_is_typed_comes_back_letter_by_letter()
    {
        var work = await Workplace.Open(_product);
        var odd = "<script>alert(1)</script> متجر דואר 👩‍👩‍👧 \u202eabc";
        var saved = await _product.Set($"/api/campaigns/{work.CampaignId}", new { pageName = " " + odd, serviceLevelTarget = 95, texts = new { goodbye = new { es = odd + "\n" } } });
        var (read, _) = await Read(work.CampaignId);
        Assert.Equal(saved.GetRawText(), read.GetRawText());
        Assert.Equal((" " + odd, 95, odd + "\n", ""), (
            read.GetProperty("pageName").GetString(), read.GetProperty("serviceLevelTarget").GetInt32(), read.GetProperty("texts").GetProperty("goodbye").GetProperty("es").GetString(),
            read.GetProperty("texts").GetProperty("welcome").GetProperty("en").GetString()));
        Assert.NotEmpty(read.GetProperty("texts").GetProperty("queueFull").GetProperty("pt").GetString()!);
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

    [Fact]
    public async Task Who_is_about_to_enable_it_reads_how_many_wrote_meanwhile()
    {
        var work = await Workplace.Open(_product);
        var (before, tag) = await Read(work.CampaignId);
        Assert.Equal((work.CampaignId, "messenger", work.PageId, 0), (
            before.GetProperty("id").GetString(), before.GetProperty("type").GetString(), before.GetProperty("pageId").GetString(), before.GetProperty("recordedMeanwhile").GetInt32()));
        using var off = await Change(work.CampaignId, new { enabled = false }, tag);
        var (first, second) = (work.Customer(), work.Customer());
        await work.Webhook.Write(first, "hola");
        await work.Webhook.Write(second, "hola");
        var (asked, next) = await Eventually.Is(() => Read(work.CampaignId), r => r.Settings.GetProperty("recordedMeanwhile").GetInt32() == 2, "two are recorded");
        Assert.Equal(off.Headers.ETag!.Tag, next);

        using var on = await Change(work.CampaignId, new { enabled = true, queueRecorded = true }, next);
        Assert.Equal(0, (await on.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recordedMeanwhile").GetInt32());
        Assert.Equal(2, (await _product.Recordings($"campaign={work.CampaignId}&status=waiting")).Items.Count);
    }
}
