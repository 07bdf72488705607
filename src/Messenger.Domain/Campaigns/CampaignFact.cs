using System.Text.Json.Serialization;
using Messenger.Domain.Agents;

namespace Messenger.Domain.Campaigns;

/// <summary>What happened in a campaign. The discriminator ends in the fact's schema version; old ones are upcast, never skipped.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(SettingsChanged), "settings-changed/1")]
[JsonDerivedType(typeof(MembersChanged), "members-changed/1")]
[JsonDerivedType(typeof(LimitDelivered), "limit-delivered/1")]
[JsonDerivedType(typeof(Queued), "queued/1")]
[JsonDerivedType(typeof(NotQueued), "not-queued/1")]
[JsonDerivedType(typeof(Offered), "offered/1")]
[JsonDerivedType(typeof(OfferRefused), "offer-refused/1")]
[JsonDerivedType(typeof(OfferReturned), "offer-returned/1")]
[JsonDerivedType(typeof(OfferGone), "offer-gone/1")]
[JsonDerivedType(typeof(Assigned), "assigned/1")]
[JsonDerivedType(typeof(Removed), "removed/1")]
[JsonDerivedType(typeof(HintSeen), "hint-seen/1")]
[JsonDerivedType(typeof(DayBegan), "day-began/1")]
[JsonDerivedType(typeof(ScheduleTurned), "schedule-turned/1")]
[JsonDerivedType(typeof(Admitted), "admitted/1")]
[JsonDerivedType(typeof(RecordedReleased), "recorded-released/1")]
[JsonDerivedType(typeof(WindowPassed), "window-passed/1")]
[JsonDerivedType(typeof(WindowExtended), "window-extended/1")]
[JsonDerivedType(typeof(GlobalsSet), "globals-set/1")]
[JsonDerivedType(typeof(PlaceTold), "place-told/1")]
public abstract record CampaignFact
{
    public sealed record SettingsChanged(CampaignSettings Settings) : CampaignFact;

    public sealed record MembersChanged(IReadOnlyList<Member> Members) : CampaignFact;

    /// <summary>The agent knows his limit; the obligation is met.</summary>
    public sealed record LimitDelivered(string AgentId, int SettingsVersion) : CampaignFact;

    public sealed record Queued(string InteractionId, int Epoch, QueueClass Class, DateTimeOffset Since, DateTimeOffset? WindowUntil = null) : CampaignFact;

    /// <summary>Recorded, and not in the queue now: switched off (R19), beyond the limit (R16), closed, or nobody may answer (R18).</summary>
    public sealed record NotQueued(
        string InteractionId, int Epoch, QueuePlace Place, DateTimeOffset? Since = null, DateTimeOffset? WindowUntil = null) : CampaignFact;

    /// <summary>It opened or closed. At an opening the backlog begins to wait, behind whoever is held already; who was only answered is dropped.</summary>
    /// <param name="At">The instant of the schedule, not that of its detection.</param>
    /// <param name="Next">When it turns again; null = not within a year.</param>
    public sealed record ScheduleTurned(bool Open, DateTimeOffset At, DateTimeOffset? Next) : CampaignFact;

    /// <summary>There is room in the queue again: so many of those held enter it, in their order.</summary>
    public sealed record Admitted(int Count) : CampaignFact;

    /// <summary>Switched on again: those who wrote meanwhile begin to wait now, or are left as they are (R19).</summary>
    public sealed record RecordedReleased(bool IntoQueue, DateTimeOffset At) : CampaignFact;

    /// <summary>Nobody may answer this one any more.</summary>
    public sealed record WindowPassed(string InteractionId) : CampaignFact;

    public sealed record WindowExtended(string InteractionId, DateTimeOffset Until) : CampaignFact;

    public sealed record GlobalsSet(GlobalRules Rules) : CampaignFact;

    public sealed record PlaceTold(string InteractionId, int Epoch, QueuePlace Place) : CampaignFact;

    /// <param name="Pulled">The agent asked for it himself.</param>
    public sealed record Offered(long Lease, string InteractionId, int Epoch, string AgentId, int SettingsVersion, int RulesVersion, DateTimeOffset ExpiresAt,
        bool Pulled = false) : CampaignFact;

    public sealed record OfferRefused(long Lease, string Reason, AgentHint Hint) : CampaignFact;

    /// <summary>The agent did not take it: back to the front.</summary>
    public sealed record OfferReturned(long Lease, AgentHint Hint) : CampaignFact;

    /// <summary>The interaction could no longer be taken in this epoch: nothing waits for this offer any more.</summary>
    public sealed record OfferGone(long Lease, AgentHint Hint) : CampaignFact;

    public sealed record Assigned(long Lease, AgentHint Hint) : CampaignFact;

    /// <summary>It ended, or was gone when the agent took it; nothing waits any more.</summary>
    public sealed record Removed(string InteractionId, int Epoch) : CampaignFact;

    /// <summary>An agent's free slots changed as this campaign sees them.</summary>
    public sealed record HintSeen(AgentHint Hint) : CampaignFact;

    /// <summary>A new local day: what is counted by the day begins anew.</summary>
    public sealed record DayBegan(DateOnly Day) : CampaignFact;
}
