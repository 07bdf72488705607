using System.Text.Json;
using System.Text.Unicode;

namespace Messenger.Meta;

/// <summary>One answer of Graph, read whole.</summary>
/// <param name="Json">Null when the body is not JSON, as the HTML of an edge server.</param>
/// <param name="Hint">Meta's own word on how long to wait; null when it gave none.</param>
internal sealed record GraphAnswer(JsonElement? Json, TimeSpan? Hint)
{
    /// <summary>A page of a hundred Pages or messages has some hundred thousand bytes; more than this is not an answer to these calls.</summary>
    private const int MaxBytes = 1 << 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public GraphError? Error { get; } = Json is { } json ? GraphError.Read(json) : null;

    /// <exception cref="HttpRequestException">The answer broke off.</exception>
    public static async Task<GraphAnswer> Read(HttpResponseMessage response, UsageReport usage, CancellationToken ct)
    {
        await response.Content.LoadIntoBufferAsync(MaxBytes, ct);
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        var hint = response.Headers.RetryAfter?.Delta ?? usage.RegainAccess;
        return new(Parse(body), hint > LongestWait ? LongestWait : hint);
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
}
