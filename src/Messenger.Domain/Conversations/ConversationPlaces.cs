using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>Where the interaction stands in its campaign, and when it counts as abandoned (R14, R16, R18).</summary>
public readonly partial struct ConversationRules
{
    /// <summary>Stands for the number where a place says nothing of this round: the answer of its campaign is still awaited.</summary>
    internal const int OfEarlierRound = -1;

    private static Decision<ConversationFact> EnqueueAnswered(ConversationDraft draft, ConversationCommand.EnqueueAnswered c, DateTimeOffset now)
    {
        if (c.Reply is not Answer.Placed placed || draft.State.Open is not { } i || i.Id != c.InteractionId || i.Epoch != c.Epoch)
        {
            return draft.Done();
        }

        if (i.Handing is not null || !AwaitsAnswer(i))
        {
            if (placed.Place == QueuePlace.Refused)
            {
                NotTakenThere(draft, i, placed.Why);
            }

            return draft.Done();
        }

        if (placed.Why is not null)
        {
            NotTakenThere(draft, i, placed.Why);
            return draft.Done();
        }

        // Asked twice it may have been refused first and let in after it, and an agent has it by now: the refusal is old.
        placed = i.Phase == InteractionPhase.Owned && placed.Place is QueuePlace.Refused or QueuePlace.Deleted ? placed with { Place = QueuePlace.Queued } : placed;

        // It may have heard already that it was moved since this was said.
        var isNews = !(placed.Number < i.PlaceNumber);
        draft.Add(new ConversationFact.Placed(
            i.Id, i.Epoch, isNews ? placed.Place : i.Place, isNews || i.QueuedAt is null ? placed.Since : null, placed.AbandonAfterSeconds, c.WindowTold, isNews ? placed.Number : i.PlaceNumber,
            placed.EndsAbandoned, placed.Terms));
        if (i.Phase == InteractionPhase.Owned)
        {
            // An agent was quicker: the customer is not told where he stands, but his wait counts.
            SayJoined(draft, now);
            return draft.Done();
        }

        SayPlace(draft, placed, now);
        if (placed.Place is QueuePlace.Refused or QueuePlace.Deleted)
        {
            draft.Add(new ConversationFact.Ended(
                i.Id, i.Epoch, null, null, Completed: false, placed.Place == QueuePlace.Refused ? EndReason.QueueFull : EndReason.CampaignDeleted, null, null));
        }

        return draft.Done();
    }

    /// <summary>The campaign says it once: an activation that is behind must not take note of it.</summary>
    private static Decision<ConversationFact> PlaceChanged(ConversationDraft draft, ConversationCommand.PlaceChanged c)
    {
        if (draft.State.Open is not { } i || i.Id != c.InteractionId || c.Epoch > i.Epoch)
        {
            return draft.DoneForGood();
        }

        if (c.Epoch < i.Epoch)
        {
            // It was given and came back before this was heard: of all that only the beginning of its wait still counts.
            if (c.Since is not null && i.QueuedAt is null)
            {
                draft.Add(new ConversationFact.Placed(i.Id, i.Epoch, i.Place, c.Since, Number: OfEarlierRound));
            }

            return draft.DoneForGood();
        }

        if (i.Handing is not null || i.For is not null || c.Place == QueuePlace.Refused)
        {
            // Only what was meant for one agent is refused later; told once more, the transfer is over already.
            if (c.Place is QueuePlace.Refused or QueuePlace.Dropped or QueuePlace.WindowClosed or QueuePlace.Deleted)
            {
                NotTakenThere(draft, i, c.Why);
            }

            return draft.DoneForGood();
        }

        if (c.Place is QueuePlace.Dropped or QueuePlace.Deleted)
        {
            if (i.Phase != InteractionPhase.Owned)
            {
                draft.Add(new ConversationFact.Ended(i.Id, i.Epoch, null, null, Completed: false, ReasonOf(c.Place, c.From ?? i.Place), null, null));
            }
        }
        else if (!(c.Number <= i.PlaceNumber))
        {
            draft.Add(new ConversationFact.Placed(i.Id, i.Epoch, c.Place, c.Since, Number: c.Number));
        }

        return draft.DoneForGood();
    }

    /// <summary>Why one ends that waits for nothing any more.</summary>
    private static string ReasonOf(QueuePlace place, QueuePlace from) => place == QueuePlace.Deleted
        ? EndReason.CampaignDeleted
        : from == QueuePlace.Disabled ? EndReason.Disabled : EndReason.OutOfHours;

    private static bool AwaitsAnswer(InteractionState i) => i.Phase == InteractionPhase.Queueing || (i.Phase == InteractionPhase.Owned && i.AwaitsPlace);

    private static bool IsInQueue(QueuePlace place) => place is QueuePlace.Queued or QueuePlace.Held;

    /// <summary>When it counts as abandoned; null = never, or it is answered or counted already.</summary>
    private static DateTimeOffset? AbandonedAt(ConversationState s) =>
        s.Open is { AnsweredAt: null, AbandonedAt: null, AbandonAfterSeconds: > 0, QueuedAt: { } queued } i && (IsInQueue(i.Place) || i.Phase == InteractionPhase.Owned)
            ? queued.AddSeconds(i.AbandonAfterSeconds)
            : null;

    private static void CountAbandoned(ConversationDraft draft, DateTimeOffset at)
    {
        var i = draft.State.Open!;
        draft.Add(new ConversationFact.Abandoned(i.Id, at));
        if (i.EndsAbandoned)
        {
            draft.Add(new ConversationFact.Ended(i.Id, i.Epoch, i.Lease, i.Agent?.Id, Completed: false, EndReason.Abandoned, null, null, at));
        }
    }

    /// <summary>Its wait began with its arrival, unless a later beginning is told; one that returns has waited before.</summary>
    /// <remarks>Moved before its campaign's answer is here, it waits for that one all the same: it brings more than the place.</remarks>
    private static ConversationState Placed(ConversationState s, ConversationFact.Placed f) => On(s, f.InteractionId, i => i with
    {
        Phase = i.Phase == InteractionPhase.Queueing && f is not { Number: not null, AbandonAfterSeconds: null } ? InteractionPhase.Waiting : i.Phase,
        AwaitsPlace = i.AwaitsPlace && f.AbandonAfterSeconds is null,
        Place = f.Place,
        PlaceNumber = f.Number is null or OfEarlierRound ? i.PlaceNumber : f.Number,
        QueuedAt = i.Kind == InteractionKind.Reopened ? null : f.QueuedAt ?? i.QueuedAt ?? (IsInQueue(f.Place) ? i.OpenedAt : null),
        EndsAbandoned = f.EndsAbandoned ?? i.EndsAbandoned,
        Terms = f.Terms ?? i.Terms,
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
