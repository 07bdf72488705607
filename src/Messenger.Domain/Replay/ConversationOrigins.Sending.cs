using Messenger.Domain.Conversations;

namespace Messenger.Domain.Replay;

/// <summary>What agents send, and how that and the copies of attachments ended.</summary>
public readonly partial struct ConversationOrigins
{
    /// <summary>Stands for a text that is not compared: what was written came from outside, and may be erased.</summary>
    private const string Word = "x";

    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    /// <summary>One text of an agent, in as many messages as it was split into, or one file.</summary>
    private static IEnumerable<ConversationCommand> Written(string? agentId, ArraySegment<ConversationFact> facts)
    {
        if (agentId is null || facts is not [ConversationFact.MessageQueued { Automatic: false } first, ..])
        {
            yield break;
        }

        if (first.File is { } file)
        {
            yield return new ConversationCommand.SendFile(first.InteractionId, agentId, first.ClientMessageId, file);
            yield break;
        }

        var parts = facts.TakeWhile(f => f is ConversationFact.MessageQueued q && IsPartOf(first, q)).Count();
        yield return new ConversationCommand.SendText(first.InteractionId, agentId, first.ClientMessageId, TextOf(parts, first.Text));
    }

    private static bool IsPartOf(ConversationFact.MessageQueued first, ConversationFact.MessageQueued other) =>
        ReferenceEquals(first, other) || other.ClientMessageId.StartsWith(first.ClientMessageId + "/", StringComparison.Ordinal);

    /// <summary>The shortest text that goes out in so many parts: each is a little longer than half of the longest.</summary>
    private static string TextOf(int parts, string? text) => parts == 1
        ? text ?? Word
        : string.Join(' ', Enumerable.Repeat(new string(Word[0], (MessageParts.Longest / 2) + 1), parts));

    private static IEnumerable<ConversationCommand> ResultsOf(ConversationState s, ConversationFact fact, DateTimeOffset at) => fact switch
    {
        ConversationFact.SendDeferred { Kept: { } why } f => [new ConversationCommand.SendResult(f.ClientMessageId, f.Attempt, null, why)],
        ConversationFact.KeptReleased => [new ConversationCommand.PageRestored()],
        ConversationFact.SendDeferred f =>
        [
            new ConversationCommand.SendResult(f.ClientMessageId, f.Attempt, null, null, f.Until - at, f.OwnPace ?? false),
            Looked(s, f.ClientMessageId, certain: true, AtOnce),
        ],
        ConversationFact.MessageSent f =>
        [
            new ConversationCommand.SendResult(f.ClientMessageId, AttemptOf(s, f.ClientMessageId), f.Mid, null),
            new ConversationCommand.Receive(new Inbound.Echo(f.Mid, null, [], true, null, f.ClientMessageId, at), "", ""),
        ],
        ConversationFact.MessageFailed f => FailuresOf(s, f),
        ConversationFact.SendUnknown f => [new ConversationCommand.SendResult(f.ClientMessageId, AttemptOf(s, f.ClientMessageId), null, null)],
        ConversationFact.ReadBackPostponed f => [Looked(s, f.ClientMessageId, certain: false, f.Until - at)],
        ConversationFact.ThreadTakeStarted f => [new ConversationCommand.SendResult(f.ClientMessageId, f.Attempt, null, FailureReason.OtherApp)],
        ConversationFact.ThreadRegained f => [new ConversationCommand.ThreadTakeResult(f.ClientMessageId, AttemptOf(s, f.ClientMessageId), false)],
        ConversationFact.AttachmentCopied f =>
        [
            new ConversationCommand.CopyEnded(
                f.Seq, f.Index, CopyAttemptOf(s, f.Seq, f.Index), new CopiedFile(f.FileId, f.Hash ?? "", f.MediaType, f.Size, null), null),
        ],
        ConversationFact.AttachmentLost { Reason: not LostReason.NotAvailable } f =>
            [new ConversationCommand.CopyEnded(f.Seq, f.Index, CopyAttemptOf(s, f.Seq, f.Index), null, f.Reason)],
        ConversationFact.AttachmentLost f => [new ConversationCommand.CopyEnded(f.Seq, f.Index, CopyAttemptOf(s, f.Seq, f.Index), null, null)],
        ConversationFact.CopyDeferred f => [new ConversationCommand.CopyEnded(f.Seq, f.Index, f.Attempt, null, null)],
        _ => [],
    };

    /// <summary>Meta's refusals came from outside. That it was tried often enough, or looked for long enough, is decided.</summary>
    private static IEnumerable<ConversationCommand> FailuresOf(ConversationState s, ConversationFact.MessageFailed f)
    {
        var attempt = AttemptOf(s, f.ClientMessageId);
        return f.Reason switch
        {
            FailureReason.Unconfirmed => [],
            FailureReason.MetaUnavailable =>
            [
                new ConversationCommand.SendResult(f.ClientMessageId, attempt, null, null, AtOnce),
                Looked(s, f.ClientMessageId, certain: true, AtOnce),
            ],
            FailureReason.OtherApp =>
            [
                new ConversationCommand.SendResult(f.ClientMessageId, attempt, null, f.Reason),
                new ConversationCommand.ThreadTakeResult(f.ClientMessageId, attempt, true),
            ],
            _ => [new ConversationCommand.SendResult(f.ClientMessageId, attempt, null, f.Reason)],
        };
    }

    private static ConversationCommand.ReadBackResult Looked(ConversationState s, string clientMessageId, bool certain, TimeSpan retryAfter)
    {
        var item = Item(s, clientMessageId);
        return new(clientMessageId, item?.Attempt ?? 0, item?.Looks ?? 0, null, certain, retryAfter);
    }

    private static int AttemptOf(ConversationState s, string clientMessageId) => Item(s, clientMessageId)?.Attempt ?? 0;

    private static OutboxItem? Item(ConversationState s, string clientMessageId) => s.Outbox.Find(o => o.ClientMessageId == clientMessageId);

    private static int CopyAttemptOf(ConversationState s, long seq, int index) =>
        s.Copies.Find(m => m.Seq == seq)?.Open.Find(o => o.Index == index)?.Attempt ?? 0;
}
