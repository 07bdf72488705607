using System.Net.Http.Json;
using System.Text.Json;

namespace Messenger.Front.Tests.Product;

/// <summary>Reads and changes what carries an ETag, as an administrator unless somebody else is named.</summary>
public static class Edited
{
    public static async Task<(JsonElement Body, string Tag)> Read(this RunningProduct product, string path, string by = "admin")
    {
        using var caller = await product.Client(by);
        using var reply = await caller.GetAsync(path);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(), reply.Headers.ETag!.Tag);
    }

    /// <param name="tag">Null = without If-Match.</param>
    public static async Task<HttpResponseMessage> Change(this RunningProduct product, string path, object edit, string? tag, string by = "admin")
    {
        using var caller = await product.Client(by);
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(edit) };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return await caller.SendAsync(request);
    }

    /// <summary>Changes whatever version there is.</summary>
    public static async Task<JsonElement> Set(this RunningProduct product, string path, object edit)
    {
        using var reply = await product.Change(path, edit, (await product.Read(path)).Tag);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<HttpResponseMessage> Create(this RunningProduct product, object campaign, string by = "admin")
    {
        using var caller = await product.Client(by);
        return await caller.PostAsJsonAsync("/api/campaigns", campaign);
    }
}
