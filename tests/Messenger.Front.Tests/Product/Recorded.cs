using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Product;

/// <summary>What the product kept, read the way a supervisor reads it.</summary>
public static class Recorded
{
    /// <summary>Every recorded message of a campaign, by time; without a campaign those of all.</summary>
    public static async Task<IReadOnlyList<RecordingMessage>> Messages(this RunningProduct product, string? campaignId = null)
    {
        using var sofia = await product.Client("sofia");
        var lines = await sofia.GetStringAsync("/api/recordings/export?format=ndjson" + (campaignId is null ? "" : $"&campaign={campaignId}"));
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<RecordingMessage>(line, HubClient.Json)!)];
    }

    /// <summary>Messages and events of one interaction.</summary>
    public static async Task<IReadOnlyList<RecordingMessage>> Recording(this RunningProduct product, string interactionId)
    {
        using var sofia = await product.Client("sofia");
        return (await sofia.GetFromJsonAsync<RecordingMessages>($"/api/recordings/{interactionId}/messages?after=0"))!.Items;
    }

    public static async Task<RecordingList> Recordings(this RunningProduct product, string query)
    {
        using var sofia = await product.Client("sofia");
        return (await sofia.GetFromJsonAsync<RecordingList>("/api/recordings?" + query))!;
    }

    /// <summary>What of a Page was kept aside, the newest first.</summary>
    public static async Task<IReadOnlyList<KeptItem>> Aside(this RunningProduct product, string pageId) =>
        [.. (await product.Services.GetRequiredService<KeptAside>().Recent(10_000)).Where(item => item.PageId == pageId)];
}
