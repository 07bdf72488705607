using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>What becomes of an attempt of which nobody knows whether it reached the customer (protocol section 5).</summary>
public readonly partial struct ConversationRules
{
    /// <summary>Without an answer for this long nothing can come of an attempt any more that is not in the thread: each call to Graph is shorter.</summary>
    private static readonly TimeSpan TextIsOver = TimeSpan.FromSeconds(20);

    /// <summary>A file is carried to Meta, or fetched by it, for up to 90 s.</summary>
    private static readonly TimeSpan FileIsOver = TimeSpan.FromSeconds(100);

    /// <summary>Meta may still be at it when the answer got lost or was awaited in vain.</summary>
    private static readonly TimeSpan AfterAnswer = TimeSpan.FromSeconds(10);

    /// <summary>Meta gives whole seconds, and its clock is not ours.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(2);

    /// <summary>The thread could not be read for this long: unconfirmed, the agent chooses.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);

    private static TimeSpan UnknownAfter(OutboxItem item) => item.File is null ? TextIsOver : FileIsOver;

    private static DateTimeOffset? GivenUpAt(OutboxItem item) => item.LookedSince + GiveUpAfter;

    /// <summary>When to look for an attempt whose answer said nothing: not before an echo had its time, and nothing can come of it any more.</summary>
    private static DateTimeOffset LookAt(OutboxItem item, DateTimeOffset answered)
    {
        var (over, settled) = (item.StartedAt!.Value + TextIsOver, answered + AfterAnswer);
        return over > settled ? over : settled;
    }

    /// <summary>What its first message owes Meta now; null = nothing.</summary>
    private static Obligation? OwedFor(OutboxItem item) => item.Phase switch
    {
        OutboxPhase.Started => new Obligation.ToMeta(
            $"send/{item.ClientMessageId}/{item.Attempt}", item.ClientMessageId, item.Attempt, item.Text, item.File, item.Type, item.NotAfter!.Value),
        OutboxPhase.ReadingBack => new Obligation.ToReadBack(
            $"read-back/{item.ClientMessageId}/{item.Attempt}/{item.Looks}", item.ClientMessageId, item.Attempt, item.Looks,
            item.File is null ? item.Text : null, item.StartedAt!.Value - ClocksDiffer),
        OutboxPhase.TakingThread => new Obligation.ToThread($"take-thread/{item.ClientMessageId}/{item.Attempt}", item.ClientMessageId, item.Attempt),
        _ => null,
    };

    /// <summary>Begins the look that is due, or gives up.</summary>
    private static void LookBack(ConversationDraft draft, DateTimeOffset now)
    {
        if (draft.State.Outbox[0] is not { Phase: OutboxPhase.Unknown or OutboxPhase.ReadingBack } item)
        {
            return;
        }

        draft.Add(GivenUpAt(item) <= now
            ? new ConversationFact.MessageFailed(item.ClientMessageId, FailureReason.Unconfirmed)
            : new ConversationFact.ReadBackStarted(item.ClientMessageId, item.Attempt, item.Looks + 1));
    }

    private static Decision<ConversationFact> ReadBackResult(ConversationDraft draft, ConversationCommand.ReadBackResult c, DateTimeOffset now)
    {
        if (c.Mid is { } mid && !Knows(draft.State, mid) && IsWithoutMid(draft.State, c.ClientMessageId))
        {
            // As an echo it counts at any time, even after it was given up.
            draft.Add(new ConversationFact.MessageSent(c.ClientMessageId, mid));
        }
        else if (draft.State.Outbox.Find(o => o.ClientMessageId == c.ClientMessageId) is { Phase: OutboxPhase.ReadingBack } item
            && item.Attempt == c.Attempt && item.Looks == c.Look)
        {
            draft.Add(AfterLook(item, c, now));
        }

        SendNext(draft, now);
        return draft.Done();
    }

    private static ConversationFact AfterLook(OutboxItem item, ConversationCommand.ReadBackResult c, DateTimeOffset now) => c is { Certain: true, Mid: null }
        ? NotSent(item, now)
        : new ConversationFact.ReadBackPostponed(item.ClientMessageId, item.Attempt, item.Looks, now + (c.RetryAfter > LookPause ? c.RetryAfter : LookPause));

    private static bool IsWithoutMid(ConversationState state, string clientMessageId) =>
        IsUnsettled(state, clientMessageId) || state.Messages.Exists(m => m.ClientMessageId == clientMessageId && m.Mid is null);

    /// <summary>Whoever has the thread now, the same message is tried once more unless Meta surely refuses it to us.</summary>
    private static Decision<ConversationFact> ThreadTakeResult(ConversationDraft draft, ConversationCommand.ThreadTakeResult c, DateTimeOffset now)
    {
        if (draft.State.Outbox.Find(o => o.ClientMessageId == c.ClientMessageId) is { Phase: OutboxPhase.TakingThread } item && item.Attempt == c.Attempt)
        {
            draft.Add(c.Refused
                ? new ConversationFact.MessageFailed(item.ClientMessageId, FailureReason.OtherApp)
                : new ConversationFact.ThreadRegained(item.ClientMessageId));
            SendNext(draft, now);
        }

        return draft.Done();
    }
}
