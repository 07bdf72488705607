using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>The way to the customer: in order, one attempt in flight, never repeated blindly (protocol section 5).</summary>
public readonly partial struct ConversationRules
{
    /// <summary>Longest text an agent may send at once; it goes out in parts.</summary>
    public const int LongestText = 20_000;

    private const int AttemptsAtMost = 5;

    /// <summary>What is kept for a Page that is not well is released when it is; should nobody say so, it is tried again after so long.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>An attempt that was not written to the socket this long after its commit never is.</summary>
    private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(3);

    private static DateTimeOffset? OutboxDueAt(ConversationState state) => state.Outbox.FirstOrDefault() switch
    {
        { Phase: OutboxPhase.Queued, Until: { } until } => until,
        { Phase: OutboxPhase.Started, StartedAt: { } at } item => at + UnknownAfter(item),
        { Phase: OutboxPhase.Unknown, Until: { } look } item => Earlier(look, GivenUpAt(item)),
        { Phase: OutboxPhase.ReadingBack } item => GivenUpAt(item),
        _ => null,
    };

    private static Decision<ConversationFact> SendText(ConversationDraft draft, ConversationCommand.SendText c, DateTimeOffset now)
    {
        if (IsKnown(draft.State, c.ClientMessageId))
        {
            return draft.Done();
        }

        if (draft.State.OwnedBy(c.AgentId, c.InteractionId) is not { } i)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
        }

        if (c.Text.Length > LongestText)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.TooLong);
        }

        if (c.IsPageInvalid)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.TokenInvalid);
        }

        if (RightNow(draft.State, automatic: false, now) is null)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.WindowClosed);
        }

        var parts = MessageParts.Split(c.Text);
        if (parts.Count == 0)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.Unknown);
        }

        MarkAnswered(draft, i);
        foreach (var (part, index) in parts.Select((p, n) => (p, n)))
        {
            var id = index == 0 ? c.ClientMessageId : $"{c.ClientMessageId}/{index + 1}";
            draft.Add(new ConversationFact.MessageQueued(draft.State.LastSeq + 1, i.Id, id, i.Agent, false, part));
        }

        SendNext(draft, now);
        return draft.Done();
    }

    private static Decision<ConversationFact> SendFile(ConversationDraft draft, ConversationCommand.SendFile c, DateTimeOffset now)
    {
        if (IsKnown(draft.State, c.ClientMessageId))
        {
            return draft.Done();
        }

        if (draft.State.OwnedBy(c.AgentId, c.InteractionId) is not { } i)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
        }

        if (OutgoingFileRules.RefusalOf(c.File) is { } refusal)
        {
            return Decision<ConversationFact>.Refuse(refusal);
        }

        if (c.IsPageInvalid)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.TokenInvalid);
        }

        if (RightNow(draft.State, automatic: false, now) is null)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.WindowClosed);
        }

        MarkAnswered(draft, i);
        draft.Add(new ConversationFact.MessageQueued(draft.State.LastSeq + 1, i.Id, c.ClientMessageId, i.Agent, false, null, c.File));
        SendNext(draft, now);
        return draft.Done();
    }

    private static Decision<ConversationFact> SendResult(ConversationDraft draft, ConversationCommand.SendResult c, DateTimeOffset now)
    {
        if (draft.State.Outbox.Find(o => o.ClientMessageId == c.ClientMessageId) is not { } item || item.Attempt != c.Attempt)
        {
            return draft.Done();
        }

        if ((c.Mid is not null || item.Phase is OutboxPhase.Started or OutboxPhase.Unknown or OutboxPhase.ReadingBack) && Become(item, c, now) is { } fact)
        {
            draft.Add(fact);
            SendNext(draft, now);
        }

        return draft.Done();
    }

    private static ConversationFact? Become(OutboxItem item, ConversationCommand.SendResult c, DateTimeOffset now) => c switch
    {
        { Mid: { } mid } => new ConversationFact.MessageSent(item.ClientMessageId, mid),
        { Failure: FailureReason.OtherApp } when !item.ThreadTaken => new ConversationFact.ThreadTakeStarted(item.ClientMessageId, item.Attempt),
        { Failure: RefusalCode.TokenInvalid } => new ConversationFact.SendDeferred(item.ClientMessageId, item.Attempt, now + KeptFor, Kept: c.Failure),
        { Failure: { } failure } => new ConversationFact.MessageFailed(item.ClientMessageId, failure),
        { RetryAfter: { } wait, OwnPace: true } => new ConversationFact.SendDeferred(item.ClientMessageId, item.Attempt, now + wait, true),
        { RetryAfter: { } wait } => NotSent(item, now + wait),
        _ when item.Phase == OutboxPhase.Started => new ConversationFact.SendUnknown(item.ClientMessageId, LookAt(item, now)),
        _ => null,
    };

    /// <summary>The attempt surely did not reach the customer.</summary>
    private static ConversationFact NotSent(OutboxItem item, DateTimeOffset next) => item.Attempt - item.Spared >= AttemptsAtMost
        ? new ConversationFact.MessageFailed(item.ClientMessageId, FailureReason.MetaUnavailable)
        : new ConversationFact.SendDeferred(item.ClientMessageId, item.Attempt, next);

    /// <summary>The Page works again (R31).</summary>
    private static Decision<ConversationFact> PageRestored(ConversationDraft draft, DateTimeOffset now)
    {
        if (draft.State.Outbox.FirstOrDefault() is { Phase: OutboxPhase.Queued, Kept: true } item)
        {
            draft.Add(new ConversationFact.KeptReleased(item.ClientMessageId));
            SendNext(draft, now);
        }

        return draft.Done();
    }

    private static Decision<ConversationFact> OutboxDue(ConversationDraft draft, DateTimeOffset now)
    {
        if (OutboxDueAt(draft.State) is not { } due || due > now)
        {
            return draft.Done();
        }

        var item = draft.State.Outbox[0];
        if (item.Phase == OutboxPhase.Started)
        {
            draft.Add(new ConversationFact.SendUnknown(item.ClientMessageId, now));
        }

        LookBack(draft, now);
        SendNext(draft, now);
        return draft.Done();
    }

    private static bool IsKnown(ConversationState state, string clientMessageId) =>
        state.Messages.Exists(m => m.ClientMessageId == clientMessageId) || IsUnsettled(state, clientMessageId);

    /// <summary>Still to be settled with Meta, even when so much came since that the desk does not show it any more.</summary>
    private static bool IsUnsettled(ConversationState state, string clientMessageId) => state.Outbox.Exists(o => o.ClientMessageId == clientMessageId);

    /// <summary>As what a message may go out now; null = not at all.</summary>
    private static MessagingType? RightNow(ConversationState state, bool automatic, DateTimeOffset now) =>
        WindowRules.At(now, state.Window, automatic ? Author.Machine : Author.Person, state.HumanAgent).Type;

    /// <summary>Begins the next attempt unless one is in flight or unknown; what follows a permanent failure goes on.</summary>
    private static void SendNext(ConversationDraft draft, DateTimeOffset now)
    {
        while (draft.State.Outbox.FirstOrDefault() is { Phase: OutboxPhase.Queued } item && (item.Until ?? now) <= now)
        {
            // Its window may have closed while it waited.
            draft.Add(RightNow(draft.State, item.Automatic, now) is { } type
                ? new ConversationFact.SendStarted(item.ClientMessageId, item.Attempt + 1, now + WriteWithin, type)
                : new ConversationFact.MessageFailed(item.ClientMessageId, RefusalCode.WindowClosed));
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}

/// <summary>Why a message was not sent; the screen translates it.</summary>
public static class FailureReason
{
    /// <summary>It may or may not have reached the customer: no response, no echo, and the thread could not be read.</summary>
    public const string Unconfirmed = "unconfirmed";

    /// <summary>Meta could not take it several times.</summary>
    public const string MetaUnavailable = "meta-unavailable";

    /// <summary>Another app has the thread and does not give it.</summary>
    public const string OtherApp = "other-app";

    /// <summary>The bytes of the file are not there any more.</summary>
    public const string FileGone = "file-gone";
}
