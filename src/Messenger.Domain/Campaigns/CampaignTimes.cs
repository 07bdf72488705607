using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>What happens by the clock: opening, closing, reply windows that close (R18, B5).</summary>
public readonly partial struct CampaignRules
{
    /// <summary>Windows that close at once are passed in portions, so that a commit stays small.</summary>
    private const int WindowsAtOnce = 100;

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
        if (draft.State.Settings.Version == 0 || draft.State.TurnsAt > now || (draft.State.TurnsAt is null && isKnown))
        {
            return;
        }

        var schedule = ScheduleOf(draft.State);
        var at = draft.State.TurnsAt ?? now;
        var next = schedule.NextChange(at);
        while (next <= now)
        {
            (at, next) = (next.Value, schedule.NextChange(next.Value));
        }

        draft.Add(new CampaignFact.ScheduleTurned(schedule.IsOpen(at), at, next));
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

    private static void PassWindows(CampaignDraft draft, DateTimeOffset now)
    {
        for (var n = 0; n < WindowsAtOnce && !draft.State.Windows.IsEmpty && draft.State.Windows.Min.Until <= now; n++)
        {
            draft.Add(new CampaignFact.WindowPassed(draft.State.Windows.Min.InteractionId));
        }
    }

    private static Decision<CampaignFact> WindowMoved(CampaignDraft draft, CampaignCommand.WindowMoved c, DateTimeOffset now)
    {
        if (draft.State.Entries.TryGetValue(c.InteractionId, out var entry) && entry.Epoch == c.Epoch && !(c.Until <= entry.WindowUntil))
        {
            draft.Add(new CampaignFact.WindowExtended(c.InteractionId, c.Until));
            if (entry.Stage == EntryStage.WindowClosed && PlaceFor(draft.State, entry.Class, c.Until, now) is not (QueuePlace.WindowClosed or QueuePlace.Refused) and var place)
            {
                draft.Add(place == QueuePlace.Queued
                    ? new CampaignFact.Queued(c.InteractionId, c.Epoch, entry.Class, entry.Since, c.Until)
                    : new CampaignFact.NotQueued(c.InteractionId, c.Epoch, place, entry.Since, c.Until));
            }
        }

        return draft.Done();
    }

    private static Decision<CampaignFact> SetGlobals(CampaignDraft draft, CampaignCommand.SetGlobals c, DateTimeOffset now)
    {
        if (c.Rules.Version > draft.State.Globals.Version)
        {
            draft.Add(new CampaignFact.GlobalsSet(c.Rules));
            LookAtSchedule(draft, now);
        }

        return draft.Done();
    }

    private static Decision<CampaignFact> PlaceAcknowledged(CampaignDraft draft, CampaignCommand.PlaceAcknowledged c)
    {
        if (draft.State.Untold.GetValueOrDefault(c.InteractionId) is { } notice && (notice.Epoch, notice.Place) == (c.Epoch, c.Place))
        {
            draft.Add(new CampaignFact.PlaceTold(c.InteractionId, c.Epoch, c.Place));
        }

        return draft.Done();
    }
}
