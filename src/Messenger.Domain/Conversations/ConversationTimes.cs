using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>What happens to an interaction by the clock: patience, first reply, chat time, silence, transfers that nobody takes (R14, R15, B3).</summary>
public readonly partial struct ConversationRules
{
    /// <summary>Whoever was seen typing so lately is writing his reply.</summary>
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(10);

    private static DateTimeOffset? NextTime(ConversationState s) =>
        Earliest(AbandonedAt(s), FirstReplyBy(s), ChatEndsAt(s), InactiveAt(s), WarnsAt(s), s.Open?.Handing?.ReturnAt);

    /// <summary>Whatever comes first after an instant finds it passed: the timer may be late, and nothing must overtake it.</summary>
    private static void PassTimes(ConversationDraft draft, DateTimeOffset now)
    {
        while (NextTime(draft.State) is { } at && at <= now)
        {
            var (s, i) = (draft.State, draft.State.Open!);
            if (at == AbandonedAt(s))
            {
                CountAbandoned(draft, at);
            }
            else if (at == ChatEndsAt(s))
            {
                End(draft, i, EndReason.ChatTimeLimit, at, now);
            }
            else if (at == i.Handing?.ReturnAt)
            {
                EndHanding(draft, HandingEndReason.NotTaken, at);
            }
            else if (at == InactiveAt(s))
            {
                End(draft, i, EndReason.Inactivity, at, now);
            }
            else if (at == WarnsAt(s))
            {
                Warn(draft, now);
            }
            else
            {
                draft.Add(new ConversationFact.Requeued(i.Id, i.Epoch + 1, i.Lease!.Value, ReturnReason.NoReply, at));
            }
        }
    }

    private static void End(ConversationDraft draft, InteractionState i, string reason, DateTimeOffset at, DateTimeOffset now)
    {
        SayGoodbye(draft, i, now);
        draft.Add(new ConversationFact.Ended(
            i.Id, i.Epoch, i.Lease, i.Agent?.Id, Completed: i is { Phase: InteractionPhase.Owned, AnsweredAt: not null }, reason, null, null, at));
    }

    /// <summary>It stops while he types; a transfer under way is somebody's work too.</summary>
    private static DateTimeOffset? FirstReplyBy(ConversationState s) =>
        s.Open is { Phase: InteractionPhase.Owned, RepliedAt: null, Handing: null, OwnedAt: { } owned, Terms.FirstReplySeconds: > 0 } i
            ? Later(owned.AddSeconds(i.Terms.FirstReplySeconds), i.TypedUntil)
            : null;

    private static DateTimeOffset? ChatEndsAt(ConversationState s) =>
        s.Open is { AnsweredAt: { } answered, Terms.ChatSeconds: > 0 } i ? answered.AddSeconds(i.Terms.ChatSeconds) : null;

    /// <summary>Only while the last word is ours: nobody loses his chat because he waits for an answer.</summary>
    private static DateTimeOffset? InactiveAt(ConversationState s) =>
        s.Open is { Phase: InteractionPhase.Owned, SilentSince: { } silent, Terms.InactivitySeconds: > 0 } i
            ? silent.AddSeconds(i.Terms.InactivitySeconds)
            : null;

    /// <summary>Noted only when it matters: the time for the first reply would end before this typing does.</summary>
    private static Decision<ConversationFact> Typed(ConversationDraft draft, ConversationCommand.Typed c, DateTimeOffset now)
    {
        if (draft.State.OwnedBy(c.AgentId, c.InteractionId) is not { } i)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
        }

        if (FirstReplyBy(draft.State) < now + TypingLasts)
        {
            draft.Add(new ConversationFact.Typed(i.Id, now + TypingLasts));
        }

        return draft.Done();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
