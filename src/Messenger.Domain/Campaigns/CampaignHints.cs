using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>What agents say of their room, and how much of it this campaign may use before others that share them (R9).</summary>
public readonly partial struct CampaignRules
{
    private static Decision<CampaignFact> Hint(CampaignDraft draft, CampaignCommand.Hint c)
    {
        if (!draft.State.Agents.TryGetValue(c.Value.AgentId, out var known))
        {
            return draft.DoneForGood();
        }

        if (c.Value.Version > known.Hint.Version && RoomFor(draft.State, known, c) is { } room)
        {
            Adopt(draft, c.Value with { Free = room });
        }

        return draft.Done();
    }

    /// <summary>Even when it says what is believed already: one between the two may still be on its way, and this one must be known to win.</summary>
    private static void Adopt(CampaignDraft draft, AgentHint hint)
    {
        if (draft.State.Agents.GetValueOrDefault(hint.AgentId) is { } known && hint.Version > known.Hint.Version)
        {
            draft.Add(new CampaignFact.HintSeen(hint));
        }
    }

    /// <summary>
    /// All of it, unless others wait here who have waited less than somebody elsewhere: then as much as those need who have waited longer.
    /// Null = nobody here has.
    /// </summary>
    private static int? RoomFor(CampaignState campaign, KnownAgent agent, CampaignCommand.Hint c)
    {
        var wanted = c.Value.Free - agent.OpenOffers;
        if (c.OlderThan is not { } bound || wanted <= 0 || campaign.Line.IsEmpty || campaign.Settings.Strategy.IsPull)
        {
            return c.Value.Free;
        }

        var older = campaign.Line.Take(wanted).TakeWhile(place => place.Class == QueueClass.Returned || place.Since <= bound).Count();
        return older switch
        {
            0 => null,
            _ when older == wanted || older == campaign.Line.Count => c.Value.Free,
            _ => agent.OpenOffers + older,
        };
    }

    /// <summary>A stranger is told that all is well: he will hear that he is no member, and would ask for ever.</summary>
    private static Answer.Noted Noted(CampaignDraft draft, AgentHint hint)
    {
        var head = draft.State.Line.IsEmpty ? (DateTimeOffset?)null : draft.State.Line.Min.Since;
        var known = draft.State.Agents.GetValueOrDefault(hint.AgentId)?.Hint ?? hint;
        var offers = draft.Facts.OfType<CampaignFact.Offered>().Where(o => o.AgentId == hint.AgentId);
        return new Answer.Noted(known.Version, known.Free, head, [.. offers.Select(o => ReserveFor(draft.State, draft.State.Offers[o.Lease]))]);
    }
}
