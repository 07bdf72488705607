using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>Where the interaction stands in its campaign, what the customer is told about it, and when it counts as abandoned (R14, R16, R18).</summary>
public readonly partial struct ConversationRules
{
    private const int OccasionsKept = 8;

    private static Decision<ConversationFact> EnqueueAnswered(ConversationDraft draft, ConversationCommand.EnqueueAnswered c, DateTimeOffset now)
    {
        if (c.Reply is not Answer.Placed placed || draft.State.Interaction is not { Phase: InteractionPhase.Queueing } i || i.Id != c.InteractionId || i.Epoch != c.Epoch)
        {
            return draft.Done();
        }

        draft.Add(new ConversationFact.Placed(i.Id, i.Epoch, placed.Place, null, placed.AbandonAfterSeconds, c.WindowTold));
        Tell(draft, placed, now);
        if (placed.Place == QueuePlace.Refused)
        {
            draft.Add(new ConversationFact.Ended(i.Id, i.Epoch, null, null, Completed: false, EndReason.QueueFull, null, null));
        }

        return draft.Done();
    }

    private static Decision<ConversationFact> PlaceChanged(ConversationDraft draft, ConversationCommand.PlaceChanged c)
    {
        if (draft.State.Open is not { } i || i.Id != c.InteractionId || c.Epoch > i.Epoch)
        {
            return draft.Done();
        }

        if (c.Epoch < i.Epoch)
        {
            // It was given and came back before this was heard: of all that only the beginning of its wait still counts.
            if (c.Since is not null && i.QueuedAt is null)
            {
                draft.Add(new ConversationFact.Placed(i.Id, i.Epoch, i.Place, c.Since));
            }

            return draft.Done();
        }

        if (c.Place == QueuePlace.Dropped)
        {
            if (i.Phase != InteractionPhase.Owned)
            {
                draft.Add(new ConversationFact.Ended(
                    i.Id, i.Epoch, null, null, Completed: false, i.Place == QueuePlace.Disabled ? EndReason.Disabled : EndReason.OutOfHours, null, null));
            }
        }
        else if (c.Place != i.Place || (c.Since is not null && c.Since != i.QueuedAt))
        {
            draft.Add(new ConversationFact.Placed(i.Id, i.Epoch, c.Place, c.Since));
        }

        return draft.Done();
    }

    private static bool IsInQueue(QueuePlace place) => place is QueuePlace.Queued or QueuePlace.Held;

    /// <summary>Says the campaign's text for this occasion, once per customer, in his language (R18).</summary>
    private static void Tell(ConversationDraft draft, Answer.Placed placed, DateTimeOffset now)
    {
        if (placed is not { Text: { } text, Occasion: { } occasion } || draft.State.Told.Contains(occasion)
            || text.In(LanguageOf(draft.State), placed.DefaultLanguage) is not { } words || RightNow(draft.State, automatic: true, now) is null)
        {
            return;
        }

        draft.Add(new ConversationFact.AutomaticTold(occasion));
        draft.Add(new ConversationFact.MessageQueued(
            draft.State.LastSeq + 1, draft.State.Interaction!.Id, $"auto/{MidHash.Of(occasion)[..24]}", null, true, words));
        SendNext(draft, now);
    }

    /// <summary>That of his newest text when it is clear, else that of his profile.</summary>
    private static string? LanguageOf(ConversationState s) =>
        LanguageGuess.Of(s.Messages.FindLast(m => m is { Direction: MessageWord.In, Text: not null })?.Text)
        ?? (s.Locale is { Length: >= 2 } locale ? locale[..2].ToLowerInvariant() : null);

    /// <summary>When it counts as abandoned; null = never, or it is answered or counted already.</summary>
    private static DateTimeOffset? AbandonedAt(ConversationState s) =>
        s.Open is { AnsweredAt: null, AbandonedAt: null, AbandonAfterSeconds: > 0, QueuedAt: { } queued } i && (IsInQueue(i.Place) || i.Phase == InteractionPhase.Owned)
            ? queued.AddSeconds(i.AbandonAfterSeconds)
            : null;

    private static void CountAbandoned(ConversationDraft draft, DateTimeOffset now)
    {
        if (AbandonedAt(draft.State) is { } at && at <= now)
        {
            draft.Add(new ConversationFact.Abandoned(draft.State.Open!.Id, at));
        }
    }

    /// <summary>Its wait began with its arrival, unless a later beginning is told; one that returns has waited before.</summary>
    private static ConversationState Placed(ConversationState s, ConversationFact.Placed f) => On(s, f.InteractionId, i => i with
    {
        Phase = i.Phase == InteractionPhase.Queueing ? InteractionPhase.Waiting : i.Phase,
        Place = f.Place,
        QueuedAt = f.QueuedAt ?? i.QueuedAt ?? (IsInQueue(f.Place) ? i.OpenedAt : null),
        AbandonAfterSeconds = f.AbandonAfterSeconds ?? i.AbandonAfterSeconds,
        WindowTold = f.WindowTold ?? i.WindowTold,
    });

    /// <summary>Until when somebody may answer this customer; the campaign must not offer him to anybody after it.</summary>
    private static DateTimeOffset? WindowUntil(ConversationState s) => WindowRules.LastsUntil(s.Window, s.HumanAgent);

    /// <summary>He wrote again while he waits: his window closes later than the campaign believes.</summary>
    private static Obligation.ToCampaign? WindowNews(ConversationState s) =>
        s.Interaction is { Phase: InteractionPhase.Waiting, WindowTold: { } told } i && WindowUntil(s) is { } until && until > told
            ? new Obligation.ToCampaign($"window/{i.Id}/{i.Epoch}", i.CampaignId, new CampaignCommand.WindowMoved(i.Id, i.Epoch, until))
            : null;
}
