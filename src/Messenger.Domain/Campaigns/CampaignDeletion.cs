using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>How a campaign goes: never with somebody who waits or is served, and without losing whoever comes all the same.</summary>
public readonly partial struct CampaignRules
{
    private static Decision<CampaignFact> Delete(CampaignDraft draft, CampaignCommand.Delete c)
    {
        var s = draft.State;
        if (s.IsDeleted)
        {
            return draft.Done();
        }

        if (s.Settings.Version == 0 || c.BasedOn != s.Settings.Version)
        {
            return Decision<CampaignFact>.Refuse(s.Settings.Version == 0 ? RefusalCode.Unknown : RefusalCode.Stale);
        }

        if (s.Entries.Values.Count(HoldsOpen) is > 0 and var open)
        {
            return Decision<CampaignFact>.Say(new Answer.Refused(RefusalCode.OpenInteractions) { Count = open });
        }

        draft.Add(new CampaignFact.Deleted(s.Settings with { PageToken = null }, c.By));
        return draft.Done();
    }

    /// <summary>Somebody waits for an agent or has one. Who is only recorded, or can be answered no more, waits for nothing that would come.</summary>
    private static bool HoldsOpen(Entry entry) =>
        entry.Stage is not (EntryStage.Disabled or EntryStage.OutOfHours or EntryStage.WindowClosed);

    private static CampaignState Deleted(CampaignState s, CampaignFact.Deleted f, DateTimeOffset at)
    {
        s = MembersChanged(s with { IsDeleted = true, Settings = f.Settings, TurnsAt = null }, [], []);
        foreach (var entry in s.Entries.Values.OrderBy(e => e.Place))
        {
            s = Left(s, entry.InteractionId, entry.Epoch, at);
            s = s with { Untold = s.Untold.SetItem(entry.InteractionId, new PlaceNotice(entry.Epoch, QueuePlace.Deleted, null, entry.Moves + 1)) };
        }

        return s;
    }
}
