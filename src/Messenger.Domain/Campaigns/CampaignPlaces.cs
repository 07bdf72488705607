using Messenger.Domain.Shared;

namespace Messenger.Domain.Campaigns;

/// <summary>Those who are in the queue, held, of a closed period or only recorded, and how they change places.</summary>
public readonly partial struct CampaignRules
{
    private static CampaignState Placed(CampaignState s, CampaignFact.Queued f) => Here(
        s, new Entry(f.InteractionId, f.Epoch, f.Class, f.Since, EntryStage.Waiting) { CameAt = f.Since, WindowUntil = f.WindowUntil, Preferred = f.Preferred });

    /// <summary>Its owner has it still, or it has none yet: in either case it stands in no line.</summary>
    private static CampaignState Placed(CampaignState s, CampaignFact.Directed f) => Here(
        s, new Entry(f.InteractionId, f.Epoch, QueueClass.Returned, f.Since, EntryStage.Directed)
        {
            CameAt = f.Since,
            WindowUntil = f.WindowUntil,
            DirectedTo = f.AgentId,
            Asked = f.Asked == true,
            ForcedBy = f.ForcedBy,
        });

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
        return Here(s, new Entry(f.InteractionId, f.Epoch, f.Class ?? QueueClass.Normal, since, stage) { CameAt = since, WindowUntil = f.WindowUntil, Preferred = f.Preferred });
    }

    /// <summary>One that was here before, with another place, has to hear of it; who just came is answered.</summary>
    private static CampaignState Here(CampaignState s, Entry entry)
    {
        var known = s.Entries.GetValueOrDefault(entry.InteractionId);
        var moved = known?.Epoch == entry.Epoch;
        s = WithEntry(s, entry with { CameAt = known?.CameAt ?? entry.CameAt, Moves = moved ? known!.Moves + 1 : 0 });
        return moved ? WithNotice(s, entry.InteractionId) : s with { Untold = s.Untold.Remove(entry.InteractionId) };
    }

    private static CampaignState Moved(CampaignState s, string interactionId, EntryStage stage, DateTimeOffset? since = null)
    {
        var entry = s.Entries[interactionId];
        return WithNotice(WithEntry(s, entry with { Stage = stage, Since = since ?? entry.Since, Moves = entry.Moves + 1 }), interactionId);
    }

    private static CampaignState WithNotice(CampaignState s, string interactionId)
    {
        var entry = s.Entries[interactionId];
        return s with { Untold = s.Untold.SetItem(interactionId, new PlaceNotice(entry.Epoch, PlaceOf(entry.Stage), WaitsSince(entry), entry.Moves)) };
    }

    /// <summary>Said each time: of several changes its conversation may hear the last one only, and before the answer to its arrival. Null = it never was in the queue.</summary>
    private static DateTimeOffset? WaitsSince(Entry entry) => entry.WasQueued || IsInQueue(entry.Stage) ? entry.Since : null;

    private static bool IsInQueue(EntryStage stage) => stage is EntryStage.Waiting or EntryStage.Held or EntryStage.Offered or EntryStage.Assigned;

    /// <summary>At an opening the wait of the backlog begins anew; the queue admits it, behind those held before.</summary>
    private static CampaignState Turned(CampaignState s, CampaignFact.ScheduleTurned f)
    {
        var opened = f.Open && !s.Open;
        s = s with { Open = f.Open, TurnsAt = f.Next, ClosedSince = f.Open ? null : s is { Open: false, ClosedSince: { } since } ? since : f.At };
        return opened
            ? Dropped(s.Backlog.Aggregate(s with { OpenedAt = f.At }, (now, place) => Moved(now, place.InteractionId, EntryStage.Held, f.At)), EntryStage.OutOfHours, f.At)
            : s;
    }

    private static CampaignState Released(CampaignState s, CampaignFact.RecordedReleased f, DateTimeOffset at) => f.IntoQueue
        ? s.Entries.Values.Where(e => e.Stage == EntryStage.Disabled).OrderBy(e => e.Place)
            .Aggregate(s with { OpenedAt = f.At }, (now, entry) => Moved(now, entry.InteractionId, EntryStage.Held, f.At))
        : Dropped(s, EntryStage.Disabled, at);

    /// <summary>They wait for nothing here any more; each conversation hears of it.</summary>
    private static CampaignState Dropped(CampaignState s, EntryStage stage, DateTimeOffset at)
    {
        foreach (var entry in s.Entries.Values.Where(e => e.Stage == stage).OrderBy(e => e.Place))
        {
            s = Left(s, entry.InteractionId, entry.Epoch, at);
            s = s with { Untold = s.Untold.SetItem(entry.InteractionId, new PlaceNotice(entry.Epoch, QueuePlace.Dropped, null, entry.Moves + 1, PlaceOf(stage))) };
        }

        return s;
    }

    private static CampaignState GlobalsSet(CampaignState s, GlobalRules rules)
    {
        // The first time in any case: agents of a journal that is older than these rules were told that there are none.
        var agentsMustKnow = rules.NeedsVoice != s.Globals.NeedsVoice || (s.Globals.Version == GlobalRules.Default.Version && !s.Agents.IsEmpty);
        s = s with { Globals = rules };
        return agentsMustKnow ? WithNewLimits(s) : s;
    }
}
