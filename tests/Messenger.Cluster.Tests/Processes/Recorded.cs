using System.Net.Http.Headers;
using System.Text.Json;
using Messenger.Domain.Http;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>What the product kept, read as a supervisor reads it.</summary>
internal static class Recorded
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<RecordingMessage>> Messages(ProductProcess product)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/recordings/export");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Desk.Token(product.Http, "sofia"));
        using var reply = await product.Http.SendAsync(request);
        reply.EnsureSuccessStatusCode();
        var text = await reply.Content.ReadAsStringAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<RecordingMessage>(line, Json)!)];
    }
}
