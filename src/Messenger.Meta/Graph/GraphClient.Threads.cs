using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Who may write in a thread.</summary>
public sealed partial class GraphClient
{
    /// <summary>Gives the thread to another app.</summary>
    /// <param name="metadata">Told to that app; null = nothing.</param>
    public Task<GraphResult<Confirmed>> PassThread(string pageToken, string pageId, string psid, string targetAppId, string? metadata, CancellationToken ct) =>
        Control(pageToken, pageId, psid, "pass_thread_control", targetAppId, metadata, ct);

    /// <summary>Takes the thread from the app that has it; for the default app only.</summary>
    public Task<GraphResult<Confirmed>> TakeThread(string pageToken, string pageId, string psid, string? metadata, CancellationToken ct) =>
        Control(pageToken, pageId, psid, "take_thread_control", null, metadata, ct);

    /// <summary>Asks the app that has the thread for it.</summary>
    public Task<GraphResult<Confirmed>> RequestThread(string pageToken, string pageId, string psid, string? metadata, CancellationToken ct) =>
        Control(pageToken, pageId, psid, "request_thread_control", null, metadata, ct);

    /// <summary>Lets go of the thread: it is idle then.</summary>
    public Task<GraphResult<Confirmed>> ReleaseThread(string pageToken, string pageId, string psid, string? metadata, CancellationToken ct) =>
        Control(pageToken, pageId, psid, "release_thread_control", null, metadata, ct);

    /// <summary>Which app has the thread.</summary>
    public async Task<GraphResult<ThreadOwner>> OwnerOfThread(string pageToken, string pageId, string psid, CancellationToken ct)
    {
        var result = await transport.Call(
            GraphRequest.To(HttpMethod.Get, options, $"{GraphRequest.Part(pageId)}/thread_owner", pageToken, null, ("recipient", psid)), pageId, mayRepeat: true, ct);
        return result.Then(json => GraphList.Items(json) is { } items ? OwnerOf(items) : null);
    }

    /// <summary>Not repeated: another app may have got the thread in between, and would lose it to the repetition.</summary>
    private async Task<GraphResult<Confirmed>> Control(
        string pageToken, string pageId, string psid, string step, string? targetAppId, string? metadata, CancellationToken ct)
    {
        var fields = new List<KeyValuePair<string, string>> { new("recipient", $"{{\"id\":\"{JsonEncodedText.Encode(psid)}\"}}") };
        if (targetAppId is not null)
        {
            fields.Add(new("target_app_id", targetAppId));
        }

        if (metadata is not null)
        {
            fields.Add(new("metadata", metadata));
        }

        var result = await transport.Call(
            GraphRequest.To(HttpMethod.Post, options, $"{GraphRequest.Part(pageId)}/{step}", pageToken, new FormUrlEncodedContent(fields)),
            null, mayRepeat: false, ct);
        return result.Then(Confirmed.Read);
    }

    private static ThreadOwner OwnerOf(IReadOnlyList<JsonElement> items) =>
        items.Count > 0 && JsonText.Find(items[0], "thread_owner"u8) is { } owner
            ? new(JsonText.TextOrNumber(JsonText.Find(owner, "app_id"u8)), MetaTime.Read(JsonText.Find(owner, "expiration"u8)))
            : new(null, null);
}

/// <summary>Who has a thread.</summary>
/// <param name="AppId">Null = nobody: it is idle.</param>
/// <param name="Until">When the right lapses; null when Meta does not say.</param>
public sealed record ThreadOwner(string? AppId, DateTimeOffset? Until);

/// <summary>Meta said that it did it.</summary>
public sealed record Confirmed
{
    /// <summary>Null when the answer does not say so; Meta's true is sometimes the text "true".</summary>
    internal static Confirmed? Read(JsonElement answer) => JsonText.IsTrue(JsonText.Find(answer, "success"u8)) ? new() : null;
}
