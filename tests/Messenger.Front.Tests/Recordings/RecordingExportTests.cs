using System.Text;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Front.Recordings;
using Xunit;

namespace Messenger.Front.Tests.Recordings;

public sealed class RecordingExportTests
{
    [Fact]
    public async Task A_text_like_a_formula_is_only_text_in_csv()
    {
        using var body = new MemoryStream();
        await RecordingExport.Csv(Messages("=1+1", "línea\r\n\"dos\""), body, TestContext.Current.CancellationToken);
        var csv = Encoding.UTF8.GetString(body.ToArray()).TrimStart('\uFEFF');
        Assert.StartsWith("mid,interactionId,campaignId,customerId,seq,direction,at,text,attachments,state,author\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("'=1+1", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=1+1", csv, StringComparison.Ordinal);
        Assert.Contains("\"línea\r\n\"\"dos\"\"\"", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ndjson_is_one_object_per_line()
    {
        using var body = new MemoryStream();
        await RecordingExport.NdJson(Messages("uno", "dos\ntres"), body, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(body.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["uno", "dos\ntres"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()));
    }

    [Fact]
    public void All_faults_of_a_query_are_named_at_once()
    {
        var query = new QueryText();
        query.Instant("from", "yesterday");
        query.OneOf("status", "asleep", "waiting");
        query.Number("limit", "0", 50);
        query.Position("after", "-1");
        query.Cursor("cursor", "???", isOurs: _ => false);
        Assert.Equal(["after", "cursor", "from", "limit", "status"], query.Faults.Keys.Order());
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-3)), new QueryText().Instant("from", "2026-01-02T03:04:05-03:00"));
    }

    private static async IAsyncEnumerable<RecordingMessage> Messages(params string[] texts)
    {
        await Task.CompletedTask;
        foreach (var text in texts)
        {
            yield return new RecordingMessage("m1", "1-2-1", "c", "2", 1, "in", DateTimeOffset.UnixEpoch, text, [], "received", null);
        }
    }
}
