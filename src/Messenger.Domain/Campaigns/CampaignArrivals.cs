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
            return draft.Answer(Placed(draft.State, PlaceOf(known.Stage), c.InteractionId));
        }

        if (draft.State.HasLeft(c.InteractionId, c.Epoch))
        {
            return draft.Answer(Placed(draft.State, QueuePlace.Queued, c.InteractionId));
        }

        var place = PlaceFor(draft.State, c.Class, c.WindowUntil, now);
        if (place == QueuePlace.Refused)
        {
            // Nothing is kept of it here: its conversation ends it, and must not do so on the word of one that is behind.
            return Decision<CampaignFact>.Assert(Placed(draft.State, place, c.InteractionId));
        }

        // One that comes back has waited here before, and only the campaign surely knows since when.
        var since = known?.Since ?? c.Since;
        draft.Add(place == QueuePlace.Queued
            ? new CampaignFact.Queued(c.InteractionId, c.Epoch, c.Class, since, c.WindowUntil)
            : new CampaignFact.NotQueued(c.InteractionId, c.Epoch, place, since, c.WindowUntil));
        return draft.Answer(Placed(draft.State, place, c.InteractionId));
    }

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

    private static QueuePlace PlaceOf(EntryStage stage) => stage switch
    {
        EntryStage.Disabled => QueuePlace.Disabled,
        EntryStage.Held => QueuePlace.Held,
        EntryStage.Backlog => QueuePlace.ClosedHours,
        EntryStage.OutOfHours => QueuePlace.OutOfHours,
        EntryStage.WindowClosed => QueuePlace.WindowClosed,
        _ => QueuePlace.Queued,
    };

    private static Answer.Placed Placed(CampaignState s, QueuePlace place, string interactionId)
    {
        var placed = new Answer.Placed(place) { DefaultLanguage = s.Settings.DefaultLanguage, AbandonAfterSeconds = s.Settings.AbandonmentSeconds };
        return place switch
        {
            QueuePlace.ClosedHours or QueuePlace.OutOfHours => placed with
            {
                Text = s.Settings.Texts.OutOfHours,
                Occasion = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"closed/{s.Id}/{s.ClosedSince:O}"),
            },
            QueuePlace.Held or QueuePlace.Refused => placed with { Text = s.Settings.Texts.QueueFull, Occasion = $"full/{interactionId}" },
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
