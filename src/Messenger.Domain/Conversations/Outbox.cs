using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>The way to the customer: in order, one attempt in flight, never repeated blindly (protocol section 5).</summary>
public readonly partial struct ConversationRules
{
    /// <summary>Longest text an agent may send at once; it goes out in parts.</summary>
    public const int LongestText = 20_000;

    private const int AttemptsAtMost = 5;

    /// <summary>An attempt that was not written to the socket this long after its commit never is.</summary>
    private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(3);

    /// <summary>Without a result for this long an attempt counts as unknown: the process that made it may be gone.</summary>
    private static readonly TimeSpan UnknownAfter = TimeSpan.FromSeconds(20);

    /// <summary>An unknown attempt that no echo confirmed for this long failed as unconfirmed; the agent chooses.</summary>
    private static readonly TimeSpan UnconfirmedAfter = TimeSpan.FromSeconds(80);

    private static DateTimeOffset? OutboxDueAt(ConversationState state) => state.Outbox.FirstOrDefault() switch
    {
        { Phase: OutboxPhase.Started, StartedAt: { } at } => at + UnknownAfter,
        { Phase: OutboxPhase.Unknown, StartedAt: { } at } => at + UnconfirmedAfter,
        { Phase: OutboxPhase.Queued, Until: { } until } => until,
        _ => null,
    };

    private static Decision<ConversationFact> SendText(ConversationDraft draft, ConversationCommand.SendText c, DateTimeOffset now)
    {
        if (draft.State.Messages.Exists(m => m.ClientMessageId == c.ClientMessageId) || IsUnsettled(draft.State, c.ClientMessageId))
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

        if (!ReplyWindow.IsOpen(draft.State.LastFromCustomer, now))
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

    private static Decision<ConversationFact> SendResult(ConversationDraft draft, ConversationCommand.SendResult c, DateTimeOffset now)
    {
        if (draft.State.Outbox.Find(o => o.ClientMessageId == c.ClientMessageId) is not { } item || item.Attempt != c.Attempt)
        {
            return draft.Done();
        }

        draft.Add(c switch
        {
            { Mid: { } mid } => new ConversationFact.MessageSent(item.ClientMessageId, mid),
            { Failure: { } failure } => new ConversationFact.MessageFailed(item.ClientMessageId, failure),
            { RetryAfter: not null } when item.Attempt >= AttemptsAtMost => new ConversationFact.MessageFailed(item.ClientMessageId, FailureReason.MetaUnavailable),
            { RetryAfter: { } wait } => new ConversationFact.SendDeferred(item.ClientMessageId, item.Attempt, now + wait),
            _ => new ConversationFact.SendUnknown(item.ClientMessageId),
        });
        SendNext(draft, now);
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
            draft.Add(new ConversationFact.SendUnknown(item.ClientMessageId));
        }
        else if (item.Phase == OutboxPhase.Unknown)
        {
            draft.Add(new ConversationFact.MessageFailed(item.ClientMessageId, FailureReason.Unconfirmed));
        }

        SendNext(draft, now);
        return draft.Done();
    }

    /// <summary>Still to be settled with Meta, even when so much came since that the desk does not show it any more.</summary>
    private static bool IsUnsettled(ConversationState state, string clientMessageId) => state.Outbox.Exists(o => o.ClientMessageId == clientMessageId);

    /// <summary>Begins the next attempt unless one is in flight or unknown; what follows a permanent failure goes on.</summary>
    private static void SendNext(ConversationDraft draft, DateTimeOffset now)
    {
        if (draft.State.Outbox.FirstOrDefault() is { Phase: OutboxPhase.Queued } item && (item.Until ?? now) <= now)
        {
            draft.Add(new ConversationFact.SendStarted(item.ClientMessageId, item.Attempt + 1, now + WriteWithin));
        }
    }
}

/// <summary>Why a message was not sent; the screen translates it.</summary>
public static class FailureReason
{
    /// <summary>It may or may not have reached the customer: no response, no echo.</summary>
    public const string Unconfirmed = "unconfirmed";

    /// <summary>Meta could not take it several times.</summary>
    public const string MetaUnavailable = "meta-unavailable";
}
