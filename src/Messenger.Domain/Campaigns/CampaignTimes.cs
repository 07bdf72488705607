using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>What happens by the clock: opening, closing, reply windows that close (R18, B5).</summary>
public readonly partial struct CampaignRules
{
    /// <summary>Windows that close at once are passed in portions, one before the command and one after it, so that a commit stays small.</summary>
    private const int WindowsAtOnce = 50;

    public static DateTimeOffset? NextDue(CampaignState state)
    {
        DateTimeOffset? window = state.Windows.IsEmpty ? null : state.Windows.Min.Until;
        return window is null || state.TurnsAt < window ? state.TurnsAt : window;
    }

    private static Schedule ScheduleOf(CampaignState s) => new(
        TimeZoneInfo.FindSystemTimeZoneById(s.Settings.TimeZone), s.Settings.Schedule, s.Globals.Holidays.ToHashSet());

    /// <summary>Whatever comes first after an opening or closing finds it done: the timer may be late, the schedule is not.</summary>
    private static void TurnSchedule(CampaignDraft draft, DateTimeOffset now)
    {
        var isKnown = draft.State.Open || draft.State.ClosedSince is not null;
        if (draft.State.Settings.Version == 0 || draft.State.IsDeleted || draft.State.TurnsAt > now || (draft.State.TurnsAt is null && isKnown))
        {
            return;
        }

        var schedule = ScheduleOf(draft.State);
        var at = draft.State.TurnsAt ?? now;
        var (open, next) = (schedule.IsOpen(at), schedule.NextChange(at));
        DateTimeOffset? wasOpenFrom = null;
        while (next <= now)
        {
            wasOpenFrom = open ? at : wasOpenFrom;
            (at, open, next) = (next.Value, !open, schedule.NextChange(next.Value));
        }

        if (wasOpenFrom is { } opening && !open && !draft.State.Open)
        {
            // It opened and closed again and nobody looked: the backlog was let in all the same.
            draft.Add(new CampaignFact.ScheduleTurned(true, opening, at));
        }

        draft.Add(new CampaignFact.ScheduleTurned(open, at, next));
    }

    /// <summary>After a change of hours, zone or holidays.</summary>
    private static void LookAtSchedule(CampaignDraft draft, DateTimeOffset now)
    {
        var schedule = ScheduleOf(draft.State);
        var (open, next) = (schedule.IsOpen(now), schedule.NextChange(now));
        if (open != draft.State.Open || next != draft.State.TurnsAt || (!open && draft.State.ClosedSince is null))
        {
            draft.Add(new CampaignFact.ScheduleTurned(open, now, next));
        }
    }

    /// <summary>Before the command, and after it: it may have brought somebody back whose window closed meanwhile.</summary>
    private static void PassWindows(CampaignDraft draft, DateTimeOffset now)
    {
        for (var n = 0; n < WindowsAtOnce && AreWindowsPassing(draft.State, now); n++)
        {
            draft.Add(new CampaignFact.WindowPassed(draft.State.Windows.Min.InteractionId));
        }
    }

    /// <summary>Some who wait can be answered no more: until all of them are out of the way nobody is admitted or offered. It is due at once.</summary>
    private static bool AreWindowsPassing(CampaignState s, DateTimeOffset now) => !s.Windows.IsEmpty && s.Windows.Min.Until <= now;

    private static Decision<CampaignFact> WindowMoved(CampaignDraft draft, CampaignCommand.WindowMoved c, DateTimeOffset now)
    {
        ExtendWindow(draft, c.InteractionId, c.Epoch, c.Until, now);
        return draft.State.Entries.GetValueOrDefault(c.InteractionId)?.Epoch == c.Epoch ? draft.Done() : draft.DoneForGood();
    }

    /// <summary>Whose window had closed is given a place again; he is no new arrival, so a full queue holds him and never sends him away.</summary>
    private static void ExtendWindow(CampaignDraft draft, string interactionId, int epoch, DateTimeOffset? until, DateTimeOffset now)
    {
        if (until is null || !draft.State.Entries.TryGetValue(interactionId, out var entry) || entry.Epoch != epoch || until <= entry.WindowUntil)
        {
            return;
        }

        draft.Add(new CampaignFact.WindowExtended(interactionId, until.Value));
        if (entry.Stage == EntryStage.WindowClosed && PlaceFor(draft.State, entry.Class, until, now) is not QueuePlace.WindowClosed and var place)
        {
            draft.Add(place == QueuePlace.Queued
                ? new CampaignFact.Queued(interactionId, epoch, entry.Class, entry.Since, until, entry.Preferred)
                : new CampaignFact.NotQueued(interactionId, epoch, place == QueuePlace.Refused ? QueuePlace.Held : place, entry.Since, until, Kept(entry.Class),
                    entry.Preferred));
        }
    }

    /// <summary>Who returned is served before the rest also when nobody could answer him for a while.</summary>
    private static QueueClass? Kept(QueueClass queueClass) => queueClass == QueueClass.Normal ? null : queueClass;

    private static Decision<CampaignFact> SetGlobals(CampaignDraft draft, CampaignCommand.SetGlobals c, DateTimeOffset now)
    {
        if (c.Rules.Version > draft.State.Globals.Version)
        {
            draft.Add(new CampaignFact.GlobalsSet(c.Rules));
            if (draft.State is { IsDeleted: false, Settings.Version: > 0 })
            {
                LookAtSchedule(draft, now);
            }
        }

        return draft.Done();
    }

    private static Decision<CampaignFact> JoinAcknowledged(CampaignDraft draft)
    {
        if (!draft.State.Joined)
        {
            draft.Add(new CampaignFact.Joined());
        }

        return draft.Done();
    }

    private static Decision<CampaignFact> PlaceAcknowledged(CampaignDraft draft, CampaignCommand.PlaceAcknowledged c)
    {
        if (draft.State.Untold.GetValueOrDefault(c.InteractionId) is { } notice && (notice.Epoch, notice.Place, notice.Number) == (c.Epoch, c.Place, c.Number))
        {
            draft.Add(new CampaignFact.PlaceTold(c.InteractionId, c.Epoch, c.Place));
        }

        return draft.Done();
    }
}
