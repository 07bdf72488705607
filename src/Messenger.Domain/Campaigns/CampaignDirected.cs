using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>What goes to a certain agent: transfers, reopened ones, last agents, and what a supervisor assigns (B2's exceptions).</summary>
public readonly partial struct CampaignRules
{
    /// <summary>It is offered to him now, or refused now: nobody waits in no line.</summary>
    private static Decision<CampaignFact> Direct(CampaignDraft draft, CampaignCommand.Enqueue c, DateTimeOffset since, DateTimeOffset now)
    {
        if (WhyNot(draft.State, c.Directed, c.ForcedBy is not null, c.WindowUntil, now) is { } why)
        {
            // Nothing is kept of it here: its conversation gives it back, and must not do so on the word of one that is behind.
            return Decision<CampaignFact>.Assert(new Answer.Placed(QueuePlace.Refused) { Why = why });
        }

        draft.Add(new CampaignFact.Directed(
            c.InteractionId, c.Epoch, since, c.Directed!, c.WindowUntil, c.IsTransfer ? null : true, c.ForcedBy));
        NewDay(draft, now);
        Offer(draft, draft.State.Entries[c.InteractionId], c.Directed!, now, because: OfferReason.Directed, by: c.ForcedBy, forced: c.ForcedBy is not null);
        return draft.Answer(Placed(draft.State, QueuePlace.Directed, c.InteractionId));
    }

    /// <summary>A supervisor gives one that waits, or is held, to an agent (B2: recorded as an exception from the order).</summary>
    private static Decision<CampaignFact> Assign(CampaignDraft draft, CampaignCommand.Assign c, DateTimeOffset now)
    {
        if (draft.State.Entries.GetValueOrDefault(c.InteractionId) is not { } entry || entry.DirectedTo is not null)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.AlreadyTaken);
        }

        if (entry.Lease is { } lease)
        {
            return draft.State.Offers.GetValueOrDefault(lease)?.AgentId == c.AgentId ? draft.Done() : Decision<CampaignFact>.Refuse(RefusalCode.AlreadyTaken);
        }

        if (entry.Stage is not (EntryStage.Waiting or EntryStage.Held))
        {
            return Decision<CampaignFact>.Refuse(entry.Stage == EntryStage.WindowClosed ? RefusalCode.WindowClosed : RefusalCode.NotYours);
        }

        if (WhyNot(draft.State, c.AgentId, c.Force, entry.WindowUntil, now) is { } why)
        {
            return Decision<CampaignFact>.Refuse(why);
        }

        NewDay(draft, now);
        Offer(draft, entry, c.AgentId, now, because: OfferReason.Assigned, by: c.By, forced: c.Force);
        return draft.Done();
    }

    private static string? WhyNot(CampaignState s, string? agentId, bool forced, DateTimeOffset? windowUntil, DateTimeOffset now) =>
        windowUntil <= now ? RefusalCode.WindowClosed
        : agentId is null ? RefusalCode.Unknown
        : s.Agents.GetValueOrDefault(agentId) is not { Order: >= 0 } agent ? RefusalCode.NotAMember
        : agent.IsReady(s.LimitVersion) || (forced && agent.Told == s.LimitVersion) ? null
        : RefusalCode.LimitReached;

    /// <summary>A campaign that is off, or no Messenger campaign, has nobody who would take it.</summary>
    private static bool TakesTransfers(CampaignState s) => s is { IsDeleted: false, Settings: { Enabled: true, Type: CampaignType.Messenger, Version: > 0 } };

    /// <summary>Its last agent, unless that is too long ago for this campaign.</summary>
    private static string? PreferredBy(CampaignState s, CampaignCommand.Enqueue c, DateTimeOffset now) =>
        c.Preferred is { } last && (last.Since is not { } since || now - since < TimeSpan.FromDays(s.Settings.StickyDays)) ? last.AgentId : null;
}
