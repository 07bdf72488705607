using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Messenger.Meta;

/// <summary>How much of Meta's allowance is used, in percent; the calls fail from 100 on.</summary>
/// <param name="Calls">Of the number of calls.</param>
/// <param name="Time">Of the total time.</param>
/// <param name="CpuTime">Of the processor time.</param>
public readonly record struct Usage(int Calls, int Time, int CpuTime)
{
    /// <summary>The fullest of the three.</summary>
    public int Percent => Math.Max(Calls, Math.Max(Time, CpuTime));
}

/// <summary>One line of a Page's usage.</summary>
/// <param name="PageId">Whose it is, in Meta's words the business object.</param>
/// <param name="Type">Meta's word, as in <c>messenger</c>, <c>pages</c>.</param>
/// <param name="RegainAccess">Until calls of this type work again; zero while they do. Meta counts in minutes; an hour at most is believed.</param>
public sealed record PageUsage(string PageId, string Type, Usage Used, TimeSpan RegainAccess);

/// <summary>The usage headers of one answer. They can be absent while little is used, and whatever is in them does no harm.</summary>
/// <param name="App">Null when the header is absent or cannot be read.</param>
internal sealed record UsageReport(Usage? App, IReadOnlyList<PageUsage> Pages)
{
    private const int LongestMinutes = 60;

    /// <summary>Meta's own longest word on when to come back; null when it gave none.</summary>
    public TimeSpan? RegainAccess =>
        Pages.Count > 0 && Pages.Max(page => page.RegainAccess) is var longest && longest > TimeSpan.Zero ? longest : null;

    public static UsageReport Read(HttpResponseMessage response)
    {
        Usage? app = null;
        foreach (var json in Values(response, "X-App-Usage"))
        {
            app = UsageOf(json);
        }

        return new(app, [.. Values(response, "X-Business-Use-Case-Usage").SelectMany(PagesOf)]);
    }

    private static IEnumerable<JsonElement> Values(HttpResponseMessage response, string header)
    {
        if (!response.Headers.TryGetValues(header, out var values))
        {
            yield break;
        }

        foreach (var value in values)
        {
            if (Parse(value) is { ValueKind: JsonValueKind.Object } json)
            {
                yield return json;
            }
        }
    }

    private static IEnumerable<PageUsage> PagesOf(JsonElement byPage) =>
        from page in byPage.EnumerateObject()
        where page.Value.ValueKind == JsonValueKind.Array
        from line in page.Value.EnumerateArray()
        where line.ValueKind == JsonValueKind.Object
        select new PageUsage(
            JsonText.NameOf(page), JsonText.TextOf(line, "type"u8) ?? "", UsageOf(line),
            TimeSpan.FromMinutes(Math.Min(Minutes(line), LongestMinutes)));

    private static Usage UsageOf(JsonElement owner) => new(
        Number(owner, "call_count"u8, int.MaxValue), Number(owner, "total_time"u8, int.MaxValue), Number(owner, "total_cputime"u8, int.MaxValue));

    private static int Number(JsonElement owner, ReadOnlySpan<byte> name, int most) =>
        (int)Math.Clamp(JsonText.Whole(JsonText.Find(owner, name)) ?? 0, 0, most);

    /// <summary>More than a week is no time that Meta would mean.</summary>
    private static int Minutes(JsonElement line) => Number(line, "estimated_time_to_regain_access"u8, int.MaxValue) is var minutes and <= 7 * 24 * 60 ? minutes : 0;

    private static JsonElement? Parse(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        if (!Utf8.IsValid(bytes))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
