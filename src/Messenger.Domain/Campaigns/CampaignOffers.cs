using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>Protocol steps 4, 6 and 10: offer, and what became of it.</summary>
public readonly partial struct CampaignRules
{
    /// <summary>
    /// While somebody waits and somebody is ready: the first in line to the next in turn (strict order, leastrecent).
    /// </summary>
    private static void Drain(CampaignDraft draft, DateTimeOffset now)
    {
        while (draft.State is { Line.IsEmpty: false, Ready.IsEmpty: false })
        {
            var entry = draft.State.Entries[draft.State.Line.Min.InteractionId];
            draft.Add(new CampaignFact.Offered(
                draft.State.LastLease + 1, entry.InteractionId, entry.Epoch, draft.State.Ready.Min.AgentId,
                draft.State.LimitVersion, Version, now + OfferLife));
        }
    }

    private static Decision<CampaignFact> ReserveAnswered(CampaignDraft draft, CampaignCommand.ReserveAnswered c)
    {
        if (c.Reply is Answer.NotGranted no && draft.State.Offers.ContainsKey(c.LeaseNumber))
        {
            draft.Add(new CampaignFact.OfferRefused(c.LeaseNumber, no.Reason, no.Hint));
        }

        return draft.Done();
    }

    private static Decision<CampaignFact> Outcome(CampaignDraft draft, CampaignCommand.Outcome c)
    {
        if (draft.State.Offers.ContainsKey(c.Lease.Number))
        {
            draft.Add(c.Result switch
            {
                OfferOutcome.Taken => new CampaignFact.Assigned(c.Lease.Number, c.Latest),
                OfferOutcome.Lapsed => new CampaignFact.OfferReturned(c.Lease.Number, c.Latest),
                OfferOutcome.Gone => new CampaignFact.OfferGone(c.Lease.Number, c.Latest),
                _ => throw new NotSupportedException($"No outcome {c.Result}."),
            });
        }

        return draft.DoneForGood();
    }
}
