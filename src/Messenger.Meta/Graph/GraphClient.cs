using Microsoft.Extensions.Logging;

namespace Messenger.Meta;

/// <summary>Talks to the Graph API about customers, for one installation; one instance serves all Pages and threads.</summary>
/// <remarks>No call here throws for what Meta or the network does: every ending is an outcome. Tokens and texts are never logged.
/// What sends is never repeated by itself, because Meta has no idempotency key and a repeated send is a second message.</remarks>
public sealed partial class GraphClient
{
    /// <summary>Wait after a connection that could not be made.</summary>
    private static readonly TimeSpan NoConnectionWait = TimeSpan.FromSeconds(2);

    private readonly GraphTransport transport;
    private readonly MetaOptions options;
    private readonly ILogger<GraphClient> logger;

    internal GraphClient(GraphTransport transport, MetaOptions options, ILogger<GraphClient> logger) =>
        (this.transport, this.options, this.logger) = (transport, options, logger);

    /// <summary>Sends a text as an answer inside the 24 h window, once. See <see cref="Send"/>.</summary>
    public Task<SendOutcome> SendText(
        string pageToken, string pageId, string psid, string text, string metadata, Func<bool> mayStillWrite, CancellationToken ct) =>
        Send(pageToken, pageId, new(psid, new OutgoingContent.Text(text), metadata), mayStillWrite, ct);

    /// <summary>Sends one message, once.</summary>
    /// <param name="mayStillWrite">Asked once, after there is a connection and immediately before the first byte; false = <see cref="SendOutcome.Late"/>. Must not block.</param>
    /// <param name="ct">Cancelled before the first byte: not sent. After it: unknown. It does not throw.</param>
    public async Task<SendOutcome> Send(string pageToken, string pageId, OutgoingMessage message, Func<bool> mayStillWrite, CancellationToken ct)
    {
        if (FileRules.FaultOf(message.Content) is { } fault)
        {
            LogRefused(pageId, GraphErrorClass.OurFault, fault);
            return new SendOutcome.Refused(GraphErrorClass.OurFault, fault);
        }

        if (transport.Usage.WaitToSend(pageId) is var wait && wait > TimeSpan.Zero)
        {
            LogNotSent(pageId, message.Metadata, wait, "usage");
            return new SendOutcome.NotSent(wait);
        }

        using var content = new SendContent(SendBody.Of(message), mayStillWrite);
        var answer = await Post(pageToken, pageId, content, message.Content is OutgoingContent.Text ? null : options.MediaTimeout, ct);
        var outcome = answer is null ? WithoutAnswer(content.Progress, ct) : OutcomeOf(answer);
        Log(outcome, answer, pageId, message.Metadata);
        return outcome;
    }

    /// <summary>Shows the customer that somebody types or has seen the message. Nothing depends on it: a failure is logged and forgotten.</summary>
    /// <param name="action"><c>typing_on</c>, <c>typing_off</c> or <c>mark_seen</c>.</param>
    public Task SenderAction(string pageToken, string pageId, string psid, string action, CancellationToken ct) =>
        Act(pageToken, pageId, SendBody.Action(psid, action), action, ct);

    /// <summary>Sets the Page's reaction to a message, or takes it back. As <see cref="SenderAction"/>, nothing depends on it.</summary>
    /// <param name="emoji">Null = take it back.</param>
    public Task React(string pageToken, string pageId, string psid, string mid, string? emoji, CancellationToken ct)
    {
        var action = emoji is null ? "unreact" : "react";
        return Act(pageToken, pageId, SendBody.Action(psid, action, mid, emoji), action, ct);
    }

    private async Task Act(string pageToken, string pageId, SendBody body, string action, CancellationToken ct)
    {
        using var content = new SendContent(body, static () => true);
        var answer = await Post(pageToken, pageId, content, null, ct);
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
    private async Task<GraphAnswer?> Post(string pageToken, string pageId, SendContent content, TimeSpan? within, CancellationToken ct)
    {
        using var request = GraphRequest.To(HttpMethod.Post, options, $"{GraphRequest.Part(pageId)}/messages", pageToken, content);
        return await transport.Send(request, mayRepeat: false, within, ct);
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
                ? new SendOutcome.Sent(mid, JsonText.TextOrNumber(JsonText.Find(json, "attachment_id"u8)))
                : new SendOutcome.Unknown();
        }

        var rule = GraphErrorTable.Find(error.Code, error.Subcode);
        return rule switch
        {
            { MayBeSent: true } => new SendOutcome.Unknown(),
            { Wait: { } wait } => new SendOutcome.NotSent(answer.Hint ?? wait),
            _ => new SendOutcome.Refused(rule.Class, error.Reason) { Token = rule.Token },
        };
    }
}
