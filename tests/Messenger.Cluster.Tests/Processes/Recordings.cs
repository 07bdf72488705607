using System.Net.Http.Headers;
using System.Text.Json;
using Messenger.Domain.Http;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>What a supervisor exports.</summary>
internal static class Recordings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<RecordingMessage>> Export(HttpClient product)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/recordings/export");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Desk.Token(product, "sofia"));
        using var reply = await product.SendAsync(request);
        reply.EnsureSuccessStatusCode();
        var text = await reply.Content.ReadAsStringAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<RecordingMessage>(line, Json)!)];
    }
}
