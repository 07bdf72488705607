using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>Where an arrival is placed: queued, held, backlog, recorded only (R16, R18, R19).</summary>
public readonly partial struct CampaignRules
{
    private static Decision<CampaignFact> Enqueue(CampaignDraft draft, CampaignCommand.Enqueue c, DateTimeOffset now)
    {
        if (draft.State.Entries.TryGetValue(c.InteractionId, out var known) && known.Epoch >= c.Epoch)
        {
            // Its customer may have written again since the first: what this one carries is told to nobody else.
            ExtendWindow(draft, c.InteractionId, c.Epoch, c.WindowUntil, now);
            return draft.Answer(Placed(draft.State, PlaceOf(draft.State.Entries[c.InteractionId]), c.InteractionId));
        }

        if (draft.State.IsDeleted && c.Directed is null && !c.IsTransfer)
        {
            // Nothing is kept of it here: its conversation ends it, and must not do so on the word of one that is behind.
            return Decision<CampaignFact>.Assert(new Answer.Placed(QueuePlace.Deleted));
        }

        if (draft.State.HasLeft(c.InteractionId, c.Epoch))
        {
            return draft.Answer(new Answer.Placed(PlaceOfLeft(draft.State, c.InteractionId)));
        }

        if (c.Directed is not null || (c.IsTransfer && !TakesTransfers(draft.State)))
        {
            return Direct(draft, c, known?.Since ?? c.Since, now);
        }

        var place = PlaceFor(draft.State, c.Class, c.WindowUntil, now);
        if (place == QueuePlace.Refused)
        {
            // Nothing is kept of it here: its conversation ends it, and must not do so on the word of one that is behind.
            return Decision<CampaignFact>.Assert(Placed(draft.State, place, c.InteractionId));
        }

        // One that comes back has waited here before, and only the campaign surely knows since when.
        var since = known?.Since ?? BeginOf(draft.State, c, place);
        draft.Add(place == QueuePlace.Queued
            ? new CampaignFact.Queued(c.InteractionId, c.Epoch, c.Class, since, c.WindowUntil, PreferredBy(draft.State, c, now))
            : new CampaignFact.NotQueued(c.InteractionId, c.Epoch, place, since, c.WindowUntil, Kept(c.Class), PreferredBy(draft.State, c, now)));
        return draft.Answer(Placed(draft.State, place, c.InteractionId));
    }

    /// <summary>Who wrote before the opening and is heard of after it must not overtake those who wait since the opening.</summary>
    private static DateTimeOffset BeginOf(CampaignState s, CampaignCommand.Enqueue c, QueuePlace place) =>
        c.Class == QueueClass.Normal && place is (QueuePlace.Queued or QueuePlace.Held) && s.OpenedAt is { } opened && opened > c.Since ? opened : c.Since;

    /// <summary>One that returns was let in before: neither closing nor switching off nor the limit sends it away.</summary>
    private static QueuePlace PlaceFor(CampaignState s, QueueClass queueClass, DateTimeOffset? windowUntil, DateTimeOffset now)
    {
        if (windowUntil <= now)
        {
            return QueuePlace.WindowClosed;
        }

        if (queueClass != QueueClass.Normal)
        {
            return QueuePlace.Queued;
        }

        if (!s.Settings.Enabled)
        {
            return QueuePlace.Disabled;
        }

        if (!ScheduleOf(s).IsOpen(now))
        {
            return s.Settings.OutOfHours == OutOfHoursPolicy.QueueAtOpening ? QueuePlace.ClosedHours : QueuePlace.OutOfHours;
        }

        var isFull = s.Settings.QueueLimit > 0 && (s.Waiting >= s.Settings.QueueLimit || !s.Held.IsEmpty);
        return !isFull ? QueuePlace.Queued : s.Settings.Overflow == QueueOverflow.Hold ? QueuePlace.Held : QueuePlace.Refused;
    }

    /// <summary>Who was dropped and has not heard of it was never in the queue, and must not lose patience there.</summary>
    private static QueuePlace PlaceOfLeft(CampaignState s, string interactionId) => s.Untold.GetValueOrDefault(interactionId)?.From ?? QueuePlace.Queued;

    private static QueuePlace PlaceOf(Entry entry) => entry.DirectedTo is not null ? QueuePlace.Directed : PlaceOf(entry.Stage == EntryStage.Offered ? entry.From : entry.Stage);

    private static QueuePlace PlaceOf(EntryStage stage) => stage switch
    {
        EntryStage.Disabled => QueuePlace.Disabled,
        EntryStage.Held => QueuePlace.Held,
        EntryStage.Backlog => QueuePlace.ClosedHours,
        EntryStage.OutOfHours => QueuePlace.OutOfHours,
        EntryStage.WindowClosed => QueuePlace.WindowClosed,
        EntryStage.Directed => QueuePlace.Directed,
        _ => QueuePlace.Queued,
    };

    private static Answer.Placed Placed(CampaignState s, QueuePlace place, string interactionId)
    {
        var entry = s.Entries.GetValueOrDefault(interactionId);
        var placed = new Answer.Placed(place)
        {
            DefaultLanguage = s.Settings.DefaultLanguage,
            AbandonAfterSeconds = s.Settings.AbandonmentSeconds,
            EndsAbandoned = s.Settings.Abandonment == Abandonment.Close,
            Terms = InteractionTerms.Of(s.Settings),
            Since = entry is null or { DirectedTo: not null } ? null : WaitsSince(entry),
            Number = entry?.Moves ?? 0,
        };
        return place switch
        {
            QueuePlace.ClosedHours or QueuePlace.OutOfHours => placed with
            {
                Text = s.Settings.Texts.OutOfHours,
                Occasion = AutomaticOccasion.Closed(s.Id, s.ClosedSince),
            },
            QueuePlace.Held or QueuePlace.Refused => placed with { Text = s.Settings.Texts.QueueFull, Occasion = AutomaticOccasion.Full(interactionId) },
            QueuePlace.Queued => placed with { Text = s.Settings.Texts.Welcome, Occasion = AutomaticOccasion.Welcome(interactionId) },
            _ => placed,
        };
    }

    /// <summary>Those held enter the queue while it has room, first-in first-out.</summary>
    private static void Admit(CampaignDraft draft)
    {
        var s = draft.State;
        if (s.Held.IsEmpty)
        {
            return;
        }

        var room = s.Settings.QueueLimit == 0 ? s.Held.Count : Math.Min(s.Held.Count, s.Settings.QueueLimit - s.Waiting);
        if (room > 0)
        {
            draft.Add(new CampaignFact.Admitted(room));
        }
    }
}
