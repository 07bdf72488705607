using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Messenger.Meta;

/// <summary>One answer of Graph, read whole.</summary>
/// <param name="Json">Null when the body is not JSON, as the HTML of an edge server.</param>
/// <param name="Hint">Meta's own word on how long to wait; null when it gave none.</param>
internal sealed record GraphAnswer(JsonElement? Json, TimeSpan? Hint)
{
    /// <summary>Graph's answers to these calls have some hundred bytes; more than this is not one of them.</summary>
    private const int MaxBytes = 1 << 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public GraphError? Error { get; } = Json is { } json ? GraphError.Read(json) : null;

    /// <exception cref="HttpRequestException">The answer broke off.</exception>
    public static async Task<GraphAnswer> Read(HttpResponseMessage response, CancellationToken ct)
    {
        await response.Content.LoadIntoBufferAsync(MaxBytes, ct);
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        return new(Parse(body), HintOf(response));
    }

    private static JsonElement? Parse(byte[] body)
    {
        if (!Utf8.IsValid(body))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? HintOf(HttpResponseMessage response)
    {
        var hint = response.Headers.RetryAfter?.Delta ?? UsageHint(response);
        return hint > LongestWait ? LongestWait : hint;
    }

    /// <summary>X-Business-Use-Case-Usage is JSON by business id, each a list with the minutes until calls work again.</summary>
    private static TimeSpan? UsageHint(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("X-Business-Use-Case-Usage", out var values))
        {
            return null;
        }

        const string Name = "\"estimated_time_to_regain_access\":";
        var longest = 0;
        foreach (var value in values)
        {
            for (var at = value.IndexOf(Name, StringComparison.Ordinal); at >= 0; at = value.IndexOf(Name, at + 1, StringComparison.Ordinal))
            {
                var rest = value.AsSpan(at + Name.Length).TrimStart();
                var digits = rest.IndexOfAnyExceptInRange('0', '9');
                if (int.TryParse(digits < 0 ? rest : rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
                {
                    longest = Math.Max(longest, Math.Min(minutes, 60));
                }
            }
        }

        return longest > 0 ? TimeSpan.FromMinutes(longest) : null;
    }
}
