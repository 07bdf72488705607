using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Carries calls to Graph and their answers back; every ending is a value.</summary>
/// <param name="once">Never repeats anything by itself: Meta has no idempotency key, and a repeated send is a second message.</param>
/// <param name="repeatable">Repeats after trouble on the way; only for what does no harm twice.</param>
internal sealed class GraphTransport(HttpClient once, HttpClient repeatable, UsageBoard usage, TimeSpan timeout)
{
    public UsageBoard Usage => usage;

    /// <summary>Null when no whole answer came. Cancellation is no answer either.</summary>
    public async Task<GraphAnswer?> Send(HttpRequestMessage request, bool mayRepeat, TimeSpan? within, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(within ?? timeout);
        try
        {
            using var response = await (mayRepeat ? repeatable : once).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var report = UsageReport.Read(response);
            usage.Note(report);
            return await GraphAnswer.Read(response, report, limit.Token);
        }
        catch (Exception failure) when (IsTransport(failure))
        {
            return null;
        }
    }

    /// <summary>A call that is not a send, with its error already judged.</summary>
    /// <param name="pageId">Whose allowance it uses up, which its messages need; null = it has to be made whatever is left.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<GraphResult<JsonElement>> Call(HttpRequestMessage request, string? pageId, bool mayRepeat, CancellationToken ct)
    {
        using (request)
        {
            if (pageId is not null && usage.WaitToLookUp(pageId) is var wait && wait > TimeSpan.Zero)
            {
                return GraphResults.Restrained<JsonElement>(wait);
            }

            var answer = await Send(request, mayRepeat, null, ct);
            ct.ThrowIfCancellationRequested();
            return answer switch
            {
                null => GraphResults.NoAnswer<JsonElement>(),
                { Error: { } error } => GraphResults.Of<JsonElement>(error, answer.Hint),
                // An "error" that has no code is no value either.
                { Json: { } json } when JsonText.Find(json, "error"u8) is null => new GraphResult<JsonElement>.Done(json),
                _ => GraphResults.Odd<JsonElement>(),
            };
        }
    }

    private static bool IsTransport(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException or LateSendException or Polly.ExecutionRejectedException;
}
