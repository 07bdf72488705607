namespace Messenger.Domain.Conversations;

/// <summary>What the facts of sending change.</summary>
public readonly partial struct ConversationRules
{
    /// <summary>The windows after this event; whoever applies a fact that stands for an event of the customer calls it.</summary>
    private static ConversationState Opened(ConversationState s, Inbound inbound) => s with { Window = s.Window.After(inbound) };

    private static ConversationState Queued(ConversationState s, ConversationFact.MessageQueued f, DateTimeOffset at) => WithMessage(Said(s, f, at), new Message(
        f.Seq, f.InteractionId, f.Automatic ? MessageWord.Auto : MessageWord.Out, null, f.Text, OutgoingFile.Shown(f.File), at, MessageWord.Queued,
        f.ClientMessageId, f.Author?.DisplayName)) with
    {
        Outbox = s.Outbox.Add(new OutboxItem(f.ClientMessageId, f.Seq, f.Text, f.File, f.Automatic, OutboxPhase.Queued, 0)),
    };

    private static ConversationState Said(ConversationState s, ConversationFact.MessageQueued f, DateTimeOffset at) => f.Automatic
        ? s
        : On(s, f.InteractionId, i => i with { RepliedAt = i.RepliedAt ?? at, SilentSince = at });

    /// <summary>A new attempt: what the last one had come to is over.</summary>
    private static ConversationState Started(ConversationState s, ConversationFact.SendStarted f, DateTimeOffset at) => OnMessage(
        OnOutbox(s, f.ClientMessageId, o => o with
        {
            Phase = OutboxPhase.Started,
            Attempt = f.Attempt,
            StartedAt = at,
            NotAfter = f.NotAfter,
            Type = f.Type ?? MessagingType.Response,
            Until = null,
            LookedSince = null,
            Looks = 0,
            Kept = false,
        }),
        m => m.ClientMessageId == f.ClientMessageId, m => m with { StartedAt = at });

    /// <summary>What surely was not sent has not begun either: a mark of the customer's device must not cover it.</summary>
    private static ConversationState Deferred(ConversationState s, ConversationFact.SendDeferred f) => OnMessage(
        OnOutbox(s, f.ClientMessageId, o => o with { Phase = OutboxPhase.Queued, Until = f.Until, Spared = o.Spared + (f.OwnPace == true || f.Kept is not null ? 1 : 0), Kept = f.Kept is not null }),
        m => m.ClientMessageId == f.ClientMessageId,
        m => m with { StartedAt = null, State = m.State == MessageWord.Unknown ? MessageWord.Queued : m.State, FailureReason = f.Kept });

    private static ConversationState Unknown(ConversationState s, ConversationFact.SendUnknown f, DateTimeOffset at) => OnMessage(
        OnOutbox(s, f.ClientMessageId, o => o with { Phase = OutboxPhase.Unknown, Until = f.LookAt ?? at }),
        m => m.ClientMessageId == f.ClientMessageId, m => m with { State = Higher(m.State, MessageWord.Unknown) });

    private static ConversationState LooksBack(ConversationState s, ConversationFact.ReadBackStarted f, DateTimeOffset at) =>
        OnOutbox(s, f.ClientMessageId, o => o with
        {
            Phase = OutboxPhase.ReadingBack,
            Looks = f.Look,
            LookedSince = o.LookedSince ?? at,
            Until = null,
        });
}
