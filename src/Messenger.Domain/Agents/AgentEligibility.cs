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

    /// <summary>Why there is no room, in a word that the campaign and the proof keep.</summary>
    public static string ReasonOf(AgentState agent, CampaignLimit limit) => limit switch
    {
        { IsVoice: true } => RefusalReason.NotAMember,
        { NeedsVoice: true } when !agent.IsInVoice => RefusalReason.NotInVoice,
        { Eligibility: not Eligibility.NoPause } when agent.HoldsExclusive => RefusalReason.Exclusive,
        { Eligibility: Eligibility.InCall } when agent.InCall => RefusalReason.InCall,
        _ => RefusalReason.Full,
    };
}
