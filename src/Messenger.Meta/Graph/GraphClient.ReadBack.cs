using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Reading a thread back: what was really sent (protocol section 5).</summary>
public sealed partial class GraphClient
{
    /// <summary>Pages of the thread looked at: with 25 messages each, more than can have come since an attempt of some minutes ago.</summary>
    private const int MostPages = 8;

    /// <summary>Looks for a message of ours whose outcome is unknown: from the Page, its mid not known to us, not older than
    /// <paramref name="after"/>, with the same text; of several the oldest.</summary>
    /// <param name="text">What was sent; null = a file, found as a message with an attachment.</param>
    /// <param name="after">Start of the attempt less 5 s. Meta gives whole seconds, so it counts from the beginning of its second.</param>
    /// <param name="isKnown">Whether this mid is one of a message that we have already; asked of those that fit, the oldest first.</param>
    /// <param name="mayReadBack">Asked before each call (2 a second per Page, <see cref="CallKind.ReadBack"/>), may wait; false ends the search as not now.</param>
    /// <remarks>No call of it is repeated, each has its permit; and none waits for the allowance that look-ups leave to the messages, because a
    /// message waits for this.</remarks>
    /// <returns><c>Done</c> only when the thread was read as far back as <paramref name="after"/>: found, or surely not there. Everything else says nothing about the message.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<GraphResult<ReadBack>> FindSent(
        string pageToken, string pageId, string psid, string? text, DateTimeOffset after, Func<string, ValueTask<bool>> isKnown, Func<ValueTask<bool>> mayReadBack,
        CancellationToken ct)
    {
        if (!await mayReadBack())
        {
            return GraphResults.Restrained<ReadBack>(TimeSpan.FromSeconds(1));
        }

        var thread = await Thread(pageToken, pageId, psid, null, mayRepeat: false, ct);
        if (thread is not GraphResult<CustomerThread>.Done { Value.Id: var threadId })
        {
            return thread.Failed<ReadBack>();
        }

        var since = DateTimeOffset.FromUnixTimeSeconds(after.ToUnixTimeSeconds());
        var search = new ThreadSearch(pageId, text, since);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            if (!await mayReadBack())
            {
                return GraphResults.Restrained<ReadBack>(TimeSpan.FromSeconds(1));
            }

            var result = await transport.Call(
                GraphRequest.To(
                    HttpMethod.Get, options, $"{GraphRequest.Part(threadId)}/messages", pageToken, null,
                    ("fields", "id,message,from,created_time,attachments"), ("limit", "25"), ("after", cursor)),
                null, mayRepeat: false, ct);
            if (result is not GraphResult<JsonElement>.Done { Value: var json })
            {
                return result.Failed<ReadBack>();
            }

            if (!search.Look(json))
            {
                return GraphResults.Odd<ReadBack>();
            }

            cursor = GraphList.Next(json);
            if (cursor is null || search.IsFarEnough)
            {
                return new GraphResult<ReadBack>.Done(new(await FirstUnknown(search.Fitting, isKnown)));
            }
        }

        return GraphResults.Odd<ReadBack>();
    }

    private static async Task<string?> FirstUnknown(IEnumerable<string> mids, Func<string, ValueTask<bool>> isKnown)
    {
        foreach (var mid in mids)
        {
            if (!await isKnown(mid))
            {
                return mid;
            }
        }

        return null;
    }

    /// <summary>The Page's conversation with this customer.</summary>
    /// <remarks>Not being there is no proof of anything: the filter by person is not promised, and old requests are left out. So it is an odd answer, not an empty one.</remarks>
    private async Task<GraphResult<CustomerThread>> Thread(
        string pageToken, string pageId, string psid, string? allowanceOf, bool mayRepeat, CancellationToken ct)
    {
        var result = await transport.Call(
            GraphRequest.To(
                HttpMethod.Get, options, $"{GraphRequest.Part(pageId)}/conversations", pageToken, null,
                ("platform", "messenger"), ("user_id", psid), ("fields", "participants,updated_time")),
            allowanceOf, mayRepeat, ct);
        return result.Then(json => GraphList.Items(json)?.Select(item => CustomerThread.Read(item, psid)).FirstOrDefault(thread => thread is not null));
    }
}

/// <summary>What reading back brought.</summary>
/// <param name="Mid">The message found; null = it was not sent.</param>
public sealed record ReadBack(string? Mid);
