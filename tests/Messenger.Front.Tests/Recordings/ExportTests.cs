using System.Net;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Recordings;

/// <summary>GET /api/recordings/export, one line per message.</summary>
[Collection(ProductCollection.Name)]
public sealed class ExportTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task Ndjson_has_a_line_per_message_with_the_promised_fields()
    {
        var work = await Workplace.Open(_product);
        var psid = work.Customer();
        var mid = SignedWebhook.NewMid();
        await work.Webhook.Write(psid, "línea uno\nlínea dos \u2028 😀", mid);
        using var reply = await Get($"campaign={work.CampaignId}");
        Assert.Equal("application/x-ndjson", reply.Content.Headers.ContentType!.MediaType);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var line = JsonDocument.Parse(Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal(mid, line.GetProperty("mid").GetString());
        Assert.Equal(work.InteractionOf(psid), line.GetProperty("interactionId").GetString());
        Assert.Equal(work.CampaignId, line.GetProperty("campaignId").GetString());
        Assert.Equal(psid, line.GetProperty("customerId").GetString());
        Assert.Equal(1, line.GetProperty("seq").GetInt64());
        Assert.Equal("in", line.GetProperty("direction").GetString());
        Assert.InRange(line.GetProperty("at").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal("línea uno\nlínea dos \u2028 😀", line.GetProperty("text").GetString());
        Assert.Equal("received", line.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Csv_is_one_record_per_message_and_runs_nothing_in_a_spreadsheet()
    {
        var work = await Workplace.Open(_product);
        string[] texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://evil.example\";\"x\")", "a,b;\"c\"\nd", "¿Ñandú? 😀", "|cmd"];
        var psid = work.Customer();
        await work.Webhook.Deliver(work.Webhook.Body(texts.Select((t, n) => work.Webhook.Message(psid, t, at: DateTimeOffset.UtcNow.AddSeconds(n - 60)))));
        using var reply = await Get($"campaign={work.CampaignId}&format=csv");
        Assert.Equal("text/csv", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal("messages.csv", reply.Content.Headers.ContentDisposition!.FileName);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var records = Records(text.TrimStart('\uFEFF'));
        Assert.Equal(["mid", "interactionId", "campaignId", "customerId", "seq", "direction", "at", "text", "attachments", "state", "author"], records[0]);
        Assert.Equal(texts.Length + 1, records.Count);
        foreach (var (record, original) in records.Skip(1).Zip(texts))
        {
            Assert.Equal(records[0].Length, record.Length);
            Assert.DoesNotContain(record, field => field.Length > 0 && "=+-@\t\r".Contains(field[0], StringComparison.Ordinal));
            Assert.EndsWith(original.TrimStart('\t', '\r'), record[7], StringComparison.Ordinal);
            Assert.True(DateTimeOffset.TryParse(record[6], System.Globalization.CultureInfo.InvariantCulture, out _));
        }
    }

    [Fact]
    public async Task A_span_and_a_campaign_restrict_it()
    {
        var work = await Workplace.Open(_product);
        var other = await Workplace.Open(_product);
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        foreach (var hour in new[] { -1, 0, 1 })
        {
            await work.Webhook.Write(work.Customer(), $"hour {hour}", at: noon.AddHours(hour));
        }

        await other.Webhook.Write(other.Customer(), "elsewhere", at: noon);
        Assert.Equal(["hour 0"], await Texts($"campaign={work.CampaignId}&from=2026-03-01T12:00:00Z&to=2026-03-01T13:00:00Z"));
        Assert.Equal(["hour 0", "hour 1"], await Texts($"campaign={work.CampaignId}&from=2026-03-01T09:00:00-03:00"));
        Assert.Equal(["hour -1"], await Texts($"campaign={work.CampaignId}&to=2026-03-01T12:00:00Z"));
        Assert.Equal(["elsewhere", "hour 0"], (await Texts("from=2026-03-01T12:00:00Z&to=2026-03-01T12:00:01Z")).Order());
        Assert.Empty(await Texts("campaign=none"));
    }

    [Fact]
    public async Task More_than_one_reading_is_complete_and_in_order()
    {
        const int Count = 2_300;
        var work = await Workplace.Open(_product);
        var start = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
        for (var n = 0; n < Count; n += 100)
        {
            // Many share an instant, also across the borders of what is read at once.
            await work.Webhook.Deliver(work.Webhook.Body(Enumerable.Range(n, 100).Select(i =>
                work.Webhook.Message(work.Customer(), $"{i}", at: start.AddSeconds(i / 700)))));
        }

        var texts = await Texts($"campaign={work.CampaignId}");
        Assert.Equal(Count, texts.Count);
        Assert.Equal(Count, texts.Distinct().Count());
        var times = (await _product.Messages(work.CampaignId)).Select(m => m.At).ToArray();
        Assert.Equal(times.Order(), times);
    }

    [Theory]
    [InlineData("format=xml", "format")]
    [InlineData("format=CSV", "format")]
    [InlineData("from=x&to=y&format=z", "format", "from", "to")]
    public async Task A_bad_query_names_its_fields(string query, params string[] fields)
    {
        using var reply = await Get(query);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(fields, (await AnsweredProblem.Of(reply)).Errors!.Keys.Order());
    }

    private async Task<HttpResponseMessage> Get(string query)
    {
        using var sofia = await _product.Client("sofia");
        return await sofia.GetAsync("/api/recordings/export?" + query);
    }

    private async Task<IReadOnlyList<string?>> Texts(string query)
    {
        using var reply = await Get(query);
        var lines = (await reply.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => JsonSerializer.Deserialize<RecordingMessage>(line, HubClient.Json)!.Text)];
    }

    /// <summary>RFC 4180, read by hand so that the writer does not judge itself.</summary>
    private static List<string[]> Records(string text)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(text[i++]);
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && text[i] is ',' or '\n' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
                if (text[i] == '\n')
                {
                    records.Add([.. fields]);
                    fields.Clear();
                }
            }
            else if (quoted || text[i] != '\r')
            {
                field.Append(text[i]);
            }
        }

        return records;
    }
}
