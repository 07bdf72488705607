using Messenger.Domain.Auditing;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>Customers who are not served: what they write is recorded, and that is all (B8).</summary>
public readonly partial struct ConversationRules
{
    private static Decision<ConversationFact> Block(ConversationDraft draft, ConversationCommand.Block c)
    {
        if (draft.State.Blocked != c.Reason)
        {
            draft.Add(new ConversationFact.Blocked(draft.State.BlockChanges + 1, c.Reason, c.By));
        }

        return draft.DoneForGood();
    }

    private static Decision<ConversationFact> Unblock(ConversationDraft draft, ConversationCommand.Unblock c)
    {
        if (draft.State.Blocked is not null)
        {
            draft.Add(new ConversationFact.Unblocked(draft.State.BlockChanges + 1, c.By));
        }

        return draft.DoneForGood();
    }

    /// <summary>
    /// Whoever is blocked loses what runs. While its campaign has not said whether it is queued it must not end: it would count there and
    /// not here. Nobody can take it meanwhile, also when he is unblocked before: the campaign may have dropped it already.
    /// </summary>
    private static void EndBlocked(ConversationDraft draft)
    {
        if (draft.State.Open is { Blocked: true } i && !AwaitsFirstPlace(i))
        {
            draft.Add(new ConversationFact.Ended(
                i.Id, i.Epoch, i.Lease, i.Agent?.Id, Completed: i is { Phase: InteractionPhase.Owned, AnsweredAt: not null }, EndReason.Blocked, null, null));
        }
    }

    private static bool AwaitsFirstPlace(InteractionState i) => i is { Phase: InteractionPhase.Queueing, Epoch: 1 };

    private static ConversationState IsBlocked(ConversationState s, ConversationFact.Blocked f) => s with
    {
        Blocked = f.Reason ?? "",
        BlockChanges = f.Number,
        Interaction = s.Open is { } open ? open with { Blocked = true } : s.Interaction,
    };
}

/// <summary>What can be wrong with the reason for which a customer is blocked.</summary>
public static class BlockReason
{
    /// <summary>UTF-16 units.</summary>
    public const int Longest = 500;

    /// <summary>As it is kept; null = it is not one.</summary>
    public static string? Of(string? typed) =>
        typed?.Trim() is { Length: >= 1 and <= Longest } reason && !reason.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? reason : null;
}
