using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>Protocol steps 4, 6 and 10: offer, and what became of it.</summary>
public readonly partial struct CampaignRules
{
    /// <summary>While somebody waits and somebody is ready: the first in line to whose turn it is. Where agents take for themselves, nothing is offered.</summary>
    private static void Drain(CampaignDraft draft, DateTimeOffset now)
    {
        if (draft.State.Settings.Strategy.IsPull)
        {
            return;
        }

        if (draft.State is { Line.IsEmpty: false, Ready.IsEmpty: false })
        {
            NewDay(draft, now);
        }

        while (draft.State is { Line.IsEmpty: false, Ready.IsEmpty: false })
        {
            var entry = draft.State.Entries[draft.State.Line.Min.InteractionId];
            var isSticky = entry.Preferred is { } known && IsReady(draft.State, known);
            Offer(draft, entry, isSticky ? entry.Preferred! : NextAgent.Of(draft.State, draft.State.LastLease + 1), now, because: isSticky ? OfferReason.Sticky : null);
        }
    }

    private static bool IsReady(CampaignState s, string agentId) => s.Agents.GetValueOrDefault(agentId)?.IsReady(s.LimitVersion) == true;

    private static void Offer(
        CampaignDraft draft, Entry entry, string agentId, DateTimeOffset now, bool pulled = false, string? because = null, AgentName? by = null, bool forced = false) =>
        draft.Add(new CampaignFact.Offered(
            draft.State.LastLease + 1, entry.InteractionId, entry.Epoch, agentId, draft.State.LimitVersion, Version, now + OfferLife, pulled, because, by,
            forced ? true : null));

    private static void NewDay(CampaignDraft draft, DateTimeOffset now)
    {
        if (LocalDay(draft.State.Settings.TimeZone, now) is var day && day != draft.State.CountedDay)
        {
            draft.Add(new CampaignFact.DayBegan(day));
        }
    }

    private static DateOnly LocalDay(string timeZone, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);

    /// <summary>An agent takes one for himself (R9, ringall and ringallmultiple); the first to ask gets it.</summary>
    private static Decision<CampaignFact> Pull(CampaignDraft draft, CampaignCommand.Pull c, DateTimeOffset now)
    {
        var strategy = draft.State.Settings.Strategy;
        if (!strategy.IsPull || draft.State.Entries.GetValueOrDefault(c.InteractionId) is not { } entry)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.AlreadyTaken);
        }

        if (entry.Lease is { } taken)
        {
            return draft.State.Offers.GetValueOrDefault(taken)?.AgentId == c.AgentId ? draft.Done() : Decision<CampaignFact>.Refuse(RefusalCode.AlreadyTaken);
        }

        if (draft.State.Agents.GetValueOrDefault(c.AgentId) is not { Order: >= 0 } agent)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.NotAMember);
        }

        if (!agent.IsReady(draft.State.LimitVersion))
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.LimitReached);
        }

        if (entry.Stage != EntryStage.Waiting || entry.WindowUntil <= now || (strategy.Eligibility == Eligibility.RingAll && draft.State.Line.Min.InteractionId != c.InteractionId))
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.NotYours);
        }

        NewDay(draft, now);
        Offer(draft, entry, c.AgentId, now, pulled: true);
        return draft.Done();
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
        if (!draft.State.Offers.ContainsKey(c.Lease.Number))
        {
            // A repeat can carry a newer hint than the one that was heard, and then nobody tells it again.
            Adopt(draft, c.Latest);
        }
        else
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
