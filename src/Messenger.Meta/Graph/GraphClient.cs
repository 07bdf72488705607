using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Messenger.Meta;

/// <summary>Talks to the Graph API for one installation; one instance serves all Pages and threads.</summary>
/// <remarks>No call here throws for what Meta or the network does: every ending is an outcome. Tokens are never logged.
/// Two connections' worth of rules: <paramref name="writes"/> never repeats anything by itself, because Meta has no idempotency key
/// and a repeated send is a second message; <paramref name="reads"/> may.</remarks>
public sealed partial class GraphClient(HttpClient writes, HttpClient reads, MetaOptions options, ILogger<GraphClient> logger)
{
    /// <summary>Wait after a connection that could not be made.</summary>
    private static readonly TimeSpan NoConnectionWait = TimeSpan.FromSeconds(2);

    /// <summary>Sends a text as an answer inside the 24 h window (messaging type RESPONSE), once.</summary>
    /// <param name="text">1 to 1,999 characters; the caller splits. Lone surrogates and U+0000 go out as U+FFFD.</param>
    /// <param name="metadata">The outbox item's id, at most 1,000 characters; comes back in the echo.</param>
    /// <param name="mayStillWrite">Asked once, after there is a connection and immediately before the first byte; false = <see cref="SendOutcome.Late"/>. Must not block.</param>
    /// <param name="ct">Cancelled before the first byte: not sent. After it: unknown. It does not throw.</param>
    public async Task<SendOutcome> SendText(
        string pageToken, string pageId, string psid, string text, string metadata, Func<bool> mayStillWrite, CancellationToken ct)
    {
        var content = new SendContent(GraphRequest.TextMessage(psid, text, metadata), mayStillWrite);
        var answer = await Post(pageToken, pageId, content, ct);
        var outcome = answer is null ? WithoutAnswer(content.Progress, ct) : OutcomeOf(answer);
        switch (outcome)
        {
            case SendOutcome.Refused refused:
                LogRefused(pageId, refused.Class, refused.Reason);
                break;
            case SendOutcome.Unknown:
                LogUnknown(pageId, metadata, answer?.Error?.Reason ?? (answer is null ? "no answer" : "no answer of Graph"));
                break;
            case SendOutcome.Late:
                LogLate(pageId, metadata);
                break;
            case SendOutcome.NotSent notSent:
                LogNotSent(pageId, metadata, notSent.RetryAfter, answer?.Error?.Reason ?? "no connection");
                break;
        }

        return outcome;
    }

    /// <summary>Asks for the customer's name. Repeats by itself where that is safe.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<ProfileOutcome> Profile(string pageToken, string psid, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(options.GraphTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, GraphRequest.Person(options, psid, pageToken));
            request.Headers.Authorization = GraphRequest.Bearer(pageToken);
            using var response = await reads.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return ProfileOf(await GraphAnswer.Read(response, timeout.Token));
        }
        catch (Exception failure) when (IsTransport(failure) && !ct.IsCancellationRequested)
        {
            return new(null, null, TryLater: true);
        }
    }

    /// <summary>Shows the customer that somebody types or has seen the message. Nothing depends on it: a failure is logged and forgotten.</summary>
    /// <param name="action"><c>typing_on</c>, <c>typing_off</c> or <c>mark_seen</c>.</param>
    public async Task SenderAction(string pageToken, string pageId, string psid, string action, CancellationToken ct)
    {
        var content = new SendContent(GraphRequest.Action(psid, action), static () => true);
        var answer = await Post(pageToken, pageId, content, ct);
        if (answer?.Error is { } error)
        {
            LogActionFailed(pageId, action, error.Reason);
        }
        else if (answer is null)
        {
            LogActionFailed(pageId, action, "no answer");
        }
    }

    /// <summary>Null when no whole answer came; the content then knows how far the request got.</summary>
    private async Task<GraphAnswer?> Post(string pageToken, string pageId, SendContent content, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(options.GraphTimeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, GraphRequest.Messages(options, pageId, pageToken)) { Content = content };
            request.Headers.Authorization = GraphRequest.Bearer(pageToken);
            using var response = await writes.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return await GraphAnswer.Read(response, timeout.Token);
        }
        catch (Exception failure) when (IsTransport(failure))
        {
            return null;
        }
    }

    private static SendOutcome WithoutAnswer(SendProgress progress, CancellationToken ct) => progress switch
    {
        SendProgress.Late => new SendOutcome.Late(),
        SendProgress.Untouched => new SendOutcome.NotSent(ct.IsCancellationRequested ? TimeSpan.Zero : NoConnectionWait),
        _ => new SendOutcome.Unknown(),
    };

    private static SendOutcome OutcomeOf(GraphAnswer answer)
    {
        if (answer.Error is not { } error)
        {
            return answer.Json is { } json && JsonText.TextOf(json, "message_id"u8) is { Length: > 0 } mid
                ? new SendOutcome.Sent(mid)
                : new SendOutcome.Unknown();
        }

        var rule = GraphErrorTable.Find(error.Code, error.Subcode);
        return rule switch
        {
            { MayBeSent: true } => new SendOutcome.Unknown(),
            { Wait: { } wait } => new SendOutcome.NotSent(answer.Hint ?? wait),
            _ => new SendOutcome.Refused(rule.Class, error.Reason),
        };
    }

    private static ProfileOutcome ProfileOf(GraphAnswer answer)
    {
        if (answer.Error is { } error)
        {
            // A reconnected Page or a granted permission changes these answers, a person's own choice does not.
            return new(null, null, GraphErrorTable.Find(error.Code, error.Subcode).Class
                is not (GraphErrorClass.PersonGone or GraphErrorClass.OurFault or GraphErrorClass.WindowClosed));
        }

        if (answer.Json is not { ValueKind: JsonValueKind.Object } person)
        {
            return new(null, null, TryLater: true);
        }

        var name = JsonText.TextOf(person, "name"u8)?.Trim();
        if (string.IsNullOrEmpty(name))
        {
            name = $"{JsonText.TextOf(person, "first_name"u8)} {JsonText.TextOf(person, "last_name"u8)}".Trim();
        }

        // An answer without a name means not permitted yet, or that the person has not answered yet.
        return new(name.Length == 0 ? null : name, JsonText.TextOf(person, "locale"u8), TryLater: name.Length == 0);
    }

    private static bool IsTransport(Exception failure) =>
        failure is HttpRequestException or IOException or OperationCanceledException or LateSendException or Polly.ExecutionRejectedException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Meta refused a message of page {PageId}: {Class}, {Reason}")]
    private partial void LogRefused(string pageId, GraphErrorClass @class, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody knows whether message {Metadata} of page {PageId} was sent: {Reason}")]
    private partial void LogUnknown(string pageId, string metadata, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Metadata} of page {PageId} was not written: its deadline was over")]
    private partial void LogLate(string pageId, string metadata);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Metadata} of page {PageId} was not sent, next try after {RetryAfter}: {Reason}")]
    private partial void LogNotSent(string pageId, string metadata, TimeSpan retryAfter, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Sender action {Action} of page {PageId} did not work: {Reason}")]
    private partial void LogActionFailed(string pageId, string action, string reason);
}
