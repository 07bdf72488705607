using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Agents;

/// <summary>How many more interactions of a campaign an agent may hold now, by the campaign's rule (R9) and both limits (R17). He is ready otherwise.</summary>
internal static class AgentEligibility
{
    public static int Room(AgentState agent, CampaignLimit limit)
    {
        if (limit.IsVoice || (limit.NeedsVoice && !agent.IsInVoice) || (agent.HoldsExclusive && limit.Eligibility != Eligibility.NoPause))
        {
            return 0;
        }

        var room = Math.Max(0, Math.Min(limit.Limit - agent.LoadOf(limit.CampaignId), agent.TotalLimit - agent.Slots.Count));
        var single = Math.Min(room, 1);
        return limit.Eligibility switch
        {
            Eligibility.NoCall or Eligibility.NoPause or Eligibility.Omni or Eligibility.RingAllMultiple => room,
            Eligibility.InCall => agent.IsIdle ? single : 0,
            Eligibility.Interaction or Eligibility.RingAll => agent.Slots.IsEmpty ? single : 0,
            _ => throw new NotSupportedException($"No rule for {limit.Eligibility}."),
        };
    }

    /// <summary>Why he can be given none of this campaign now, in a word; null = he can.</summary>
    public static string? Hindrance(AgentState agent, CampaignLimit limit) => agent switch
    {
        { Status: not AgentStatus.Available } or { Connected: false } or { OfflineAfterChats: true } => RefusalReason.Offline,
        { Break: not null } or { PlannedBreak: not null } => RefusalReason.OnBreak,
        _ when !limit.IsMember => RefusalReason.NotAMember,
        _ when agent.IsPaused(limit.CampaignId) => RefusalReason.Paused,
        _ when agent.FreeFor(limit.CampaignId) <= 0 => ReasonOf(agent, limit),
        _ => null,
    };

    /// <summary>A supervisor may pass his limits and breaks; but he has to be there, and one of the campaign.</summary>
    public static string? HindranceOfForced(AgentState agent, CampaignLimit limit) => agent switch
    {
        { Status: not AgentStatus.Available } or { Connected: false } => RefusalReason.Offline,
        _ when !limit.IsMember || limit.IsVoice => RefusalReason.NotAMember,
        _ => null,
    };

    /// <summary>Why there is no room, in a word that the campaign and the proof keep.</summary>
    private static string ReasonOf(AgentState agent, CampaignLimit limit) => limit switch
    {
        { IsVoice: true } => RefusalReason.NotAMember,
        { NeedsVoice: true } when !agent.IsInVoice => RefusalReason.NotInVoice,
        { Eligibility: not Eligibility.NoPause } when agent.HoldsExclusive => RefusalReason.Exclusive,
        { Eligibility: Eligibility.InCall } when agent.InCall => RefusalReason.InCall,
        _ => RefusalReason.Full,
    };
}
