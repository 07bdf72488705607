using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Agents;

/// <summary>
/// Whether an agent could take one more of a campaign, judged by what screens know of him: it spares asking in vain. Only he himself decides
/// (<see cref="AgentCommand.Reserve"/>), and he knows more.
/// </summary>
public readonly struct RoomRules
{
    /// <summary>A <see cref="RefusalReason"/>; null = nothing stands in the way. What he can change himself goes before what he cannot.</summary>
    /// <param name="ofCampaign">How many of this campaign he has.</param>
    public static string? Hindrance(AgentRow agent, int ofCampaign, CampaignSettings campaign) => agent switch
    {
        { Status: not "available" } or { Connected: false } => RefusalReason.Offline,
        { Break: not null } => RefusalReason.OnBreak,
        { Withheld: not null } => RefusalReason.NotInVoice,
        { InCall: true } when campaign.Strategy.Eligibility == Eligibility.InCall => RefusalReason.InCall,
        _ when agent.Load >= agent.Limit || ofCampaign >= campaign.MaxPerAgent => RefusalReason.Full,
        { Load: > 0 } when campaign.Strategy.Eligibility is Eligibility.InCall or Eligibility.Interaction or Eligibility.RingAll => RefusalReason.Full,
        _ => null,
    };
}
