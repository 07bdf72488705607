using Messenger.Domain.Shared;

namespace Messenger.Domain.Campaigns;

/// <summary>Those who are in the queue, held, of a closed period or only recorded, and how they change places.</summary>
public readonly partial struct CampaignRules
{
    private static CampaignState Placed(CampaignState s, CampaignFact.Queued f) => Here(
        s, new Entry(f.InteractionId, f.Epoch, f.Class, f.Since, EntryStage.Waiting) { CameAt = f.Since, WindowUntil = f.WindowUntil });

    private static CampaignState Placed(CampaignState s, CampaignFact.NotQueued f, DateTimeOffset at)
    {
        var since = f.Since ?? at;
        var stage = f.Place switch
        {
            QueuePlace.Disabled => EntryStage.Disabled,
            QueuePlace.Held => EntryStage.Held,
            QueuePlace.ClosedHours => EntryStage.Backlog,
            QueuePlace.OutOfHours => EntryStage.OutOfHours,
            QueuePlace.WindowClosed => EntryStage.WindowClosed,
            _ => throw new NotSupportedException($"{f.Place} is no place to be recorded at."),
        };
        return Here(s, new Entry(f.InteractionId, f.Epoch, QueueClass.Normal, since, stage) { CameAt = since, WindowUntil = f.WindowUntil });
    }

    /// <summary>One that was here before, with another place, has to hear of it; who just came is answered.</summary>
    private static CampaignState Here(CampaignState s, Entry entry)
    {
        var known = s.Entries.GetValueOrDefault(entry.InteractionId);
        var moved = known?.Epoch == entry.Epoch;
        s = WithEntry(s, entry with { CameAt = known?.CameAt ?? entry.CameAt });
        return moved ? WithNotice(s, entry.InteractionId, null) : s with { Untold = s.Untold.Remove(entry.InteractionId) };
    }

    private static CampaignState Moved(CampaignState s, string interactionId, EntryStage stage, DateTimeOffset? since = null)
    {
        var entry = s.Entries[interactionId];
        return WithNotice(WithEntry(s, entry with { Stage = stage, Since = since ?? entry.Since }), interactionId, since);
    }

    private static CampaignState WithNotice(CampaignState s, string interactionId, DateTimeOffset? since)
    {
        var entry = s.Entries[interactionId];
        // A wait that began anew must not be forgotten because its place changed once more before its conversation heard of it.
        var told = s.Untold.GetValueOrDefault(interactionId) is { } notice && notice.Epoch == entry.Epoch ? since ?? notice.Since : since;
        return s with { Untold = s.Untold.SetItem(interactionId, new PlaceNotice(entry.Epoch, PlaceOf(entry.Stage), told)) };
    }

    /// <summary>At an opening the wait of the backlog begins anew; the queue admits it, behind those held before.</summary>
    private static CampaignState Turned(CampaignState s, CampaignFact.ScheduleTurned f)
    {
        var opened = f.Open && !s.Open;
        s = s with { Open = f.Open, TurnsAt = f.Next, ClosedSince = f.Open ? null : s is { Open: false, ClosedSince: { } since } ? since : f.At };
        return opened
            ? Dropped(s.Backlog.Aggregate(s, (now, place) => Moved(now, place.InteractionId, EntryStage.Held, f.At)), EntryStage.OutOfHours, f.At)
            : s;
    }

    private static CampaignState Released(CampaignState s, CampaignFact.RecordedReleased f, DateTimeOffset at) => f.IntoQueue
        ? s.Entries.Values.Where(e => e.Stage == EntryStage.Disabled).OrderBy(e => e.Place)
            .Aggregate(s, (now, entry) => Moved(now, entry.InteractionId, EntryStage.Held, f.At))
        : Dropped(s, EntryStage.Disabled, at);

    /// <summary>They wait for nothing here any more; each conversation hears of it.</summary>
    private static CampaignState Dropped(CampaignState s, EntryStage stage, DateTimeOffset at)
    {
        foreach (var entry in s.Entries.Values.Where(e => e.Stage == stage).OrderBy(e => e.Place))
        {
            s = Left(s, entry.InteractionId, entry.Epoch, at);
            s = s with { Untold = s.Untold.SetItem(entry.InteractionId, new PlaceNotice(entry.Epoch, QueuePlace.Dropped, null)) };
        }

        return s;
    }

    private static CampaignState GlobalsSet(CampaignState s, GlobalRules rules)
    {
        var agentsMustKnow = rules.NeedsVoice != s.Globals.NeedsVoice;
        s = s with { Globals = rules };
        return agentsMustKnow ? WithNewLimits(s) : s;
    }
}
