using Messenger.Domain.Agents;

namespace Messenger.Domain.Explaining;

/// <summary>
/// How an agent stood at an instant, from the end of what had happened to him until then: facts are shown to it from the newest back, and
/// what is found first holds. A few dozen are enough where a fold from the beginning would read his whole life.
/// </summary>
/// <param name="campaignId">Whose limit matters.</param>
public sealed class AgentGlance(string campaignId)
{
    private AgentStatus? _status;
    private bool? _connected;
    private bool? _onBreak;
    private bool? _leaves;
    private bool? _inCall;
    private (long Load, long Limit)? _campaign;
    private (long Load, long Limit)? _total;
    private long? _limit;
    private Campaigns.Eligibility? _rule;
    private int _freedHere;
    private int _freed;

    /// <summary>Nothing older can change what is said.</summary>
    public bool IsComplete => _status is not null && _connected is not null && _onBreak is not null && _total is not null && _campaign is not null && _limit is not null;

    public void Before(AgentFact fact)
    {
        switch (fact)
        {
            case AgentFact.StatusChanged f:
                _status ??= f.Status;
                _leaves ??= false;
                _onBreak ??= f.Status == AgentStatus.Offline ? false : null;
                break;
            case AgentFact.OfflinePlanned:
                _leaves ??= true;
                break;
            case AgentFact.ConnectionLost or AgentFact.ConnectionBack:
                _connected ??= fact is AgentFact.ConnectionBack;
                break;
            case AgentFact.BreakStarted or AgentFact.BreakPlanned or AgentFact.BreakEnded:
                _onBreak ??= fact is not AgentFact.BreakEnded;
                break;
            case AgentFact.CallChanged f:
                _inCall ??= f.InCall;
                break;
            case AgentFact.LimitSet f when f.CampaignId == campaignId:
                _limit ??= f.Limit;
                _rule ??= f.Eligibility;
                break;
            case AgentFact.Freed f:
                Freed(f.Lease.CampaignId);
                break;
            case AgentFact.Released f:
                Freed(f.Lease.CampaignId);
                break;
            case AgentFact.Reserved f:
                _total ??= (f.TotalLoad + 1 - _freed, f.TotalLimit);
                _campaign ??= f.Lease.CampaignId == campaignId ? (f.CampaignLoad + 1 - _freedHere, _limit ?? f.CampaignLimit) : null;
                break;
        }
    }

    /// <summary>Better than what the campaign had heard, where his own stream says why; as it was otherwise.</summary>
    public MemberVerdict Improve(MemberVerdict verdict) => this switch
    {
        _ when !verdict.HadNoRoom => verdict,
        { _status: AgentStatus.Offline } or { _connected: false } or { _leaves: true } => verdict with { Word = RefusalReason.Offline },
        { _onBreak: true } => verdict with { Word = RefusalReason.OnBreak },
        { _inCall: true, _rule: Campaigns.Eligibility.InCall } => verdict with { Word = RefusalReason.InCall },
        { _campaign: { } here } when here.Load >= here.Limit => verdict with { Word = RefusalReason.Full, Count = here.Load, Of = here.Limit },
        { _total: { } all } when all.Load >= all.Limit => verdict with { Word = RefusalReason.Full, Count = all.Load, Of = all.Limit },
        { _total.Load: > 0, _rule: Campaigns.Eligibility.InCall or Campaigns.Eligibility.Interaction or Campaigns.Eligibility.RingAll } =>
            verdict with { Word = RefusalReason.Full, Count = _total!.Value.Load, Of = 1 },
        _ => verdict,
    };

    private void Freed(string ofCampaign)
    {
        _freed++;
        _freedHere += ofCampaign == campaignId ? 1 : 0;
    }
}
